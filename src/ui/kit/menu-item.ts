import type { LucideIcon } from '@lucide/svelte';

/** One line of a Menu: a link when it has `href` (with `download` it saves a file), else something to do. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
  readonly href?: string | undefined;
  /** File name to save as, or true for the server's name. */
  readonly download?: string | boolean | undefined;
  readonly onselect?: (() => void) | undefined;
}
