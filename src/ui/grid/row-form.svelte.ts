import type { RowFilter, ViewRow } from '#worker/roster-api.ts';
import type { RosterGrid } from './roster-grid.svelte.ts';

/**
 * One row of the grid's choice at a time. A row that was fixed stays until the person goes on, even when the filter has it
 * no more.
 */
export class RowForm {
  readonly grid: RosterGrid;
  row = $state.raw<ViewRow | null>(null);
  /** Whether the filter has the row. */
  isListed = $state(true);
  #asked = 0;
  /** A press on Next leaves a field, which changes the row: where to go is known only after that. */
  #lastEdit: Promise<void> = Promise.resolve();

  constructor(grid: RosterGrid) {
    this.grid = grid;
  }

  get position(): number {
    return this.grid.active.position;
  }

  /** Reads the row again; the active one of the grid when there is none yet, or when it was deleted. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    await this.grid.reload();
    const kept = this.row && (await this.#readKept(this.row.rowNumber));
    const row = kept ?? (await this.#readAt(this.position));
    if (asked !== this.#asked) return;
    if (!kept) this.isListed = row !== null;
    this.row = row;
  }

  /** Another choice of rows, or another row of it, was made elsewhere. */
  async restart(): Promise<void> {
    this.row = null;
    await this.refresh();
  }

  async next(): Promise<void> {
    await this.#lastEdit;
    // The next row has taken the place of one that left the filter.
    await this.#go(this.isListed ? this.position + 1 : this.position);
  }

  async previous(): Promise<void> {
    await this.#lastEdit;
    await this.#go(this.position - 1);
  }

  /** Goes to the next row with a problem, from the last to the first; false when there is none. */
  async nextProblem(): Promise<boolean> {
    await this.#lastEdit;
    const { open, choice } = this.grid;
    const from = this.isListed ? this.position + 1 : this.position;
    const position = await open.findNextProblem(from, choice);
    if (position === null) return false;
    await this.#go(position);
    return true;
  }

  edit(columnIndex: number, text: string): Promise<void> {
    this.#lastEdit = this.#keep(columnIndex, text);
    return this.#lastEdit;
  }

  async #keep(columnIndex: number, text: string): Promise<void> {
    if (!this.row || text === this.row.cells[columnIndex]) return;
    await this.grid.open.edit({ rowNumber: this.row.rowNumber, columnIndex, text });
    await this.refresh();
  }

  async #go(position: number): Promise<void> {
    const last = this.grid.total - 1;
    this.grid.moveTo({ position: Math.max(0, Math.min(position, last)), column: 0 });
    await this.restart();
  }

  async #readAt(position: number): Promise<ViewRow | null> {
    const view = await this.grid.open.view({ ...this.grid.choice, from: position, count: 1 });
    return view.rows[0] ?? null;
  }

  /** The row as it is now, wherever it stands; null when it is gone. */
  async #readKept(rowNumber: number): Promise<ViewRow | null> {
    const { open, choice, filter } = this.grid;
    const position = await open.findPosition(rowNumber, choice);
    this.isListed = position !== null;
    if (position !== null) {
      this.grid.moveTo({ position, column: 0 });
      return this.#readAt(position);
    }
    const all: RowFilter = 'all';
    const place = filter === all ? null : await open.findPosition(rowNumber, { filter: all });
    if (place === null) return null;
    return (await open.view({ filter: all, from: place, count: 1 })).rows[0] ?? null;
  }
}
