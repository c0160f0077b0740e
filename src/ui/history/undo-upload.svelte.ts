import { uuidV7 } from '#domain/uuid-v7.ts';
import type { ApiAnswer } from '#sync/api.ts';
import { fetchUndo, undoUpload, type UndoReport } from '#sync/undo.ts';
import { writeTable } from '#worker/roster-worker.ts';
import { saveFile } from '../kit/save-file.ts';
import { language } from '../language.svelte.ts';
import { historyFeed } from './history-feed.svelte.ts';
import { leftoverWords } from './undo-words.ts';

/** One upload on its way to being undone: first what would happen, then, on a yes, what did. */
export class UndoingUpload {
  report = $state.raw<UndoReport | null>(null);
  trouble = $state.raw<Exclude<ApiAnswer<unknown>, { type: 'answer' }> | null>(null);
  isBusy = $state(false);
  readonly #batchId: string;
  /** The same for every try, so that a lost answer does not undo twice. */
  readonly #undoId = uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  #isConfirmed = false;

  constructor(batchId: string) {
    this.#batchId = batchId;
  }

  look(): Promise<void> {
    return this.#ask(() => fetchUndo(this.#batchId));
  }

  async confirm(): Promise<void> {
    this.#isConfirmed = true;
    await this.#ask(() => undoUpload(this.#batchId, this.#undoId));
    historyFeed.refresh();
  }

  again(): Promise<void> {
    return this.#isConfirmed ? this.confirm() : this.look();
  }

  /** Saves what was left, and why, as a file. */
  async saveLeft(fileName: string): Promise<void> {
    const { columns, fileName: ending } = language.messages.undo;
    const rows = (this.report?.left ?? []).map((one) => {
      const { name, what, why } = leftoverWords(one);
      return { cells: [name, what, why] };
    });
    const bytes = await writeTable({ header: [columns.name, columns.what, columns.why], rows }, 'csv');
    const name = fileName.replace(/\.[^.]*$/, '');
    saveFile(`${name} - ${ending}.csv`, new Blob([bytes], { type: 'text/csv;charset=utf-8' }));
  }

  async #ask(send: () => Promise<ApiAnswer<UndoReport>>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.trouble = null;
    const answer = await send().finally(() => (this.isBusy = false));
    if (answer.type === 'answer') this.report = answer.value;
    else this.trouble = answer;
  }
}
