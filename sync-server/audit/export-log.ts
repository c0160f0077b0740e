import { csvHead, csvRows } from '#spreadsheets/write-csv.ts';
import { Readable } from 'node:stream';
import type { DistrictScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';
import { listEntries } from './audit.repository.ts';
import type { LogFilter } from './read-log.ts';

const ENTRIES_PER_READ = 500;

/** For a program or an auditor to read, so the same in every language: codes, GUIDs and ISO times, and no names. */
const header = ['number', 'time', 'event', 'actor', 'subject', 'school', 'facts', 'key', 'hash'];

/** The district's log as CSV, newest first, read as it is sent. With the hashes, so that the chain can be checked. */
export function auditCsv(
  scope: DistrictScope,
  filter: LogFilter,
  parts: Pick<Parts, 'db'>,
): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(pieces(scope, filter, parts))) as ReadableStream<Uint8Array>;
}

async function* pieces(
  scope: DistrictScope,
  filter: LogFilter,
  { db }: Pick<Parts, 'db'>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvHead(header));
  let before = filter.before;
  for (;;) {
    const entries = await listEntries(db, scope, { ...filter, before, limit: ENTRIES_PER_READ });
    if (entries.length === 0) return;
    yield encoder.encode(csvRows(entries.map((entry) => ({ cells: toCells(entry) }))));
    before = entries.at(-1)?.number;
  }
}

function toCells(entry: Awaited<ReturnType<typeof listEntries>>[number]): string[] {
  const { number, at, event, actor_guid, subject_guid, school_id, facts, key_id, hash } = entry;
  const people = [actor_guid ?? '', subject_guid ?? '', school_id ?? ''];
  return [String(number), new Date(at).toISOString(), event, ...people, facts, key_id, hash];
}
