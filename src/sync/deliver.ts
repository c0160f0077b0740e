import {
  firstStep,
  nextStep,
  stopStep,
  type Delivery,
  type DeliveryAnswer,
  type DeliveryStep,
} from '#domain/outbox/next-step.ts';
import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Upload, UploadChunk } from '#storage/outbox.ts';

/** The three questions an upload asks; each says what came back, and never throws for a network that is away. */
export interface UploadServer {
  putHeader(upload: Upload): Promise<DeliveryAnswer>;
  putChunk(batchId: string, index: number, chunk: UploadChunk): Promise<DeliveryAnswer>;
  commit(batchId: string): Promise<DeliveryAnswer>;
}

/** Where an upload is kept; on a device this is `#storage/outbox.ts`. */
export interface UploadStore {
  readChunk(batchId: string, index: number): Promise<UploadChunk | null>;
  storeEntry(entry: OutboxEntry): Promise<void>;
}

export interface DeliveryParts {
  readonly server: UploadServer;
  readonly store: UploadStore;
  readonly now: () => Milliseconds;
  readonly random: () => number;
  /** Hears how many of an upload's chunks the server has acknowledged. */
  readonly tellProgress?: (batchId: string, acknowledged: number) => void;
}

/**
 * Sends one upload as far as it goes now and returns where it stands; what to do is decided in `next-step.ts`.
 * Aborting stops between two requests and leaves everything to a later run.
 */
export async function deliver(
  upload: Upload,
  parts: DeliveryParts,
  signal: AbortSignal,
): Promise<OutboxEntry> {
  let { delivery, step } = firstStep(upload.entry);
  await parts.store.storeEntry(delivery.entry);
  while (step.type !== 'rest' && !signal.aborted) {
    const answer = await ask(step, upload, parts);
    ({ delivery, step } = nextStep(delivery, answer, parts.now(), parts.random()));
    tellProgress(delivery, parts);
  }
  const entry = stopStep(delivery);
  await parts.store.storeEntry(entry);
  return entry;
}

function tellProgress({ entry, missing }: Delivery, parts: DeliveryParts): void {
  if (missing === null) return;
  parts.tellProgress?.(entry.batchId, entry.chunkCount - missing.length);
}

async function ask(
  step: Exclude<DeliveryStep, { type: 'rest' }>,
  upload: Upload,
  { server, store }: DeliveryParts,
): Promise<DeliveryAnswer> {
  const { batchId } = upload.entry;
  switch (step.type) {
    case 'put-header':
      return server.putHeader(upload);
    case 'put-chunk': {
      const chunk = await store.readChunk(batchId, step.index);
      return chunk === null ? { type: 'rows-lost' } : server.putChunk(batchId, step.index, chunk);
    }
    case 'commit':
      return server.commit(batchId);
  }
}
