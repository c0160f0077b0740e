import type { GridPlace, GridSize } from './grid-keys.ts';

/** A rectangle of cells, all four edges within it. */
export interface GridBlock {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The block with these two corners, whichever they are. */
export function blockBetween(one: GridPlace, other: GridPlace): GridBlock {
  return {
    top: Math.min(one.position, other.position),
    bottom: Math.max(one.position, other.position),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  };
}

export function isInside({ top, bottom, left, right }: GridBlock, { position, column }: GridPlace): boolean {
  return position >= top && position <= bottom && column >= left && column <= right;
}

export function blockSize({ top, bottom, left, right }: GridBlock): {
  readonly rows: number;
  readonly columns: number;
} {
  return { rows: bottom - top + 1, columns: right - left + 1 };
}

/** The two corners, anchor first, that a key selects: everything, whole rows or whole columns; null for other keys. */
export function selectionAfterKey(
  { key, control, shift }: { readonly key: string; readonly control: boolean; readonly shift: boolean },
  block: GridBlock,
  size: GridSize,
): readonly [GridPlace, GridPlace] | null {
  const last = { position: size.rows - 1, column: size.columns - 1 };
  const isAll = control && key.toLowerCase() === 'a';
  const isRows = isAll ? false : key === ' ' && shift && !control;
  const isColumns = key === ' ' && control;
  if (!isAll && !isRows && !isColumns) return null;
  const [top, bottom] = isRows ? [block.top, block.bottom] : [0, last.position];
  const [left, right] = isColumns ? [block.left, block.right] : [0, last.column];
  return [
    { position: bottom, column: right },
    { position: top, column: left },
  ];
}
