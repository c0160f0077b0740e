import { proxy } from 'comlink';
import type { FileFormat } from '#domain/batches/result-files.ts';
import { needsWorkbookReader, SIGNATURE_LENGTH } from '#spreadsheets/detect-format.ts';
import { readBytes } from './read-bytes.ts';
import type { FileToWrite, RosterWorker } from './roster-api.ts';
import { spawnWorker, type SpawnedWorker, type WorkerKind } from './spawn-worker.ts';

export interface StartedRosterWorker {
  readonly roster: RosterWorker;
  /** Ends the worker, and with it the reading of a file; what is waited for rejects with an `AbortError`. To be called when done. */
  readonly stop: () => void;
}

/**
 * A worker for one roster. The thread starts with the first file or draft, and which one depends on the file: only a
 * workbook needs the large one. Opening another file starts afresh.
 */
export function startRosterWorker(): StartedRosterWorker {
  let spawned: SpawnedWorker | null = null;
  let isStopped = false;

  function start(kind: WorkerKind): SpawnedWorker {
    spawned?.stop();
    spawned = spawnWorker(kind);
    if (isStopped) spawned.stop();
    return spawned;
  }

  function running(): SpawnedWorker {
    if (spawned === null) throw new Error('No roster is open.');
    return spawned;
  }

  return {
    roster: {
      async openFile(file, onProgress) {
        const { answer, remote } = start(await kindOf(file));
        return answer(remote.openFile(file, proxy(onProgress)));
      },
      async openDraft({ header, mapping, rowCount }, blocks) {
        const { answer, remote } = start('text');
        return answer(remote.openDraft({ header, mapping, rowCount }, blocks));
      },
      view: (request) => running().answer(running().remote.view(request)),
      editCell: (edit) => running().answer(running().remote.editCell(edit)),
      pack: () => running().answer(running().remote.pack()),
    },
    stop() {
      isStopped = true;
      spawned?.stop();
    },
  };
}

/** Writes a file in a worker of its own, which ends with it. */
export async function writeTable(
  table: Omit<FileToWrite, 'format'>,
  format: FileFormat,
): Promise<ArrayBuffer> {
  const { answer, remote, stop } = spawnWorker(format === 'csv' ? 'text' : 'workbook');
  try {
    return await answer(remote.writeFile({ ...table, format }));
  } finally {
    stop();
  }
}

async function kindOf(file: File): Promise<WorkerKind> {
  const beginning = await readBytes(file.slice(0, SIGNATURE_LENGTH));
  return beginning !== null && needsWorkbookReader(beginning) ? 'workbook' : 'text';
}
