import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Upload, UploadChunk } from '#storage/outbox.ts';
import type { UploadStore } from './deliver.ts';

/** The device could not read a chunk just now. That says nothing about the server, nor that the chunk is gone. */
export class UnreadableChunk extends Error {
  override readonly name = 'UnreadableChunk';
}

/** A store that never fails the sender: what it cannot write now it knows, and writes later. */
export interface ForgivingStore extends UploadStore {
  /** Whether the disk shows less than has been done. */
  isBehind(): boolean;
  /** Tries once more to write what could not be written. */
  storeAgain(): Promise<void>;
  /** The uploads as they stand, also where the disk does not say so yet. */
  withUnstored(uploads: readonly Upload[]): Upload[];
}

/**
 * A full disk, or a browser that has lost its database for a moment, must neither stop an upload (once sent it frees
 * its space) nor make the sender forget how long the server asked it to wait. Until it can be written, the disk shows
 * less than has been done, never more. Trouble is reported.
 */
export function forgivingStore(parts: {
  readonly store: UploadStore;
  readonly report: (trouble: unknown) => void;
}): ForgivingStore {
  const unstored = new Map<string, OutboxEntry>();
  async function storeEntry(entry: OutboxEntry): Promise<void> {
    unstored.set(entry.batchId, entry);
    try {
      await parts.store.storeEntry(entry);
      unstored.delete(entry.batchId);
    } catch (trouble) {
      parts.report(trouble);
    }
  }
  return {
    storeEntry,
    isBehind: () => unstored.size > 0,
    readChunk: (batchId, index) => readOrSay(parts.store.readChunk(batchId, index)),
    async storeAgain() {
      for (const entry of [...unstored.values()]) await storeEntry(entry);
    },
    withUnstored: (uploads) =>
      uploads.map((upload) => ({ ...upload, entry: unstored.get(upload.entry.batchId) ?? upload.entry })),
  };
}

async function readOrSay(reading: Promise<UploadChunk | null>): Promise<UploadChunk | null> {
  try {
    return await reading;
  } catch (cause) {
    throw new UnreadableChunk('A chunk cannot be read now.', { cause });
  }
}
