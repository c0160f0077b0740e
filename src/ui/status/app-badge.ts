/** Shows a number on the app's icon, where the app is installed and the device can; 0 shows none. */
export async function showBadge(count: number): Promise<void> {
  if (!('setAppBadge' in navigator)) return;
  try {
    await navigator.setAppBadge(count);
  } catch (error) {
    // Not allowed: a browser may ask for a permission that nobody gave.
    if (!(error instanceof DOMException)) throw error;
  }
}
