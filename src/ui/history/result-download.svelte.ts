import { resultFileName } from '#domain/batches/result-file-name.ts';
import type { ResultFileRequest } from '#domain/batches/result-files.ts';
import { fetchResultFile } from '#sync/fetch-results.ts';
import { saveFile } from '../kit/save-file.ts';
import type { HistoryRow } from './history-rows.ts';

/** Fetches one file of an upload at a time and hands it to the browser to save. Names are as the menu shows them. */
export class ResultDownload {
  /** The file that is being prepared. */
  running = $state<string | null>(null);
  /** The last file that could not be had. */
  failed = $state<string | null>(null);

  async start(row: HistoryRow, request: ResultFileRequest, label: string): Promise<void> {
    if (this.running !== null) return;
    this.running = label;
    this.failed = null;
    try {
      const contents = await fetchResultFile(row.batchId, request);
      if (contents) saveFile(resultFileName(row.fileName, request), contents);
      else this.failed = label;
    } finally {
      this.running = null;
    }
  }
}
