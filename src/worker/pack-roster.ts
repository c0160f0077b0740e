import { toColumns } from '#domain/batches/chunk-columns.ts';
import { cutIntoChunks, type ChunkRow } from '#domain/batches/chunks.ts';
import { secretColumns } from '#domain/roster/map-columns.ts';
import type { Roster, SourceRow } from '#domain/roster/roster.ts';
import type { PackedRoster } from './roster-api.ts';

/** The roster as it goes over the wire. Columns that hold secrets Rollbook does not use leave the device empty. */
export async function packRoster(roster: Roster): Promise<Omit<PackedRoster, 'head'>> {
  const chunks: PackedRoster['chunks'][number][] = [];
  for (const rows of cutIntoChunks(withoutSecrets(roster))) chunks.push(await packChunk(rows));
  const digests = chunks.map((chunk) => chunk.digest).join('\n');
  return { chunks, payloadHash: await sha256(new TextEncoder().encode(digests)) };
}

/** Enough rows to know how well a roster compresses, few enough to be asked after every change. */
const SAMPLED_CHUNKS = 4;

/** About how many bytes the roster will be on the wire: some chunks are packed, the others taken to be like them. */
export async function estimatePackedSize(roster: Roster): Promise<number> {
  const chunks = cutIntoChunks(withoutSecrets(roster));
  const sample = await Promise.all(chunks.slice(0, SAMPLED_CHUNKS).map(packChunk));
  const sampledBytes = sample.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  const sampledRows = chunks.slice(0, SAMPLED_CHUNKS).reduce((sum, rows) => sum + rows.length, 0);
  return Math.round((sampledBytes / Math.max(sampledRows, 1)) * roster.rows.length);
}

async function packChunk(rows: readonly ChunkRow[]): Promise<PackedRoster['chunks'][number]> {
  const json = new TextEncoder().encode(JSON.stringify(toColumns(rows)));
  const [bytes, digest] = await Promise.all([gzip(json), sha256(json)]);
  return { bytes, digest };
}

function withoutSecrets(roster: Roster): Roster {
  const secret = new Set(secretColumns(roster.header, roster.mapping));
  if (secret.size === 0) return roster;
  return { ...roster, rows: roster.rows.map((row) => emptyCells(row, secret)) };
}

function emptyCells(row: SourceRow, columns: ReadonlySet<number>): SourceRow {
  return {
    rowNumber: row.rowNumber,
    cells: row.cells.map((cell, index) => (columns.has(index) ? '' : cell)),
  };
}

function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}

/** Lower-case hexadecimal. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
