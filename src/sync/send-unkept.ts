import type { Draft } from '#domain/drafts/draft.ts';
import { deliver, type UploadStore } from './deliver.ts';
import { uploadOf, type PackedRows } from './submit-draft.ts';
import { uploadServer } from './upload-server.ts';

/**
 * Sends a draft at once from memory, on a device that keeps nothing. True once the server has it all; false says nothing
 * of what it has, and sending again under the same id goes on from there.
 */
export async function sendUnkept(draft: Draft, packed: PackedRows): Promise<boolean> {
  const store: UploadStore = {
    readChunk: (_, index) => Promise.resolve(packed.chunks[index] ?? null),
    storeEntry: () => Promise.resolve(),
  };
  const now = () => Date.now();
  const parts = { server: uploadServer, store, now, random: () => Math.random() };
  const entry = await deliver(uploadOf(draft, packed, now()), parts, new AbortController().signal);
  return entry.status === 'sent';
}
