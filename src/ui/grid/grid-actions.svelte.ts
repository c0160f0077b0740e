import { blankRows, clearCells, fillBlock, planPaste } from '#domain/drafts/block-changes.ts';
import type { CellChange } from '#domain/drafts/edit-draft.ts';
import { cellsFrom, type CopiedContents } from '#worker/clipboard.ts';
import type { ChangeResult, ChangeStep } from '#worker/roster-api.ts';
import { language } from '../language.svelte.ts';
import { copyBlock } from './copy-block.ts';
import { blockSize } from './grid-block.ts';
import { readDeviceClipboard } from './read-device-clipboard.ts';
import type { RosterGrid } from './roster-grid.svelte.ts';

/** What can be done to the rows of a grid beside editing one cell. Each is one step, and says what it did. */
export class GridActions {
  readonly grid: RosterGrid;
  /** What was done last, in words; for reading aloud and for showing. */
  news = $state('');

  constructor(grid: RosterGrid) {
    this.grid = grid;
  }

  async undo(): Promise<void> {
    const step = this.grid.open.undoStep;
    if (step) await this.#travel(await this.grid.open.undo(), this.#words.undone(stepWords(step)));
  }

  async redo(): Promise<void> {
    const step = this.grid.open.redoStep;
    if (step) await this.#travel(await this.grid.open.redo(), this.#words.redone(stepWords(step)));
  }

  /** Adds a blank row at the end, and makes it the active one where it is shown. */
  async addRow(): Promise<void> {
    const { grid } = this;
    if (grid.filter !== 'all' || grid.sort) await this.#showFile();
    const rowNumber = grid.nextRowNumber;
    const rows = blankRows(1, grid.open.draft.header.length, rowNumber);
    await grid.open.change([{ type: 'addRows', rows }]);
    await this.goTo(rowNumber, grid.order[0]);
    this.news = this.#words.rowAdded;
  }

  /** Deletes the selected rows, or the one that is given. */
  async deleteRows(only?: number): Promise<void> {
    const selected = only === undefined ? await this.grid.blockRows() : [];
    const rowNumbers = only === undefined ? selected.map(({ rowNumber }) => rowNumber) : [only];
    if (rowNumbers.length === 0) return;
    const { block } = this.grid;
    await this.grid.open.change([{ type: 'deleteRows', rowNumbers }]);
    this.grid.moveTo({ position: block.top, column: block.left });
    await this.grid.reload();
    this.news = this.#words.rowsDeleted(rowNumbers.length);
  }

  async clear(): Promise<void> {
    const changes = clearCells(await this.grid.blockRows(), this.grid.blockColumns());
    if (changes.length > 0) await this.grid.open.change(changes);
    this.news = this.#words.cleared;
  }

  /** Makes changes of cells that stand elsewhere as well as in view, as one step. */
  async replace(cells: readonly CellChange[]): Promise<void> {
    if (cells.length > 0) await this.grid.open.change([{ type: 'cells', cells }]);
    this.news = this.#words.replaced(cells.length);
  }

  async copy(clipboard: DataTransfer | null): Promise<void> {
    await this.#copied(clipboard);
  }

  async cut(clipboard: DataTransfer | null): Promise<void> {
    if (await this.#copied(clipboard)) await this.clear();
  }

  /** For a button: asks the device for its clipboard. */
  async pasteFromDevice(): Promise<void> {
    const copied = await readDeviceClipboard();
    if (copied === null) this.news = this.#words.pasteByKeys;
    else await this.paste(copied);
  }

  /** Puts copied cells at the top left corner of what is selected; a single one fills all of it. */
  async paste(copied: CopiedContents): Promise<void> {
    const { grid } = this;
    const { rows: height, columns: width } = blockSize(grid.block);
    const found = cellsFrom(copied);
    const cells =
      found.length === 1 && found[0]?.length === 1 ? fillBlock(found[0][0] ?? '', height, width) : found;
    if (cells.length === 0) {
      this.news = this.#words.nothingCopied;
      return;
    }
    const { block } = grid;
    const view = await grid.open.view({ ...grid.choice, from: block.top, count: cells.length });
    const { nextRowNumber, allRows: rowCount } = view;
    const columns = grid.blockColumns(true);
    const place = { rows: view.rows, columns, width: grid.order.length, nextRowNumber, rowCount };
    const planned = planPaste(cells, place);
    if (planned.changes.length > 0) await grid.open.change(planned.changes);
    await grid.reload();
    grid.moveTo({ position: block.top, column: block.left });
    const last = { position: block.top + cells.length - 1, column: block.left + (cells[0]?.length ?? 1) - 1 };
    grid.select(last);
    const left = this.#words.leftOut(planned.columnsLeft, planned.rowsLeft);
    this.news = `${this.#words.pasted(planned.cellCount)} ${left}`.trim();
  }

  async #copied(clipboard: DataTransfer | null): Promise<boolean> {
    const isCopied = await copyBlock(this.grid, clipboard);
    const { rows, columns } = blockSize(this.grid.block);
    this.news = isCopied ? this.#words.copied(rows * columns) : this.#words.copyByKeys;
    return isCopied;
  }

  get #words() {
    return language.messages.grid;
  }

  /** Goes to where something changed. */
  async #travel({ row }: ChangeResult, news: string): Promise<void> {
    if (row) await this.goTo(row.rowNumber);
    else await this.grid.reload();
    this.news = news;
  }

  /** Makes a row the active one; all rows are shown if the filter does not have it. */
  async goTo(rowNumber: number, columnIndex?: number): Promise<void> {
    const { grid } = this;
    const position = await grid.open.findPosition(rowNumber, grid.choice);
    if (position === null && grid.filter !== 'all') {
      await this.#showFile();
      return this.goTo(rowNumber, columnIndex);
    }
    if (position === null) return grid.reload();
    const column =
      columnIndex === undefined ? grid.active.column : Math.max(0, grid.order.indexOf(columnIndex));
    await grid.bring({ position, column });
  }

  async #showFile(): Promise<void> {
    this.grid.sort = null;
    await this.grid.show('all');
  }
}

/** A step as the person would name it. */
export function stepWords({ what, count }: ChangeStep): string {
  return language.messages.grid.step[what](count);
}
