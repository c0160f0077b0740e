/** Where something of this size goes beside its trigger, in pixels of the window: below it if it fits, else above. */
export interface PopoverPlace {
  readonly left: number;
  readonly top: number;
}

/** Pixels between the trigger and the popover, and between the popover and the window's edge. */
const gap = 6;
const edge = 8;

export function popoverPlace(
  trigger: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  size: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
): PopoverPlace {
  const below = trigger.bottom + gap;
  const above = trigger.top - gap - size.height;
  const fitsBelow = below + size.height + edge <= view.height;
  const top = fitsBelow || above < edge ? below : above;
  return {
    left: clamp(trigger.right - size.width, edge, view.width - size.width - edge),
    top: clamp(top, edge, view.height - size.height - edge),
  };
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(value, highest));
}
