export interface GridPlace {
  /** Position in the filtered list, from 0. */
  readonly position: number;
  /** Position in the file's header, from 0. */
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows a page key moves. */
  readonly page: number;
}

/**
 * Where a key moves to in a grid (ARIA Authoring Practices, "Grid"), or undefined when it is not a key that moves.
 */
export function placeAfterKey(
  key: string,
  control: boolean,
  from: GridPlace,
  size: GridSize,
): GridPlace | undefined {
  const { position, column } = from;
  switch (key) {
    case 'ArrowUp':
      return within({ position: position - 1, column }, size);
    case 'ArrowDown':
      return within({ position: position + 1, column }, size);
    case 'ArrowLeft':
      return within({ position, column: column - 1 }, size);
    case 'ArrowRight':
      return within({ position, column: column + 1 }, size);
    case 'PageUp':
      return within({ position: position - size.page, column }, size);
    case 'PageDown':
      return within({ position: position + size.page, column }, size);
    case 'Home':
      return { position: control ? 0 : position, column: 0 };
    case 'End':
      return within({ position: control ? size.rows - 1 : position, column: size.columns - 1 }, size);
    default:
      return undefined;
  }
}

/** The nearest place that exists. */
export function within({ position, column }: GridPlace, size: GridSize): GridPlace {
  return { position: clamp(position, size.rows), column: clamp(column, size.columns) };
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(value, count - 1));
}
