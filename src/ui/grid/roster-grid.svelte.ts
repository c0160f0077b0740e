import { hasError } from '#domain/roster/problem.ts';
import type { ColumnKey } from '#domain/roster/template.ts';
import type { RowFilter } from '#worker/roster-api.ts';
import type { OpenDraft } from '../review/open-draft.svelte.ts';
import { columnOrder } from './column-order.ts';
import { within, type GridPlace, type GridSize } from './grid-keys.ts';
import type { RowWindow } from './row-window.ts';
import { noRows, problemColumns, shownRows, type ShownRows } from './shown-rows.ts';

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
  rows = $state.raw<ShownRows>(noRows);
  /** `column` is a position in `order`. */
  active = $state.raw<GridPlace>({ position: 0, column: 0 });
  /** The file's columns as shown. It stays while one filter is shown: a fixed column must not jump away. */
  order = $state.raw<readonly number[]>([]);
  /** Columns that had problems when the filter was chosen, or have one now. */
  readonly problemColumns = $derived.by(() => problemColumns(this.open.summary, this.#hadProblems));
  /** The text in the open editor; null while no cell is edited. */
  editing = $state.raw<string | null>(null);
  news = $state.raw<EditNews | null>(null);
  #hadProblems = $state.raw() as ReadonlySet<ColumnKey>;
  #window: RowWindow = { from: 0, count: 20 };
  #asked = 0;

  constructor(open: OpenDraft, filter: RowFilter) {
    this.open = open;
    this.choose(filter);
  }

  /** Takes up another choice of rows without fetching them yet. */
  choose(filter: RowFilter): void {
    this.filter = filter;
    this.editing = null;
    this.active = { position: 0, column: 0 };
    this.#hadProblems = problemColumns(this.open.summary);
    this.order = columnOrder(filter, this.open.draft.mapping, this.#hadProblems);
  }

  /** Shows another choice of rows, from the top. */
  async show(filter: RowFilter): Promise<void> {
    this.choose(filter);
    await this.load({ from: 0, count: this.#window.count });
  }

  /** Has the rows of the window here, and keeps the active one, which holds the focus. */
  async load(window: RowWindow): Promise<void> {
    this.#window = window;
    const asked = ++this.#asked;
    const view = await this.open.view({ filter: this.filter, ...window });
    if (asked !== this.#asked) return;
    this.rows = shownRows(view, window.from, this.active.position, this.rows);
    this.total = view.total;
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
    if (row) this.editing = text ?? row.cells[this.#columnIndex()] ?? '';
  }

  cancelEdit(): void {
    this.editing = null;
  }

  /** Keeps the edited text; true when it was a change. */
  async commitEdit(): Promise<boolean> {
    const row = this.rows.get(this.active.position);
    const text = this.editing;
    this.editing = null;
    const columnIndex = this.#columnIndex();
    if (!row || text === null || text === (row.cells[columnIndex] ?? '')) return false;
    const result = await this.open.edit({ rowNumber: row.rowNumber, columnIndex, text });
    await this.load(this.#window);
    this.news = { rowNumber: row.rowNumber, isReady: !hasError(result.row?.problems ?? []) };
    return true;
  }

  #columnIndex(): number {
    return this.order[this.active.column] ?? 0;
  }

  #size(): GridSize {
    return { rows: this.total, columns: this.open.draft.header.length, page: 1 };
  }
}
