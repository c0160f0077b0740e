import type { LucideIcon } from '@lucide/svelte';

/** One line of a Menu: a link when it has `href` (with `download` it saves a file), else something to do. */
export interface MenuItem {
  readonly label: string;
  /** A word beside the label, e.g. why it will not work now. */
  readonly note?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly href?: string | undefined;
  /** File name to save as, or true for the server's name. */
  readonly download?: string | boolean | undefined;
  readonly onselect?: (() => void) | undefined;
}
