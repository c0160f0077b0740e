import { resultFileName } from '#domain/batches/result-file-name.ts';
import type { ResultFileRequest } from '#domain/batches/result-files.ts';
import { SECOND_MS, type Milliseconds } from '#domain/time.ts';
import type { Owner } from '#storage/owner.ts';
import { fetchResultFile } from '#sync/fetch-results.ts';
import { saveFile } from '../kit/save-file.ts';
import { isUnreachable } from '../shell/reachability.svelte.ts';
import type { HistoryRow } from './history-rows.ts';
import { makeKeptFile } from './kept-file.ts';

/** How long the server may take to begin with a file that this device can make by itself. */
const PATIENCE_MS = 10 * SECOND_MS;

export interface WantedFile {
  readonly row: HistoryRow;
  readonly request: ResultFileRequest;
  /** As the menu calls it. */
  readonly label: string;
  /** Whether this device keeps what the file is made from. */
  readonly isKept: boolean;
}

/**
 * Gets one file of an upload at a time and hands it to the browser to save: from the server, which knows what has become
 * of the accounts since, else from what this device keeps.
 */
export class ResultDownload {
  /** The file that is being prepared. */
  running = $state<string | null>(null);
  /** The last file that could not be had. */
  failed = $state<string | null>(null);
  /** The last file, when this device made it, and as of when it is. */
  madeHere = $state.raw<{ readonly label: string; readonly keptAt: Milliseconds } | null>(null);

  async start(wanted: WantedFile, owner: Owner): Promise<void> {
    if (this.running !== null) return;
    this.running = wanted.label;
    this.failed = null;
    this.madeHere = null;
    try {
      const contents = (await askServer(wanted)) ?? (await this.#makeHere(wanted, owner));
      if (contents) saveFile(resultFileName(wanted.row.fileName, wanted.request), contents);
      else this.failed = wanted.label;
    } finally {
      this.running = null;
    }
  }

  async #makeHere({ row, request, label }: WantedFile, owner: Owner): Promise<Blob | null> {
    const made = await makeKeptFile(row.batchId, request, owner);
    if (made) this.madeHere = { label, keptAt: made.keptAt };
    return made?.contents ?? null;
  }
}

async function askServer({ row, request, isKept }: WantedFile): Promise<Blob | null> {
  if (!isKept) return fetchResultFile(row.batchId, request);
  if (isUnreachable()) return null;
  return fetchResultFile(row.batchId, request, AbortSignal.timeout(PATIENCE_MS));
}
