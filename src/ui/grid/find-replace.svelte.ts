import type { CellChange } from '#domain/drafts/edit-draft.ts';
import { replaceText, type TextSearch } from '#domain/drafts/find-text.ts';
import type { GridActions } from './grid-actions.svelte.ts';

/** Looks for a text in the rows, shows what it finds one after the other, and replaces it there or everywhere. */
export class FindReplace {
  text = $state('');
  replacement = $state('');
  columnIndex = $state<number | null>(null);
  isWhole = $state(false);
  /** The cells that have the text; null until something was looked for. */
  found = $state.raw<readonly CellChange[] | null>(null);
  readonly search = $derived<TextSearch>({
    text: this.text,
    columnIndex: this.columnIndex,
    isWhole: this.isWhole,
  });
  readonly #actions: GridActions;
  #current: CellChange | null = null;
  #asked = 0;

  constructor(actions: GridActions) {
    this.#actions = actions;
  }

  /** Counts again; to be called when the search or the rows have changed. */
  async look(): Promise<void> {
    const asked = ++this.#asked;
    const isAsked = this.text !== '' || this.isWhole;
    const found = isAsked ? await this.#actions.grid.open.findText(this.search) : null;
    if (asked === this.#asked) this.found = found;
  }

  /** Goes to the next cell found, and from the last to the first. */
  async next(): Promise<void> {
    await this.look();
    const found = this.found ?? [];
    const at = this.#current;
    this.#current = (at && found.find((cell) => isAfter(cell, at))) ?? found[0] ?? null;
    if (this.#current) await this.#actions.goTo(this.#current.rowNumber, this.#current.columnIndex);
  }

  /** Replaces in the cell that was gone to, and goes to the next. */
  async replaceOne(): Promise<void> {
    const at = this.#current;
    const still = this.found?.find((cell) => at && isSame(cell, at));
    if (still) await this.#actions.replace([this.#replaced(still)]);
    await this.next();
  }

  async replaceAll(): Promise<void> {
    await this.look();
    await this.#actions.replace((this.found ?? []).map((cell) => this.#replaced(cell)));
    await this.look();
  }

  #replaced(cell: CellChange): CellChange {
    return { ...cell, text: replaceText(cell.text, this.search, this.replacement) };
  }
}

function isAfter(cell: CellChange, at: CellChange): boolean {
  return (
    cell.rowNumber > at.rowNumber || (cell.rowNumber === at.rowNumber && cell.columnIndex > at.columnIndex)
  );
}

function isSame(cell: CellChange, other: CellChange): boolean {
  return cell.rowNumber === other.rowNumber && cell.columnIndex === other.columnIndex;
}
