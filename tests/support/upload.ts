import { createHash } from 'node:crypto';
import { toColumns } from '#domain/batches/chunk-columns.ts';
import { cutIntoChunks } from '#domain/batches/chunks.ts';
import type { ReviewChoices } from '#domain/batches/row-outcome.ts';
import type { Roster } from '#domain/roster/roster.ts';
import { readHeader } from '#domain/roster/map-columns.ts';
import type { Mapping } from '#domain/roster/template.ts';
import type { BatchHeader, Receipt } from '#protocol/batches.ts';
import { commitBatch } from '#sync-server/batches/commit-batch.ts';
import { receiveBatch } from '#sync-server/batches/receive-batch.ts';
import { receiveChunk } from '#sync-server/batches/receive-chunk.ts';
import type { SchoolScope } from '#sync-server/organizations/scope.ts';
import type { Parts } from '#sync-server/parts.ts';

/** An upload as a device packs it. */
export interface PackedUpload {
  readonly batchId: string;
  readonly header: BatchHeader;
  readonly chunks: readonly PackedChunk[];
}

export interface PackedChunk {
  readonly bytes: Uint8Array;
  readonly contentDigest: string;
}

export interface GivenSheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What somebody said the columns mean; else their names say it. */
  readonly mapping?: Mapping;
  readonly choices?: ReviewChoices;
  readonly fileName?: string;
}

/** Packs a sheet the way the app does: mapped by its headers, rows numbered from 2, cut into chunks. */
export function packUpload(batchId: string, schoolId: string, sheet: GivenSheet): PackedUpload {
  const roster: Roster = {
    header: sheet.header,
    mapping: sheet.mapping ?? readHeader(sheet.header),
    rows: sheet.rows.map((cells, index) => ({ rowNumber: index + 2, cells })),
  };
  return packRoster(batchId, schoolId, roster, sheet);
}

/** Packs any roster, also one no app would send. */
export function packRoster(
  batchId: string,
  schoolId: string,
  roster: Roster,
  { choices = { existingStudents: 'leave' }, fileName = 'class.csv' }: Partial<GivenSheet> = {},
): PackedUpload {
  const bodies = cutIntoChunks(roster).map((rows) => Buffer.from(JSON.stringify(toColumns(rows))));
  const digests = bodies.map((body) => sha256(body));
  const chunks = bodies.map((bytes, index) => ({
    bytes,
    contentDigest: `sha-256=:${Buffer.from(digests[index] ?? '', 'hex').toString('base64')}:`,
  }));
  const header: BatchHeader = {
    version: 1,
    schoolId,
    fileName,
    header: [...roster.header],
    mapping: [...roster.mapping],
    rowCount: roster.rows.length,
    chunkCount: chunks.length,
    payloadHash: sha256(digests.join('\n')),
    choices,
  };
  return { batchId, header, chunks };
}

/** Sends a whole upload without a network. A refusal throws: tests of refusals call the steps themselves. */
export async function sendUpload(upload: PackedUpload, userGuid: string, parts: Parts): Promise<Receipt> {
  const { batchId, header, chunks } = upload;
  const sender = { userGuid };
  const progress = demand(await receiveBatch(batchId, header, sender, parts));
  for (const [index, { bytes, contentDigest }] of chunks.entries()) {
    if (progress.have.includes(index)) continue;
    demand(await receiveChunk({ batchId, index, bytes, contentDigest }, sender, parts));
  }
  return demand(await commitBatch(batchId, sender, parts));
}

/** Packs and sends a sheet into a school; returns the batch id. */
export async function sendSheet(
  sheet: GivenSheet,
  { schoolId }: SchoolScope,
  userGuid: string,
  parts: Parts,
): Promise<string> {
  const batchId = parts.newGuid();
  await sendUpload(packUpload(batchId, schoolId, sheet), userGuid, parts);
  return batchId;
}

function demand<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: string },
): Value {
  if (!result.ok) throw new Error(`Refused: ${result.refusal}`);
  return result.value;
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
