import type { FileFormat } from '#domain/batches/result-files.ts';
import { needsWorkbookReader, SIGNATURE_LENGTH } from '#spreadsheets/detect-format.ts';
import { readBytes } from './read-bytes.ts';
import type { FileToWrite, RosterWorker } from './roster-api.ts';
import { spawnWorker, type SpawnedWorker, type WorkerKind } from './spawn-worker.ts';

export interface StartedRosterWorker {
  readonly roster: RosterWorker;
  /** To be called when done, or to end the reading of a file; what is waited for rejects with an `AbortError`. */
  readonly stop: () => void;
}

/**
 * A worker for one roster. Its thread starts with the first file or draft; which one depends on the file, as only a
 * workbook needs the large one. Opening another file starts afresh.
 */
export function startRosterWorker(): StartedRosterWorker {
  let spawned: SpawnedWorker | null = null;
  let isStopped = false;

  function start(kind: WorkerKind): RosterWorker {
    spawned?.stop();
    spawned = spawnWorker(kind);
    if (isStopped) spawned.stop();
    return spawned.roster;
  }

  function running(): RosterWorker {
    if (spawned === null) throw new Error('No roster is open.');
    return spawned.roster;
  }

  return {
    roster: {
      openFile: async (file, onProgress, more = {}) =>
        start(await kindOf([file, ...(more.others ?? [])])).openFile(file, onProgress, more),
      // What is handed in may be a whole draft; only its head is sent.
      openDraft: ({ header, mapping, rowCount }, blocks) =>
        start('text').openDraft({ header, mapping, rowCount }, blocks),
      openBlank: (head, rowCount) => start('text').openBlank(head, rowCount),
      columns: () => running().columns(),
      map: (mapping) => running().map(mapping),
      view: (request) => running().view(request),
      findPosition: (rowNumber, rows) => running().findPosition(rowNumber, rows),
      findNextProblem: (from, rows) => running().findNextProblem(from, rows),
      findText: (search) => running().findText(search),
      change: (changes) => running().change(changes),
      undo: () => running().undo(),
      redo: () => running().redo(),
      know: (school, others) => running().know(school, others),
      preview: (request) => running().preview(request),
      repairs: () => running().repairs(),
      repairSamples: (request) => running().repairSamples(request),
      repair: (pick) => running().repair(pick),
      pack: () => running().pack(),
      packedSize: () => running().packedSize(),
    },
    stop() {
      isStopped = true;
      spawned?.stop();
    },
  };
}

/** The bytes of a file with this table, written by a worker that ends with it. */
export async function writeTable(
  table: Omit<FileToWrite, 'format'>,
  format: FileFormat,
): Promise<ArrayBuffer> {
  const { roster, stop } = spawnWorker(format === 'csv' ? 'text' : 'workbook');
  try {
    return await roster.writeFile({ ...table, format });
  } finally {
    stop();
  }
}

async function kindOf(files: readonly File[]): Promise<WorkerKind> {
  for (const file of files) {
    const beginning = await readBytes(file.slice(0, SIGNATURE_LENGTH));
    if (beginning !== null && needsWorkbookReader(beginning)) return 'workbook';
  }
  return 'text';
}
