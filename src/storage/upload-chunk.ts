import type { OutboxChunkRecord } from './database.ts';
import { openPart, sealPart } from './payload.ts';

/** A chunk as it goes over the wire; `digest` is of the uncompressed JSON, lower-case hex SHA-256. */
export interface UploadChunk {
  readonly bytes: ArrayBuffer;
  readonly digest: string;
}

const DIGEST_CHARACTERS = 64;

/** The digest first, then the bytes. */
export function sealChunk(
  { bytes, digest }: UploadChunk,
  batchId: string,
  index: number,
  userGuid: string,
): Promise<ArrayBuffer> {
  const plain = new Uint8Array(DIGEST_CHARACTERS + bytes.byteLength);
  plain.set(new TextEncoder().encode(digest));
  plain.set(new Uint8Array(bytes), DIGEST_CHARACTERS);
  return sealPart(plain, ['outboxChunks', batchId, index], userGuid);
}

/** Null when it cannot be read. */
export async function openChunk({ batchId, index, sealed }: OutboxChunkRecord): Promise<UploadChunk | null> {
  const opened = await openPart(sealed, ['outboxChunks', batchId, index]);
  if (!opened.ok) return null;
  const digest = new TextDecoder().decode(opened.value.slice(0, DIGEST_CHARACTERS));
  return { digest, bytes: opened.value.slice(DIGEST_CHARACTERS) };
}
