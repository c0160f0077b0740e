import { transfer } from 'comlink';
import type { WritableTable } from '#spreadsheets/table.ts';
import type { FileWriter } from './roster-api.ts';

/** The worker's side of `FileWriter`, for the one format this worker writes. */
export function createFileWriter(write: (table: WritableTable) => Uint8Array<ArrayBuffer>): FileWriter {
  return {
    writeFile(file) {
      const { buffer } = write(file);
      return Promise.resolve(transfer(buffer, [buffer]));
    },
  };
}
