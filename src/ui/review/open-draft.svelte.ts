import type { ReviewChoices } from '#domain/batches/row-outcome.ts';
import type { Draft } from '#domain/drafts/draft.ts';
import type { CellChange, RosterChange } from '#domain/drafts/edit-draft.ts';
import type { TextSearch } from '#domain/drafts/find-text.ts';
import { missingColumns } from '#domain/roster/find-column.ts';
import type { SchoolIndex } from '#domain/students/school-index.ts';
import type { RepairOffer, RepairSample } from '#domain/roster/repair/repair.ts';
import { deleteDraft, storeDraftChange, type ChangedBlocks } from '#storage/drafts.ts';
import { sendUnkept } from '#sync/send-unkept.ts';
import { submitDraft, type PackedRows } from '#sync/submit-draft.ts';
import type {
  ChangeResult,
  ChangeStep,
  OtherSchool,
  PreviewSummary,
  FileColumn,
  RepairPick,
  ReviewSummary,
  RowChoice,
  RosterView,
  RosterWorker,
  SampleRequest,
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
  /** What `undo` and `redo` would do; null when there is nothing. */
  undoStep = $state.raw<ChangeStep | null>(null);
  redoStep = $state.raw<ChangeStep | null>(null);
  /** Counts the changes; whoever shows rows reads them again. Ahead of `storing`: what is shown need not wait for the disk. */
  revision = $state(0);
  /** False once uploaded, deleted or given back: nothing may be asked of it any more. */
  isOpen = true;
  readonly #hold: DraftHold;
  #lastStore: Promise<void> = Promise.resolve();
  /** Changed blocks that are not on the disk yet, also after the device had no room for them. */
  // Nothing is drawn from it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #unstored = new Map<number, ArrayBuffer>();
  #blockCount: number | null = null;

  constructor(draft: Draft, summary: ReviewSummary, hold: DraftHold, storing: Storing = 'stored') {
    this.draft = draft;
    this.storing = storing;
    this.summary = summary;
    this.#hold = hold;
  }

  view(request: ViewRequest): Promise<RosterView> {
    return this.#hold.roster.view(request);
  }

  /** Position of a row among those of a filter, in their order; null when the filter does not have it. */
  findPosition(rowNumber: number, rows: RowChoice): Promise<number | null> {
    return this.#hold.roster.findPosition(rowNumber, rows);
  }

  /** Position of the first row with a problem from this one on, and from the start again; null when there is none. */
  findNextProblem(from: number, rows: RowChoice): Promise<number | null> {
    return this.#hold.roster.findNextProblem(from, rows);
  }

  /** Every cell that has the text, in file order. */
  findText(search: TextSearch): Promise<readonly CellChange[]> {
    return this.#hold.roster.findText(search);
  }

  /** Changes one cell, as a step of its own. */
  edit(cell: CellChange): Promise<ChangeResult> {
    return this.change([{ type: 'cells', cells: [cell] }]);
  }

  /** Makes changes as one step that can be undone; resolves when they are checked, and `storing` tells of the disk. */
  change(changes: readonly RosterChange[]): Promise<ChangeResult> {
    return this.#move((roster) => roster.change(changes));
  }

  /** Takes the last step back; nothing happens when there is none. */
  undo(): Promise<ChangeResult> {
    return this.#move((roster) => roster.undo());
  }

  /** Makes the step again that was taken back last. */
  redo(): Promise<ChangeResult> {
    return this.#move((roster) => roster.redo());
  }

  /** Whether somebody has to say what the columns mean before anything else: nobody did, or it was taken back. */
  get asksColumns(): boolean {
    return this.draft.mappedBy === 'nobody' || missingColumns(this.draft.mapping).length > 0;
  }

  /** What the columns are called, hold and probably mean. */
  columns(): Promise<readonly FileColumn[]> {
    return this.#hold.roster.columns();
  }

  /** Takes up what a person says the columns mean, as one step that can be undone. */
  async nameColumns(changes: readonly RosterChange[]): Promise<void> {
    this.draft = { ...this.draft, mappedBy: 'person' };
    await this.change(changes);
  }

  /** What can be put right in many rows at once. */
  repairs(): Promise<readonly RepairOffer[]> {
    return this.#hold.roster.repairs();
  }

  /** More of what a repair would change. */
  repairSamples(request: SampleRequest): Promise<readonly RepairSample[]> {
    return this.#hold.roster.repairSamples(request);
  }

  /** Carries a repair out, as one step that can be undone. */
  repair(pick: RepairPick): Promise<ChangeResult> {
    return this.#move((roster) => roster.repair(pick));
  }

  async choose(choices: ReviewChoices): Promise<void> {
    await this.#change({ choices });
  }

  /** Remembers that two children who look alike are two. */
  async ruleOut(keys: readonly string[]): Promise<void> {
    await this.#change({ otherChildren: [...(this.draft.otherChildren ?? []), ...keys] });
  }

  /** What the school and the person's other schools have, to compare the roster with. */
  async know(school: SchoolIndex, others: readonly OtherSchool[]): Promise<void> {
    const summary = await this.#hold.roster.know(school, others);
    if (summary) this.summary = summary;
  }

  /** What an upload would do; null while nothing is known of the school. */
  preview(takenElsewhere: readonly string[]): Promise<PreviewSummary | null> {
    const { choices, otherChildren = [] } = this.draft;
    return this.#hold.roster.preview({ choices, takenElsewhere, ruledOut: otherChildren });
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

  async #move(go: (roster: RosterWorker) => Promise<ChangeResult>): Promise<ChangeResult> {
    const stored = unsavedWork.hold();
    try {
      const result = await go(this.#hold.roster);
      void this.#take(result).finally(stored);
      return result;
    } catch (trouble) {
      stored();
      throw trouble;
    }
  }

  #take({ head, summary, undoStep, redoStep, blocks, blockCount }: ChangeResult): Promise<void> {
    this.summary = summary;
    this.undoStep = undoStep;
    this.redoStep = redoStep;
    for (const { index, bytes } of blocks) this.#unstored.set(index, bytes);
    this.#blockCount = blockCount;
    this.revision += 1;
    return this.#change({ ...head, refusedRowCount: summary.refusedRowCount });
  }

  #change(changes: Partial<Draft>): Promise<void> {
    this.draft = { ...this.draft, ...changes, changedAt: Date.now() };
    if (this.isUnkept) return Promise.resolve();
    this.storing = 'storing';
    // One after the other: an older block must never be written over a newer one.
    this.#lastStore = this.#lastStore.then(() => this.#store());
    return this.#lastStore;
  }

  async #store(): Promise<void> {
    const changed = this.#takeChanged();
    try {
      const isStored = await storeDraftChange(this.draft, changed);
      for (const { index, bytes } of changed?.blocks ?? []) {
        if (this.#unstored.get(index) === bytes) this.#unstored.delete(index);
      }
      this.storing = isStored ? 'stored' : 'gone';
    } catch (trouble) {
      this.storing = 'failed';
      reportError(trouble);
    }
  }

  #takeChanged(): ChangedBlocks | undefined {
    if (this.#blockCount === null) return undefined;
    const blockCount = this.#blockCount;
    const blocks = [...this.#unstored].map(([index, bytes]) => ({ index, bytes }));
    return { blocks: blocks.filter(({ index }) => index < blockCount), blockCount };
  }
}
