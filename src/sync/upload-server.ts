import * as v from 'valibot';
import type { DeliveryAnswer } from '#domain/outbox/next-step.ts';
import { batchProgressSchema, receiptSchema, type BatchHeader, type Receipt } from '#protocol/batches.ts';
import { personHeader } from '#protocol/media-type.ts';
import type { Upload, UploadChunk } from '#storage/outbox.ts';
import { callApi, deviceApi, type ApiAnswer, type ApiParts } from './api.ts';
import type { UploadServer } from './deliver.ts';
import { fetchSession } from './session.ts';

/** Our server as an upload sees it. */
export function createUploadServer(parts: ApiParts): UploadServer {
  return {
    putHeader: (upload) => putHeader(upload, parts),
    async putChunk(batchId, index, chunk) {
      const request = {
        method: 'PUT',
        path: `${batchPath(batchId)}/chunks/${index}`,
        bytes: chunk.bytes,
        headers: chunkHeaders(chunk),
      } as const;
      return translate(await callApi(request, v.unknown(), parts), (body) =>
        body === undefined ? { type: 'chunk-taken', index } : noAnswer,
      );
    },
    async commit(batchId) {
      const request = { method: 'POST', path: `${batchPath(batchId)}/commit` } as const;
      return translate(await callApi(request, receiptSchema, parts), (receipt) =>
        isAbout(batchId, receipt) ? { type: 'receipt', receiptHash: receipt.payloadHash } : noAnswer,
      );
    },
  };
}

export const uploadServer = createUploadServer(deviceApi);

async function putHeader(upload: Upload, parts: ApiParts): Promise<DeliveryAnswer> {
  const stranger = await askedByStranger(upload.entry.userGuid, parts);
  if (stranger) return stranger;
  const request = {
    method: 'PUT',
    path: batchPath(upload.entry.batchId),
    json: batchHeader(upload),
    headers: { [personHeader]: upload.entry.userGuid },
  } as const;
  return translate(await callApi(request, batchProgressSchema, parts), ({ have, receipt }) => {
    if (receipt === null) return { type: 'progress', have, receiptHash: null };
    if (!isAbout(upload.entry.batchId, receipt)) return noAnswer;
    return { type: 'progress', have, receiptHash: receipt.payloadHash };
  });
}

const noAnswer: DeliveryAnswer = { type: 'no-answer' };

/** The same rows sent as two uploads have the same hash: a stale answer about the other one says nothing of this. */
function isAbout(batchId: string, receipt: Receipt): boolean {
  return receipt.batchId === batchId;
}

/**
 * Another person may have signed in in another tab: an upload only ever goes out in its owner's name. This spares the
 * question in most cases; between it and the request the server's own look at `personHeader` decides.
 */
async function askedByStranger(userGuid: string, parts: ApiParts): Promise<DeliveryAnswer | null> {
  const answer = await fetchSession(parts);
  if (answer.type !== 'answer') return translate(answer, () => noAnswer);
  return answer.value.userGuid === userGuid ? null : { type: 'refused', code: 'auth.required' };
}

function batchPath(batchId: string): string {
  return `/api/batches/${batchId}`;
}

function batchHeader({ entry, contents }: Upload): BatchHeader {
  return {
    version: 1,
    schoolId: entry.schoolId,
    fileName: contents.fileName,
    header: [...contents.header],
    mapping: [...contents.mapping],
    rowCount: entry.rowCount,
    chunkCount: entry.chunkCount,
    payloadHash: entry.payloadHash,
    choices: contents.choices,
  };
}

function chunkHeaders({ digest }: UploadChunk): Record<string, string> {
  const bytes = digest.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return {
    'Content-Type': 'application/json',
    'Content-Encoding': 'gzip',
    'Content-Digest': `sha-256=:${btoa(String.fromCharCode(...bytes))}:`,
  };
}

function translate<Value>(
  answer: ApiAnswer<Value>,
  onAnswer: (value: Value) => DeliveryAnswer,
): DeliveryAnswer {
  if (answer.type === 'answer') return onAnswer(answer.value);
  if (answer.type === 'no-answer') return answer;
  const { retryAfterMs, refusal } = answer;
  const refused = { type: 'refused', code: refusal.code } as const;
  return retryAfterMs === null ? refused : { ...refused, retryAfterMs };
}
