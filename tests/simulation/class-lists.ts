import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { toColumns } from '#domain/batches/chunk-columns.ts';
import type { ColumnKey } from '#domain/roster/template.ts';
import type { BatchContents, UploadChunk } from '#storage/outbox.ts';

/** A class list as the roster worker packs it for the wire. */
export interface PackedList {
  readonly contents: Omit<BatchContents, 'fileName'>;
  readonly chunks: readonly UploadChunk[];
  readonly payloadHash: string;
  readonly rowCount: number;
}

const header = ['Student ID', 'First Name', 'Last Name'];
const mapping: readonly ColumnKey[] = ['studentId', 'firstName', 'lastName'];

/**
 * Class lists of one to six students out of fourteen, so that lists overlap, in chunks of one to three rows. Made once
 * and the same for every run; a run that picks the same list twice sends the same bytes as two uploads.
 */
export const classLists: readonly PackedList[] = [1, 2, 3, 4, 5, 6].flatMap((count) =>
  [0, 4, 9].map((first) => packList(count, first)),
);

function packList(count: number, first: number): PackedList {
  const rows = Array.from({ length: count }, (_, index) => {
    const number = ((first + index) % 14) + 1;
    return { rowNumber: index + 2, cells: [`${number}`, 'Ana', `Number ${number}`] };
  });
  const rowsPerChunk = (first % 3) + 1;
  const chunks = Array.from({ length: Math.ceil(count / rowsPerChunk) }, (_, index) => {
    const part = rows.slice(index * rowsPerChunk, (index + 1) * rowsPerChunk);
    const bytes = Buffer.from(JSON.stringify(toColumns(part)));
    return { bytes: Uint8Array.from(gzipSync(bytes)).buffer, digest: sha256(bytes) };
  });
  return {
    contents: { header, mapping, choices: { existingStudents: 'leave' } },
    chunks,
    payloadHash: sha256(chunks.map((chunk) => chunk.digest).join('\n')),
    rowCount: count,
  };
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
