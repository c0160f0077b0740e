import type { GridPlace, GridSize } from './grid-keys.ts';

/** Where to go when an edit is kept. */
export type EditStep = 'down' | 'up' | 'right' | 'left' | 'stay';

/**
 * The cell after this one. Right and left go on in the next row at the end of a row; down goes back to the column in which
 * the row was begun with Tab, so that a list can be typed row by row.
 */
export function placeAfterEdit(
  from: GridPlace,
  step: EditStep,
  begunIn: number | null,
  size: GridSize,
): GridPlace {
  const { position, column } = from;
  switch (step) {
    case 'stay':
      return from;
    case 'down':
      return { position: position + 1, column: begunIn ?? column };
    case 'up':
      return { position: Math.max(0, position - 1), column };
    case 'right':
      return column + 1 < size.columns
        ? { position, column: column + 1 }
        : { position: position + 1, column: 0 };
    case 'left':
      return column > 0 ? { position, column: column - 1 } : from;
  }
}
