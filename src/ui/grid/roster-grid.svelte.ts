import { blankRows } from '#domain/drafts/block-changes.ts';
import type { RosterChange } from '#domain/drafts/edit-draft.ts';
import { hasError } from '#domain/roster/problem.ts';
import type { ColumnKey } from '#domain/roster/template.ts';
import type { RowChoice, RowFilter, RowSort, ViewRow } from '#worker/roster-api.ts';
import type { OpenDraft } from '../review/open-draft.svelte.ts';
import { columnOrder } from './column-order.ts';
import { blockBetween, type GridBlock } from './grid-block.ts';
import { within, type GridPlace, type GridSize } from './grid-keys.ts';
import type { RowWindow } from './row-window.ts';
import { noRows, problemColumns, shownRows, withCell, type ShownRows } from './shown-rows.ts';

/** What an edit did, for announcing. */
export interface EditNews {
  readonly rowNumber: number;
  readonly isReady: boolean;
}

const start: GridPlace = { position: 0, column: 0 };

/** The rows in view of one filter, fetched from the worker as the view moves, and which cells are active, selected or edited. */
export class RosterGrid {
  readonly open: OpenDraft;
  filter = $state.raw<RowFilter>('all');
  sort = $state.raw<RowSort | null>(null);
  total = $state(0);
  /** All rows of the draft, and the number of the next one. */
  allRows = $state(0);
  nextRowNumber = $state(2);
  /** Rows that are here, by their position in the filter. */
  rows = $state.raw<ShownRows>(noRows);
  /** `column` is a position in `order`. */
  active = $state.raw<GridPlace>(start);
  /** The other corner of what is selected; the active cell itself when that is one cell. */
  anchor = $state.raw<GridPlace>(start);
  readonly block = $derived<GridBlock>(blockBetween(this.anchor, this.active));
  /** Whether more than one cell is selected. */
  readonly isBlock = $derived(this.block.top !== this.block.bottom || this.block.left !== this.block.right);
  /** The file's columns as shown. It stays while one filter is shown: a fixed column must not jump away. */
  order = $state.raw<readonly number[]>([]);
  /** Columns that had problems when the filter was chosen, or have one now. */
  readonly problemColumns = $derived.by(() => problemColumns(this.open.summary, this.#hadProblems));
  /** The text in the open editor; null while no cell is edited. */
  editing = $state.raw<string | null>(null);
  news = $state.raw<EditNews | null>(null);
  /** Counts the times the active cell was brought from far away. */
  brought = $state(0);
  #hadProblems = $state.raw() as ReadonlySet<ColumnKey>;
  #window: RowWindow = { from: 0, count: 20 };
  #asked = 0;
  #loading: Promise<void> = Promise.resolve();

  constructor(open: OpenDraft, filter: RowFilter) {
    this.open = open;
    this.choose(filter);
  }

  get choice(): RowChoice {
    return { filter: this.filter, sort: this.sort };
  }

  get size(): GridSize {
    return { rows: this.total, columns: this.order.length, page: 1 };
  }

  /** Takes up another choice of rows without fetching them yet. */
  choose(filter: RowFilter): void {
    this.filter = filter;
    this.editing = null;
    this.moveTo(start);
    this.#hadProblems = problemColumns(this.open.summary);
    this.order = columnOrder(filter, this.open.draft.mapping, this.#hadProblems);
  }

  /** Shows another choice of rows, from the top. */
  async show(filter: RowFilter): Promise<void> {
    this.choose(filter);
    await this.load({ from: 0, count: this.#window.count });
  }

  /** Shows the rows in another order, from the top; null for that of the file. */
  async sortBy(sort: Omit<RowSort, 'turn'> | null): Promise<void> {
    this.sort = sort && { ...sort, turn: (this.sort?.turn ?? 0) + 1 };
    this.moveTo(start);
    await this.load({ from: 0, count: this.#window.count });
  }

  /** Has the rows of the window here, and keeps the active one, which holds the focus. */
  load(window: RowWindow): Promise<void> {
    this.#window = window;
    this.#loading = this.#fetch(window, ++this.#asked);
    return this.#loading;
  }

  /** Whoever waits for a load that another one has overtaken waits for that one. */
  async #fetch(window: RowWindow, asked: number): Promise<void> {
    const view = await this.open.view({ ...this.choice, ...window });
    if (asked !== this.#asked) return this.#loading;
    this.rows = shownRows(view, window.from, this.active.position, this.rows);
    this.total = view.total;
    this.allRows = view.allRows;
    this.nextRowNumber = view.nextRowNumber;
    this.active = within(this.active, this.size);
    this.anchor = within(this.anchor, this.size);
  }

  /** After a change, whoever made it. */
  async reload(): Promise<void> {
    const { header, mapping } = this.open.draft;
    if (header.length !== this.order.length) {
      this.order = columnOrder(this.filter, mapping, this.#hadProblems);
    }
    await this.load(this.#window);
  }

  isHere(window: RowWindow): boolean {
    for (let position = window.from; position < window.from + window.count; position++) {
      if (!this.rows.has(position)) return false;
    }
    return true;
  }

  /** Makes a cell the active one; with `extend`, everything from the anchor to it is selected. */
  moveTo(place: GridPlace, extend = false): void {
    this.active = place;
    if (!extend) this.anchor = place;
  }

  /** Selects from the active cell to this one. */
  select(corner: GridPlace): void {
    this.anchor = within(corner, this.size);
  }

  /** Makes a cell active that may be far away; whoever shows the rows follows. */
  async bring(place: GridPlace): Promise<void> {
    const { count } = this.#window;
    await this.load({ from: Math.max(0, place.position - Math.floor(count / 2)), count });
    this.moveTo(within(place, this.size));
    this.brought += 1;
  }

  /** The rows of what is selected, also those that are not in view. */
  async blockRows(): Promise<readonly ViewRow[]> {
    const { top, bottom } = this.block;
    const view = await this.open.view({ ...this.choice, from: top, count: bottom - top + 1 });
    return view.rows;
  }

  /** The columns of what is selected, and with `beyond` those to its right, as positions in the file's header. */
  blockColumns(beyond = false): readonly number[] {
    return this.order.slice(this.block.left, beyond ? undefined : this.block.right + 1);
  }

  /** Opens the active cell for editing, with `text` instead of its own when a key was typed on it. */
  edit(text?: string): void {
    const row = this.rows.get(this.active.position);
    if (!row) return;
    this.anchor = this.active;
    this.editing = text ?? row.cells[this.#columnIndex()] ?? '';
  }

  cancelEdit(): void {
    this.editing = null;
  }

  /**
   * Keeps the edited text, if it is a change; resolves when the rows are as they are then. `addsRow`: a blank row comes
   * after the last one, in the same step.
   */
  async commitEdit(addsRow = false): Promise<void> {
    const row = this.rows.get(this.active.position);
    const text = this.editing;
    this.editing = null;
    const columnIndex = this.#columnIndex();
    if (!row || text === null || text === (row.cells[columnIndex] ?? '')) return;
    // What was typed stays on the screen while it is checked.
    this.rows = withCell(this.rows, this.active.position, columnIndex, text);
    const { rowNumber } = row;
    const edit: RosterChange = { type: 'cells', cells: [{ rowNumber, columnIndex, text }] };
    const rows = addsRow ? blankRows(1, this.order.length, this.nextRowNumber) : [];
    const result = await this.open.change(addsRow ? [edit, { type: 'addRows', rows }] : [edit]);
    await this.reload();
    this.news = { rowNumber, isReady: !hasError(result.row?.problems ?? []) };
  }

  #columnIndex(): number {
    return this.order[this.active.column] ?? 0;
  }
}
