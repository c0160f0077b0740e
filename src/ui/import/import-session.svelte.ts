import type { FileProblem } from '#domain/roster/file-problem.ts';
import { headerNames, type ColumnKey, type HeaderLanguage } from '#domain/roster/template.ts';
import type { SetNote } from '#domain/roster-sets/roster-set.ts';
import type { Owner } from '#storage/owner.ts';
import { StorageFailure } from '#storage/storage-trouble.ts';
import type { ReadProgress } from '#worker/roster-api.ts';
import { unsavedWork } from '../install/unsaved-work.svelte.ts';
import type { OpenDraft } from '../review/open-draft.svelte.ts';
import { takeUpBlank, takeUpFile } from '../review/take-up.ts';

export type ImportStep =
  | { readonly type: 'choose' }
  | { readonly type: 'reading'; readonly fileName: string; readonly progress: ReadProgress }
  /** A workbook with several lists: which one is meant has to be said. */
  | { readonly type: 'sheets'; readonly fileName: string; readonly sheets: SeveralSheets['sheets'] }
  /** The file cannot be taken, and why. */
  | { readonly type: 'problem'; readonly fileName: string; readonly problem: FileProblem }
  /** The device failed, not the file: no memory, no space. */
  | { readonly type: 'trouble'; readonly reason: 'reading' | 'storing' }
  | { readonly type: 'ready'; readonly open: OpenDraft; readonly notes: readonly SetNote[] };

type SeveralSheets = Extract<FileProblem, { readonly code: 'file.several_sheets' }>;

/** The file a set is called after: the one with the people. */
const peopleFile = /users|students/i;

/** What a class list usually has; other columns come with a file or a paste. */
const typedColumns = [
  'studentId',
  'firstName',
  'lastName',
  'gradeLevel',
  'email',
  'classId',
  'className',
] as const satisfies readonly ColumnKey[];

/** One visit to the import page: from choosing a file to its upload. */
export class ImportSession {
  step = $state.raw<ImportStep>({ type: 'choose' });
  isUploading = $state(false);
  #reading = new AbortController();
  #chosen: readonly File[] = [];

  /** Reads the chosen files: one, or several that are one list together. */
  async choose(files: readonly File[], owner: Owner, sheet?: string): Promise<void> {
    const file = files.find(({ name }) => peopleFile.test(name)) ?? files[0];
    if (!file) return;
    const others = files.filter((one) => one !== file);
    this.cancel();
    this.#chosen = files;
    const reading = new AbortController();
    this.#reading = reading;
    const show = (step: ImportStep) => {
      if (!reading.signal.aborted) this.step = step;
    };
    show({ type: 'reading', fileName: file.name, progress: { rows: 0, fraction: 0 } });
    const stored = unsavedWork.hold();
    try {
      // What comes of the file may overtake the last word of how far its reading is: they travel on different ports.
      const onProgress = (progress: ReadProgress) => {
        if (this.step.type === 'reading') show({ type: 'reading', fileName: file.name, progress });
      };
      const taken = await takeUpFile({ file, others, sheet }, owner, onProgress, reading.signal);
      show(taken.ok ? { type: 'ready', ...taken.value } : refusedStep(file.name, taken.refusal));
    } catch (trouble) {
      if (reading.signal.aborted) return;
      show({ type: 'trouble', reason: trouble instanceof StorageFailure ? 'storing' : 'reading' });
      reportError(trouble);
    } finally {
      stored();
    }
  }

  /** Opens the sheet that was asked for, of the workbook that was chosen. */
  chooseSheet(sheet: string, owner: Owner): Promise<void> {
    return this.choose(this.#chosen, owner, sheet);
  }

  /** Begins a list without a file; null when the device could not keep it, and `step` says so. */
  async typeIn(owner: Owner, language: HeaderLanguage, fileName: string): Promise<OpenDraft | null> {
    this.cancel();
    const stored = unsavedWork.hold();
    try {
      const columns = typedColumns.map((key) => ({ key, header: headerNames[language][key] }));
      return await takeUpBlank(columns, fileName, owner);
    } catch (trouble) {
      this.step = { type: 'trouble', reason: trouble instanceof StorageFailure ? 'storing' : 'reading' };
      reportError(trouble);
      return null;
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

function refusedStep(fileName: string, problem: FileProblem): ImportStep {
  if (problem.code === 'file.several_sheets') return { type: 'sheets', fileName, sheets: problem.sheets };
  return { type: 'problem', fileName, problem };
}
