import type { AfterNavigate } from '@sveltejs/kit';

/**
 * Moves the focus to the page's heading after a link was followed, so that people who listen to the page
 * or use a keyboard begin where the new page begins. The first page of a visit is left alone.
 */
export function focusHeading(navigation: AfterNavigate): void {
  if (navigation.type === 'enter') return;
  if (navigation.from?.url.pathname === navigation.to?.url.pathname) return;
  document.querySelector('h1')?.focus({ preventScroll: true });
}
