import type { Draft } from '#domain/drafts/draft.ts';
import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Milliseconds } from '#domain/time.ts';
import { queueUpload, type Upload, type UploadChunk } from '#storage/outbox.ts';

/** A draft's rows as they go over the wire, made by the worker. */
export interface PackedRows {
  readonly chunks: readonly UploadChunk[];
  readonly payloadHash: string;
}

/**
 * Turns a draft into an upload that this device will send, now or when it can. Resolves once the upload is on the
 * disk; false when the draft is gone already. The batch takes the draft's id, so no draft is ever sent twice.
 */
export function submitDraft(draft: Draft, packed: PackedRows, nowMs: Milliseconds): Promise<boolean> {
  return queueUpload(uploadOf(draft, packed, nowMs), packed.chunks);
}

/** The upload a draft becomes. */
export function uploadOf(draft: Draft, packed: PackedRows, nowMs: Milliseconds): Upload {
  const { draftId, userGuid, schoolId, rowCount, fileName, header, mapping, choices } = draft;
  const entry: OutboxEntry = {
    version: 1,
    batchId: draftId,
    userGuid,
    schoolId,
    queuedAt: nowMs,
    rowCount,
    chunkCount: packed.chunks.length,
    byteCount: packed.chunks.reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
    payloadHash: packed.payloadHash,
    status: 'waiting',
    attempts: 0,
    notBefore: 0,
    reason: null,
  };
  return { entry, contents: { fileName, header, mapping, choices } };
}
