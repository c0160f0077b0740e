/** Rows drawn beyond each edge of the view, so that a short scroll never shows a gap. */
const OVERSCAN = 6;

export interface RowWindow {
  readonly from: number;
  readonly count: number;
}

/** Which rows of `total` to draw for a view of `viewHeight` pixels scrolled to `scrollTop`; rows are equally high. */
export function rowWindow(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  total: number,
): RowWindow {
  const from = Math.max(0, Math.min(Math.floor(scrollTop / rowHeight) - OVERSCAN, total - 1));
  const end = Math.min(total, Math.ceil((scrollTop + viewHeight) / rowHeight) + OVERSCAN);
  return { from: Math.max(from, 0), count: Math.max(0, end - Math.max(from, 0)) };
}

/** Where to scroll so that the row is wholly in view, moving as little as possible. */
export function scrollToRow(
  position: number,
  view: { readonly scrollTop: number; readonly viewHeight: number; readonly rowHeight: number },
): number {
  const top = position * view.rowHeight;
  if (top < view.scrollTop) return top;
  const bottom = top + view.rowHeight;
  return bottom > view.scrollTop + view.viewHeight ? bottom - view.viewHeight : view.scrollTop;
}
