/** Whether the PIN is being changed: asked for in the profile, shown over the page. */
class PinDialogState {
  isOpen = $state(false);
}

export const pinDialog = new PinDialogState();
