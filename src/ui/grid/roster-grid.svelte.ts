import { hasError } from '#domain/roster/problem.ts';
import type { RowFilter, ViewRow } from '#worker/roster-api.ts';
import type { OpenDraft } from '../review/open-draft.svelte.ts';
import { within, type GridPlace, type GridSize } from './grid-keys.ts';
import type { RowWindow } from './row-window.ts';

/** What an edit did, for announcing. */
export interface EditNews {
  readonly rowNumber: number;
  readonly isReady: boolean;
}

/** The rows in view of one filter, fetched from the worker as the view moves, and which cell is active or edited. */
export class RosterGrid {
  readonly open: OpenDraft;
  filter = $state.raw<RowFilter>('all');
  total = $state(0);
  /** Rows that are here, by their position in the filter. */
  rows = $state.raw<ReadonlyMap<number, ViewRow>>(new Map());
  active = $state.raw<GridPlace>({ position: 0, column: 0 });
  /** The text in the open editor; null while no cell is edited. */
  editing = $state.raw<string | null>(null);
  news = $state.raw<EditNews | null>(null);
  #window: RowWindow = { from: 0, count: 40 };
  #asked = 0;

  constructor(open: OpenDraft, filter: RowFilter) {
    this.open = open;
    this.filter = filter;
  }

  /** Shows another choice of rows, from the top. */
  async show(filter: RowFilter, column = 0): Promise<void> {
    this.filter = filter;
    this.editing = null;
    this.active = { position: 0, column };
    await this.load({ from: 0, count: this.#window.count });
  }

  /** Has the rows of the window here, and keeps the active one, which holds the focus. */
  async load(window: RowWindow): Promise<void> {
    this.#window = window;
    const asked = ++this.#asked;
    const view = await this.open.view({ filter: $state.snapshot(this.filter) as RowFilter, ...window });
    if (asked !== this.#asked) return;
    const activeRow = this.rows.get(this.active.position);
    const rows = new Map(view.rows.map((row, index) => [window.from + index, row]));
    if (activeRow && !rows.has(this.active.position) && this.active.position < view.total)
      rows.set(this.active.position, activeRow);
    this.total = view.total;
    this.rows = rows;
    this.active = within(this.active, this.#size());
  }

  isHere(window: RowWindow): boolean {
    for (let position = window.from; position < window.from + window.count; position++) {
      if (!this.rows.has(position)) return false;
    }
    return true;
  }

  /** Opens the active cell for editing, with `text` instead of its own when a key was typed on it. */
  edit(text?: string): void {
    const row = this.rows.get(this.active.position);
    if (row) this.editing = text ?? row.cells[this.active.column] ?? '';
  }

  cancelEdit(): void {
    this.editing = null;
  }

  /** Keeps the edited text; true when it was a change. */
  async commitEdit(): Promise<boolean> {
    const row = this.rows.get(this.active.position);
    const text = this.editing;
    this.editing = null;
    const columnIndex = this.active.column;
    if (!row || text === null || text === (row.cells[columnIndex] ?? '')) return false;
    const result = await this.open.edit({ rowNumber: row.rowNumber, columnIndex, text });
    await this.load(this.#window);
    this.news = { rowNumber: row.rowNumber, isReady: !hasError(result.row.problems) };
    return true;
  }

  #size(): GridSize {
    return { rows: this.total, columns: this.open.draft.header.length, page: 1 };
  }
}
