import type { PreviewWarning } from '#domain/batches/preview-warnings.ts';
import type { FileFormat } from '#domain/batches/result-files.ts';
import type { ReviewChoices } from '#domain/batches/row-outcome.ts';
import type { PreviewKind, RowPreview } from '#domain/batches/row-preview.ts';
import type { SameChildQuestion } from '#domain/batches/same-child.ts';
import type { CellChange, RosterChange } from '#domain/drafts/edit-draft.ts';
import type { TextSearch } from '#domain/drafts/find-text.ts';
import type { Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import type { RowProblem } from '#domain/roster/problem.ts';
import type { SetNote } from '#domain/roster-sets/roster-set.ts';
import type { ColumnProposal } from '#domain/roster/propose-mapping.ts';
import type { RepairOffer, RepairSample } from '#domain/roster/repair/repair.ts';
import type { ColumnKey, Mapping } from '#domain/roster/template.ts';
import type { SchoolIndex } from '#domain/students/school-index.ts';

/**
 * What the page may ask of the roster worker. The worker owns the rows: 100,000 of them never cross to the page,
 * which only ever sees counts, the rows in view, and bytes to store or send (transferred, not copied).
 */
export interface RosterWorker {
  /**
   * Reads, maps and checks a chosen file, or several that are one roster together. Reports rows read so far and the fraction of bytes,
   * 0 to 1. `file.several_sheets` is a question: the answer is the same file with `sheet`.
   */
  openFile(
    file: File,
    onProgress: (progress: ReadProgress) => void,
    more?: MoreOfFile,
  ): Promise<Result<OpenedRoster, FileProblem>>;
  /** Takes up a stored draft again; `blocks` are what `OpenedRoster` and `ChangeResult` gave to store. */
  openDraft(head: RosterHead, blocks: readonly ArrayBuffer[]): Promise<ReviewSummary>;
  /** What the columns are called, hold and probably mean; asked when somebody is to say what they mean. */
  columns(): Promise<readonly FileColumn[]>;
  /** Takes up what the columns are known to mean, before anything else is done: no step that could be undone. */
  map(mapping: Mapping): Promise<Pick<OpenedRoster, 'head' | 'summary'>>;
  /** The rows of one filter, in order, from position `from`; for a windowed list. */
  view(request: ViewRequest): Promise<RosterView>;
  /** Begins a roster without a file: so many blank rows below the header. */
  openBlank(head: Pick<RosterHead, 'header' | 'mapping'>, rowCount: number): Promise<OpenedRoster>;
  /** Position of a row among those of a filter, in their order; null when the filter does not have it. */
  findPosition(rowNumber: number, rows: RowChoice): Promise<number | null>;
  /** Position of the first row with a problem from this one on, and from the start again; null when no row has one. */
  findNextProblem(from: number, rows: RowChoice): Promise<number | null>;
  /** Every cell that has the text, in file order, with what it holds. */
  findText(search: TextSearch): Promise<readonly CellChange[]>;
  /** Makes changes as one step that can be undone, and checks the whole roster again. */
  change(changes: readonly RosterChange[]): Promise<ChangeResult>;
  /** Takes the last step back, without limit until the roster is opened again. Nothing to take back changes nothing. */
  undo(): Promise<ChangeResult>;
  /** Makes the step again that was taken back last. */
  redo(): Promise<ChangeResult>;
  /**
   * What the school and the teacher's other schools have, to compare with; null while nothing is known of the school. The
   * summary, when the district has other rules for passwords than were used before; else null.
   */
  know(school: SchoolIndex | null, others: readonly OtherSchool[]): Promise<ReviewSummary | null>;
  /** What an upload would do; null while nothing is known of the school. From then on `view` says it of every row. */
  preview(request: PreviewRequest): Promise<PreviewSummary | null>;
  /** What can be put right in many rows at once; found when asked, so that typing never waits for it. */
  repairs(): Promise<readonly RepairOffer[]>;
  /** More of what a repair would change, with the option that is picked ('' where there is none). */
  repairSamples(request: SampleRequest): Promise<readonly RepairSample[]>;
  /** Carries a repair out as one step that can be undone; one that is no longer offered changes nothing. */
  repair(pick: RepairPick): Promise<ChangeResult>;
  /** The roster as it goes over the wire; the same roster always packs to the same bytes. */
  pack(): Promise<PackedRoster>;
  /** About how many bytes packing will give. */
  packedSize(): Promise<number>;
}

/** Files the page makes itself, such as the blank template. The small worker writes CSV, the other one both. */
export interface FileWriter {
  writeFile(file: FileToWrite): Promise<ArrayBuffer>;
}

export interface FileToWrite {
  readonly header: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[] }[];
  readonly format: FileFormat;
}

/** Beside a chosen file: the others of its set, and the name of the sheet that is meant. */
export interface MoreOfFile {
  readonly others?: readonly File[];
  readonly sheet?: string;
}

export interface ReadProgress {
  readonly rows: number;
  readonly fraction: number;
}

/** The roster without its rows. `rowCount` counts rows with anything in them; blank ones are never counted or sent. */
export interface RosterHead {
  readonly header: readonly string[];
  readonly mapping: Mapping;
  readonly rowCount: number;
}

export interface OpenedRoster {
  readonly head: RosterHead;
  /** Opaque bytes, one per 1,000 rows, for storage. */
  readonly blocks: readonly ArrayBuffer[];
  readonly summary: ReviewSummary;
  /** False: somebody has to say what the columns mean first; until then only what is sure of them is mapped. */
  readonly isMapped: boolean;
  /** Rows that said the header again and were left out. */
  readonly headerRows: readonly number[];
  /** What was left out of the files of a set. */
  readonly notes: readonly SetNote[];
}

/** A column as it is shown to be named. */
export interface FileColumn {
  readonly header: string;
  /** A few different values, as they stand. */
  readonly samples: readonly string[];
  readonly proposal: ColumnProposal;
}

/** Counts for the top of the review, and how often each problem occurs. */
export interface ReviewSummary {
  readonly rowCount: number;
  readonly refusedRowCount: number;
  readonly warnedRowCount: number;
  readonly studentCount: number;
  readonly classCount: number;
  readonly problemCounts: readonly (ProblemGroup & { readonly rows: number })[];
}

/** The same thing wrong in the same column: what the review lists, and may show alone. */
export interface ProblemGroup {
  readonly code: RowProblem['code'];
  readonly column: ColumnKey;
}

/** Rows that the last preview said would end this way. */
export interface OutcomeFilter {
  readonly outcome: PreviewKind;
}

/** Rows that a repair is about, and the column it writes to. */
export interface RepairRows {
  readonly repair: string;
  readonly column: ColumnKey;
}

/** A repair by its id, and which of its options is taken; '' where it has none. */
export interface RepairPick {
  readonly id: string;
  readonly picked: string;
}

export interface SampleRequest extends RepairPick {
  readonly from: number;
  readonly count: number;
}

/** `problems`: rows with any problem, errors and warnings. A group: rows with that problem in that column. */
export type RowFilter = 'all' | 'problems' | ProblemGroup | OutcomeFilter | RepairRows;

/** For the view only: the rows stay in the file as they are. */
export interface RowSort {
  readonly columnIndex: number;
  readonly direction: 'ascending' | 'descending';
  /** Another number each time it is asked for. Rows keep their places while it is the same, however they are edited. */
  readonly turn: number;
}

/** Which rows, and in which order; file order without a sort. */
export interface RowChoice {
  readonly filter: RowFilter;
  readonly sort?: RowSort | null | undefined;
}

export interface ViewRequest extends RowChoice {
  readonly from: number;
  readonly count: number;
}

export interface RosterView {
  /** How many rows the filter has in all. */
  readonly total: number;
  /** How many rows there are, blank ones included, and the number of the next one added at the end. */
  readonly allRows: number;
  readonly nextRowNumber: number;
  readonly rows: readonly ViewRow[];
}

export interface ViewRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  /** Those of the rules, and those only a look at the school's students shows. */
  readonly problems: readonly RowProblem[];
  /** Absent while it is not known: before the first preview, and for a row that has changed since. */
  readonly preview?: RowPreview;
}

/** One step as a person would name it: 14 cells changed, 2 rows deleted. */
export interface ChangeStep {
  readonly what: RosterChange['type'];
  /** How many cells, rows or columns. */
  readonly count: number;
  /** The first row of them; null for columns. */
  readonly rowNumber: number | null;
}

export interface ChangeResult {
  readonly head: RosterHead;
  readonly summary: ReviewSummary;
  /** The first row that changed, as it is now; null when it is gone or the change was about columns. */
  readonly row: ViewRow | null;
  /** The blocks to store anew, and how many there are now: those beyond are to be deleted. */
  readonly blocks: readonly RosterBlock[];
  readonly blockCount: number;
  /** What `undo` and `redo` would do; null when there is nothing. */
  readonly undoStep: ChangeStep | null;
  readonly redoStep: ChangeStep | null;
}

export interface RosterBlock {
  readonly index: number;
  readonly bytes: ArrayBuffer;
}

/** Chunk bytes are gzip of the chunk's JSON; digests are of the JSON (lower-case hex SHA-256). */
export interface PackedRoster {
  readonly head: RosterHead;
  readonly chunks: readonly { readonly bytes: ArrayBuffer; readonly digest: string }[];
  readonly payloadHash: string;
}

/** Another school of the teacher's, for a file that was meant for it. */
export interface OtherSchool {
  readonly schoolId: string;
  readonly index: SchoolIndex;
}

export interface PreviewRequest {
  readonly choices: ReviewChoices;
  /** Usernames that somebody outside the school has, of those `usernamesToAsk` named. */
  readonly takenElsewhere: readonly string[];
  /** Keys of the questions answered with "Another child". */
  readonly ruledOut: readonly string[];
}

/** What an upload would do, in numbers, and what to ask the teacher before. */
export interface PreviewSummary {
  readonly counts: Readonly<Record<PreviewKind, number>>;
  /** Rows that say something else than the account and leave it as it is. */
  readonly keptRows: number;
  /** Rows with a User GUID that no school known here has; another one of the teacher's may. */
  readonly unknownGuids: number;
  /** The first ones of them, and how many there are. */
  readonly questions: readonly SameChildQuestion[];
  readonly questionCount: number;
  readonly warnings: readonly PreviewWarning[];
  /** Typed usernames that nobody in the school has; only the server knows about everyone else. */
  readonly usernamesToAsk: readonly string[];
}
