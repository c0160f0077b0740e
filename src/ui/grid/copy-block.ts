import { toClipboard } from '#worker/clipboard.ts';
import type { RosterGrid } from './roster-grid.svelte.ts';

/**
 * Puts what is selected on the clipboard of a `copy` or `cut` that is under way. Rows out of view must be fetched first,
 * and a page may fill that clipboard only at once; then the browser's own clipboard is asked. False when it refuses.
 */
export async function copyBlock(grid: RosterGrid, clipboard: DataTransfer | null): Promise<boolean> {
  const here = cellsHere(grid);
  if (clipboard === null || here === null) return writeLater(grid);
  const { text, html } = toClipboard(here);
  clipboard.setData('text/plain', text);
  clipboard.setData('text/html', html);
  return true;
}

/** What is selected, if all of it is here. */
function cellsHere(grid: RosterGrid): readonly (readonly string[])[] | null {
  const { top, bottom } = grid.block;
  const cells: (readonly string[])[] = [];
  for (let position = top; position <= bottom; position += 1) {
    const row = grid.rows.get(position);
    if (row === undefined) return null;
    cells.push(pick(row.cells, grid.blockColumns()));
  }
  return cells;
}

/** Safari takes a promise only, within the press that asked for it. */
async function writeLater(grid: RosterGrid): Promise<boolean> {
  const columns = grid.blockColumns();
  const block = grid.blockRows().then((rows) => toClipboard(rows.map(({ cells }) => pick(cells, columns))));
  const part = (kind: 'text' | 'html', type: string) =>
    block.then((made) => new Blob([made[kind]], { type }));
  const parts = { 'text/plain': part('text', 'text/plain'), 'text/html': part('html', 'text/html') };
  try {
    await navigator.clipboard.write([new ClipboardItem(parts)]);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

function pick(cells: readonly string[], columns: readonly number[]): readonly string[] {
  return columns.map((index) => cells[index] ?? '');
}
