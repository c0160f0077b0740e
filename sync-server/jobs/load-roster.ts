import { setImmediate } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import type { PasswordPolicy } from '#domain/accounts/password-policy.ts';
import { createRosterCheck } from '#domain/roster/check-roster.ts';
import type { Roster, RosterCheck, SourceRow } from '#domain/roster/roster.ts';
import { openChunkPasswords } from '../batches/chunk-passwords.ts';
import type { BatchChunkTable } from '../database/schema.ts';
import { districtPolicy } from '../organizations/settings.ts';
import type { Parts } from '../parts.ts';
import type { ClaimedBatch } from './claim-batch.ts';

/** A batch as it was sent, passwords in their cells, and what the rules say about it. Lives only while it is processed. */
export interface LoadedRoster {
  readonly roster: Roster;
  readonly check: RosterCheck;
}

/** Chunks read with one query; between them other work has its turn. */
const CHUNKS_PER_READ = 4;

/**
 * Reads the stored rows of a batch and checks them all again: what the device said of them is not believed.
 * Null when rows are missing or out of order, which no honest sender can cause.
 */
export async function loadRoster(batch: ClaimedBatch, parts: Parts): Promise<LoadedRoster | null> {
  const header = JSON.parse(batch.header) as Roster['header'];
  const mapping = JSON.parse(batch.mapping) as Roster['mapping'];
  const check = createRosterCheck(mapping, { passwordPolicy: await policyOf(batch, parts) });
  const rows: SourceRow[] = [];
  for (let from = 0; from < batch.chunk_count; from += CHUNKS_PER_READ) {
    for (const chunk of await readChunks(batch.batch_id, from, parts)) {
      for (const row of rowsOf(chunk, mapping.indexOf('password'), parts)) {
        if (row.rowNumber <= (rows.at(-1)?.rowNumber ?? 0)) return null;
        rows.push(row);
        check.add(row);
      }
    }
    await setImmediate();
  }
  if (rows.length !== batch.row_count) return null;
  return { roster: { header, mapping, rows }, check: check.finish() };
}

async function policyOf({ school_id }: ClaimedBatch, { db }: Parts): Promise<PasswordPolicy> {
  const { district_id: districtId } = await db
    .selectFrom('schools')
    .select('district_id')
    .where('school_id', '=', school_id)
    .executeTakeFirstOrThrow();
  return districtPolicy({ districtId }, { db });
}

async function readChunks(batchId: string, from: number, { db }: Parts) {
  return db
    .selectFrom('batch_chunks')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('chunk_index', '>=', from)
    .where('chunk_index', '<', from + CHUNKS_PER_READ)
    .orderBy('chunk_index')
    .execute();
}

function rowsOf(chunk: Selectable<BatchChunkTable>, passwordIndex: number, { keys }: Parts): SourceRow[] {
  const rows = JSON.parse(chunk.rows) as SourceRow[];
  if (chunk.sealed_passwords === null) return rows;
  const passwords = openChunkPasswords(chunk.sealed_passwords, chunk, keys);
  return rows.map((row) => {
    const password = passwords.get(row.rowNumber);
    return password === undefined ? row : { ...row, cells: row.cells.with(passwordIndex, password) };
  });
}
