import type { ChangeResult, RowFilter, ViewRow } from '#worker/roster-api.ts';
import type { OpenDraft } from '../review/open-draft.svelte.ts';
import { growList } from './shown-rows.ts';

const PAGE = 20;

/**
 * The rows of one filter as a list that grows, for narrow screens. A row that was fixed stays where it is until
 * another choice of rows is made, so that nothing jumps away under a finger.
 */
export class RowCards {
  readonly open: OpenDraft;
  filter = $state.raw<RowFilter>('all');
  rows = $state.raw<readonly ViewRow[]>([]);
  /** How many rows the filter has in all; fixed ones that are still shown count. */
  total = $state(0);
  #asked = 0;

  constructor(open: OpenDraft, filter: RowFilter) {
    this.open = open;
    this.filter = filter;
  }

  async show(filter: RowFilter): Promise<void> {
    this.filter = filter;
    const asked = ++this.#asked;
    const view = await this.open.view({ filter, from: 0, count: PAGE });
    if (asked !== this.#asked) return;
    this.rows = view.rows;
    this.total = view.total;
  }

  async showMore(): Promise<void> {
    await this.#refresh(PAGE);
  }

  async edit(row: ViewRow, columnIndex: number, text: string): Promise<ChangeResult> {
    const result = await this.open.edit({ rowNumber: row.rowNumber, columnIndex, text });
    const after = result.row;
    this.rows = this.rows.map((one) => (one.rowNumber === after?.rowNumber ? after : one));
    await this.#refresh(0);
    return result;
  }

  /** Rows that left the filter stay, with what was wrong with them gone; `more` rows join at the end. */
  async #refresh(more: number): Promise<void> {
    const asked = ++this.#asked;
    const view = await this.open.view({ filter: this.filter, from: 0, count: this.rows.length + more });
    if (asked !== this.#asked) return;
    const list = growList(this.rows, view, more);
    this.rows = list.rows;
    this.total = list.total;
  }
}
