import type { FileProblem } from '#domain/roster/file-problem.ts';
import type { Owner } from '#storage/owner.ts';
import { StorageFailure } from '#storage/storage-trouble.ts';
import type { ReadProgress } from '#worker/roster-api.ts';
import { unsavedWork } from '../install/unsaved-work.svelte.ts';
import type { OpenDraft } from '../review/open-draft.svelte.ts';
import { takeUpFile } from '../review/take-up.ts';

export type ImportStep =
  | { readonly type: 'choose' }
  | { readonly type: 'reading'; readonly fileName: string; readonly progress: ReadProgress }
  /** The file cannot be taken, and why. */
  | { readonly type: 'problem'; readonly fileName: string; readonly problem: FileProblem }
  /** The device failed, not the file: no memory, no space. */
  | { readonly type: 'trouble'; readonly reason: 'reading' | 'storing' }
  | { readonly type: 'ready'; readonly open: OpenDraft };

/** One visit to the import page: from choosing a file to its upload. */
export class ImportSession {
  step = $state.raw<ImportStep>({ type: 'choose' });
  isUploading = $state(false);
  #reading = new AbortController();

  async choose(file: File, owner: Owner): Promise<void> {
    this.cancel();
    const reading = new AbortController();
    this.#reading = reading;
    const show = (step: ImportStep) => {
      if (!reading.signal.aborted) this.step = step;
    };
    show({ type: 'reading', fileName: file.name, progress: { rows: 0, fraction: 0 } });
    const stored = unsavedWork.hold();
    try {
      const onProgress = (progress: ReadProgress) => show({ type: 'reading', fileName: file.name, progress });
      const taken = await takeUpFile(file, owner, onProgress, reading.signal);
      if (taken.ok) show({ type: 'ready', open: taken.value });
      else show({ type: 'problem', fileName: file.name, problem: taken.refusal });
    } catch (trouble) {
      if (reading.signal.aborted) return;
      show({ type: 'trouble', reason: trouble instanceof StorageFailure ? 'storing' : 'reading' });
      reportError(trouble);
    } finally {
      stored();
    }
  }

  /** Ends the reading of a file; the page is as before. */
  cancel(): void {
    this.#reading.abort();
    this.step = { type: 'choose' };
  }

  /** True once the upload is safe on this device and on its way. */
  async upload(open: OpenDraft): Promise<boolean> {
    if (this.isUploading) return false;
    this.isUploading = true;
    const queued = unsavedWork.hold();
    try {
      return await open.upload();
    } finally {
      queued();
      this.isUploading = false;
    }
  }
}
