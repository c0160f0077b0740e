import { defaultChoices } from '#domain/batches/row-outcome.ts';
import type { Draft } from '#domain/drafts/draft.ts';
import { ok, type Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import type { ColumnKey } from '#domain/roster/template.ts';
import type { SetNote } from '#domain/roster-sets/roster-set.ts';
import { uuidV7 } from '#domain/uuid-v7.ts';
import { loadDraft, storeDraft } from '#storage/drafts.ts';
import type { Owner } from '#storage/owner.ts';
import { secureRoom } from '#storage/persist.ts';
import { StorageFailure } from '#storage/storage-trouble.ts';
import type { OpenedRoster, ReadProgress } from '#worker/roster-api.ts';
import { startRosterWorker, type StartedRosterWorker } from '#worker/roster-worker.ts';
import { takeUpColumns, type KnownColumns } from '../mapping/known-columns.ts';
import { claimDraft } from './claim-draft.ts';
import { OpenDraft, type Storing } from './open-draft.svelte.ts';

/** The draft this tab has open, kept from page to page so that its rows need not be read again. */
let current: OpenDraft | null = null;

/** What was chosen: a file, the others of its set, and its sheet once that was asked. */
export interface ChosenFiles {
  readonly file: File;
  readonly others: readonly File[];
  readonly sheet?: string | undefined;
}

export interface TakenUp {
  readonly open: OpenDraft;
  /** What was left out of the files of a set. */
  readonly notes: readonly SetNote[];
}

/** Reads a chosen file and keeps it as a draft on this device before anybody sees it. Aborting ends the reading. */
export async function takeUpFile(
  { file, others, sheet }: ChosenFiles,
  owner: Owner,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<Result<TakenUp, FileProblem>> {
  closeOpenDraft();
  const { roster, stop } = startRosterWorker();
  signal.addEventListener('abort', stop, { once: true });
  const more = sheet === undefined ? { others } : { others, sheet };
  const opened = await roster.openFile(file, onProgress, more);
  signal.throwIfAborted();
  if (!opened.ok) {
    stop();
    return opened;
  }
  const known = await takeUpColumns(opened.value, owner.userGuid, roster);
  signal.throwIfAborted();
  const draft = { ...newDraft(nameOfSet(file, others), owner, known.opened), ...columnFacts(known) };
  const open = await takeUp(draft, known.opened, { roster, stop });
  return ok({ open, notes: opened.value.notes });
}

/** `users + 3.csv`: one of the names, and how many more there were. */
function nameOfSet(file: File, others: readonly File[]): string {
  return others.length === 0 ? file.name : file.name.replace(/(?=\.[^.]*$)|$/, ` + ${others.length}`);
}

/** Blank rows at the start: enough to see that this is a table, few enough to see its end. */
const TYPED_ROWS = 10;

/** Begins a draft without a file: the columns a class list usually has, and a few blank rows to type in. */
export async function takeUpBlank(
  columns: readonly { readonly header: string; readonly key: ColumnKey }[],
  fileName: string,
  owner: Owner,
): Promise<OpenDraft> {
  closeOpenDraft();
  const { roster, stop } = startRosterWorker();
  const [header, mapping] = [columns.map((column) => column.header), columns.map((column) => column.key)];
  const opened = await roster.openBlank({ header, mapping }, TYPED_ROWS);
  return takeUp(newDraft(fileName, owner, opened), opened, { roster, stop });
}

async function takeUp(
  draft: Draft,
  { summary, blocks }: OpenedRoster,
  { roster, stop }: StartedRosterWorker,
): Promise<OpenDraft> {
  const storing = await keepOnDevice(draft, blocks);
  const unclaim = await claimDraft(draft.draftId);
  return keep(new OpenDraft(draft, summary, { roster, release: both(stop, unclaim) }, storing));
}

/** A device without a memory still reads, corrects and sends; a full one has to be made room on first. */
async function keepOnDevice(draft: Draft, blocks: readonly ArrayBuffer[]): Promise<Storing> {
  try {
    await storeDraft(draft, blocks);
  } catch (trouble) {
    if (!(trouble instanceof StorageFailure) || trouble.code === 'storage.full') throw trouble;
    return 'unkept';
  }
  secureRoom().catch(reportError);
  return 'stored';
}

/** Why a draft cannot be opened here. `elsewhere`: another tab has it open. */
export type NotOpened = 'missing' | 'locked' | 'damaged' | 'elsewhere';

/** Opens a stored draft of this person and school. */
export async function takeUpDraft(draftId: string, owner: Owner): Promise<OpenDraft | NotOpened> {
  if (current?.isOpen && current.draft.draftId === draftId && isOwnedBy(current.draft, owner)) return current;
  closeOpenDraft();
  const unclaim = await claimDraft(draftId);
  if (!unclaim) return 'elsewhere';
  const stored = await loadDraft(draftId, owner);
  if (!stored.ok) {
    unclaim();
    return stored.refusal;
  }
  const { draft, blocks } = stored.value;
  const { roster, stop } = startRosterWorker();
  const summary = await roster.openDraft(draft, blocks);
  return keep(new OpenDraft(draft, summary, { roster, release: both(stop, unclaim) }));
}

function newDraft(fileName: string, owner: Owner, { head, summary }: OpenedRoster): Draft {
  const now = Date.now();
  const { header, mapping, rowCount } = head;
  return {
    version: 1,
    draftId: uuidV7(now, crypto.getRandomValues(new Uint8Array(10))),
    ...owner,
    fileName,
    createdAt: now,
    changedAt: now,
    header,
    mapping,
    rowCount,
    refusedRowCount: summary.refusedRowCount,
    choices: defaultChoices,
  };
}

/** Only what there is to say: most files are mapped by their names, and have one header. */
function columnFacts({ opened: { headerRows }, mappedBy }: KnownColumns): Partial<Draft> {
  return {
    ...(mappedBy && { mappedBy }),
    // What is wrong with rows is not known before their columns are.
    ...(mappedBy === 'nobody' && { refusedRowCount: 0 }),
    ...(headerRows.length > 0 && { headerRows }),
  };
}

function keep(draft: OpenDraft): OpenDraft {
  current = draft;
  return draft;
}

/** Gives back the draft this tab has open, if any; what was changed in it is on the disk. */
export function closeOpenDraft(): void {
  current?.close();
  current = null;
}

function isOwnedBy(draft: Draft, owner: Owner): boolean {
  return draft.userGuid === owner.userGuid && draft.schoolId === owner.schoolId;
}

function both(stop: () => void, unclaim: (() => void) | null): () => void {
  return () => {
    stop();
    unclaim?.();
  };
}
