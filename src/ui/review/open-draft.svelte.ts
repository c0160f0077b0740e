import type { ReviewChoices } from '#domain/batches/row-outcome.ts';
import type { Draft } from '#domain/drafts/draft.ts';
import { deleteDraft, storeDraftChange } from '#storage/drafts.ts';
import { sendUnkept } from '#sync/send-unkept.ts';
import { submitDraft, type PackedRows } from '#sync/submit-draft.ts';
import type {
  CellEdit,
  EditResult,
  ReviewSummary,
  RosterView,
  RosterWorker,
  ViewRequest,
} from '#worker/roster-api.ts';
import { unsavedWork } from '../install/unsaved-work.svelte.ts';

/**
 * `gone`: another tab uploaded or deleted the draft. `failed`: the device could not keep the last change. `unkept`: it
 * keeps nothing at all; `unsent`: and the upload did not get through either.
 */
export type Storing = 'stored' | 'storing' | 'failed' | 'gone' | 'unkept' | 'unsent';

/** What an open draft holds on to; given back by `close`. */
export interface DraftHold {
  readonly roster: RosterWorker;
  readonly release: () => void;
}

/**
 * A draft taken up by this tab: its counts, and what may be done with it. The rows stay with the worker. Every change
 * is on the disk before `storing` says so.
 */
export class OpenDraft {
  draft = $state.raw() as Draft;
  summary = $state.raw() as ReviewSummary;
  storing = $state<Storing>('stored');
  /** False once uploaded, deleted or given back: nothing may be asked of it any more. */
  isOpen = true;
  readonly #hold: DraftHold;
  #lastStore: Promise<void> = Promise.resolve();

  constructor(draft: Draft, summary: ReviewSummary, hold: DraftHold, storing: Storing = 'stored') {
    this.draft = draft;
    this.storing = storing;
    this.summary = summary;
    this.#hold = hold;
  }

  view(request: ViewRequest): Promise<RosterView> {
    return this.#hold.roster.view(request);
  }

  /** Changes a cell; resolves with the row as it is now, checked and stored. */
  async edit(edit: CellEdit): Promise<EditResult> {
    const stored = unsavedWork.hold();
    try {
      const result = await this.#hold.roster.editCell(edit);
      this.summary = result.summary;
      await this.#change({ refusedRowCount: result.summary.refusedRowCount }, result.block);
      return result;
    } finally {
      stored();
    }
  }

  async choose(choices: ReviewChoices): Promise<void> {
    await this.#change({ choices });
  }

  /** About how many bytes an upload will be. */
  sendingSize(): Promise<number> {
    return this.#hold.roster.packedSize();
  }

  /** Whether it lives in this tab alone. */
  get isUnkept(): boolean {
    return this.storing === 'unkept' || this.storing === 'unsent';
  }

  /**
   * Turns the draft into an upload and closes it; false when the device had no room, or keeps nothing and the server did
   * not take it, and the draft is as it was.
   */
  async upload(): Promise<boolean> {
    await this.#lastStore;
    const packed = await this.#hold.roster.pack();
    const isDone = this.isUnkept ? await this.#send(packed) : await this.#submit(packed);
    if (isDone) this.close();
    return isDone;
  }

  async delete(): Promise<void> {
    await this.#lastStore;
    if (!this.isUnkept) await deleteDraft(this.draft.draftId);
    this.close();
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#hold.release();
  }

  async #submit(packed: PackedRows): Promise<boolean> {
    try {
      // A draft that is gone was uploaded or deleted in another tab: nothing is left to do here either.
      await submitDraft(this.draft, packed, Date.now());
      return true;
    } catch (trouble) {
      this.storing = 'failed';
      reportError(trouble);
      return false;
    }
  }

  async #send(packed: PackedRows): Promise<boolean> {
    const isSent = await sendUnkept(this.draft, packed);
    if (!isSent) this.storing = 'unsent';
    return isSent;
  }

  #change(changes: Partial<Draft>, block?: EditResult['block']): Promise<void> {
    this.draft = { ...this.draft, ...changes, changedAt: Date.now() };
    if (this.isUnkept) return Promise.resolve();
    this.storing = 'storing';
    this.#lastStore = this.#store(this.draft, block);
    return this.#lastStore;
  }

  async #store(draft: Draft, block?: EditResult['block']): Promise<void> {
    try {
      const stored = await storeDraftChange(draft, block);
      this.storing = stored ? 'stored' : 'gone';
    } catch (trouble) {
      this.storing = 'failed';
      reportError(trouble);
    }
  }
}
