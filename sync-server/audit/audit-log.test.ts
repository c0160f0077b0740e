import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#domain/audit/audit-event.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { addDistrict } from '#tests/support/people.ts';
import { seededRandom } from '#tests/support/seeded-random.ts';
import { type TestParts, testKeys, testParts } from '#tests/support/server-parts.ts';
import { serverKeys } from '../accounts/server-keys.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import { recordAlone, recordEvent } from './record-event.ts';
import { type AuditEntry, sealEntry, sealHead } from './seal-entry.ts';
import { verifyLog } from './verify-log.ts';

/** Attempts of somebody who can write to the database; each must be seen. */
const TAMPERINGS = 100;

describeOnEachDatabase('the audit log', (database) => {
  let parts: TestParts;
  let school: SchoolScope;
  beforeEach(async () => {
    parts = testParts(database());
    school = await addDistrict(parts);
  });

  const read = () =>
    parts.db
      .selectFrom('audit_log')
      .selectAll()
      .where('district_id', '=', school.districtId)
      .orderBy('number')
      .execute();

  async function write(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      parts.clock.advance(1_000);
      const event = auditEvents[index % auditEvents.length] ?? 'authz_fail';
      const about = { districtId: school.districtId, actor: parts.newGuid(), schoolId: school.schoolId };
      await recordAlone({ event, ...about, facts: { count: index } }, parts);
    }
  }

  test('numbers its entries and is whole', async () => {
    await write(5);

    expect((await read()).map((entry) => entry.number)).toEqual([1, 2, 3, 4, 5]);
    expect(await verifyLog(school, parts)).toEqual({ isWhole: true, entryCount: 5 });
  });

  test('is whole while nothing was written, and knows one district from another', async () => {
    const other = await addDistrict(parts, 'Washington High School');
    await write(3);

    expect(await verifyLog(other, parts)).toEqual({ isWhole: true, entryCount: 0 });
  });

  test('stays whole when many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => write(1)));

    expect(await verifyLog(school, parts)).toEqual({ isWhole: true, entryCount: 20 });
  });

  test('holds no entry of what was undone in the end', async () => {
    await write(1);
    const failing = parts.db.transaction().execute(async (trx) => {
      await recordEvent(trx, { event: 'authz_admin', districtId: school.districtId, actor: null }, parts);
      throw new Error('something else went wrong');
    });

    await expect(failing).rejects.toThrow('something else');
    expect(await verifyLog(school, parts)).toEqual({ isWhole: true, entryCount: 1 });
  });

  test('refuses to have an entry changed or deleted', async () => {
    await write(2);

    await expect(parts.db.updateTable('audit_log').set({ at: 1 }).execute()).rejects.toThrow('append-only');
    await expect(parts.db.deleteFrom('audit_log').execute()).rejects.toThrow('append-only');
    expect(await read()).toHaveLength(2);
  });

  test(`shows each of ${TAMPERINGS} ways to tamper with it, by somebody who has the database and not the key`, async () => {
    await write(12);
    const entries = await read();
    await dropGuards(parts);
    const head = await parts.db.selectFrom('audit_heads').selectAll().executeTakeFirstOrThrow();
    const random = seededRandom(5);
    let found = 0;
    for (let index = 0; index < TAMPERINGS; index += 1) {
      const tampered = tamper(entries, index, random);
      await replaceLog(tampered, index % 2 === 0 ? head : forgedHead(tampered, head));
      if (!(await verifyLog(school, parts)).isWhole) found += 1;
    }

    expect(found).toBe(TAMPERINGS);
    await replaceLog(entries, head);
    expect(await verifyLog(school, parts)).toEqual({ isWhole: true, entryCount: 12 });
  });

  async function replaceLog(entries: readonly AuditEntry[], head: Head): Promise<void> {
    await parts.db.deleteFrom('audit_log').execute();
    await parts.db
      .insertInto('audit_log')
      .values([...entries])
      .execute();
    await parts.db.updateTable('audit_heads').set(head).execute();
  }
});

interface Head {
  readonly district_id: string;
  readonly last_number: number;
  readonly last_hash: string;
  readonly seal: string;
}

async function dropGuards({ db, dialect }: TestParts): Promise<void> {
  if (dialect.name === 'postgres') await sql`drop trigger audit_log_append_only on audit_log`.execute(db);
  else
    for (const change of ['update', 'delete'])
      await sql.raw(`drop trigger audit_log_no_${change}`).execute(db);
}

/** Whoever tampers has a key of their own making, and no other. */
const wrongKey = serverKeys([Buffer.alloc(32, 'a guess')]).current;

/** The head that fits the tampered log, as far as it can be made without the key. */
function forgedHead(entries: readonly AuditEntry[], head: Head): Head {
  const last = entries.at(-1);
  if (!last) return head;
  return {
    ...head,
    last_number: last.number,
    last_hash: last.hash,
    seal: sealHead(last, last.hash, wrongKey),
  };
}

type Tamper = (entries: readonly AuditEntry[], at: number) => readonly AuditEntry[];

const changes: readonly ((entry: AuditEntry) => Partial<AuditEntry>)[] = [
  (entry) => ({ at: entry.at + 1 }),
  () => ({ event: 'session_renewed' }),
  () => ({ actor_guid: null }),
  () => ({ actor_guid: '01999999-0000-7000-8000-00000000abcd' }),
  () => ({ subject_guid: '01999999-0000-7000-8000-00000000abcd' }),
  () => ({ school_id: null }),
  (entry) => ({ facts: entry.facts.replace('}', ',"more":1}') }),
  () => ({ facts: '{}' }),
  () => ({ hash: '0'.repeat(64) }),
  () => ({ key_id: wrongKey.keyId }),
];

const tampers: readonly Tamper[] = [
  ...changes.map(
    (change): Tamper =>
      (entries, at) =>
        withEntry(entries, at, change),
  ),
  // Deleted in the middle, and the rest moved up.
  (entries, at) => renumber(entries.filter((_, index) => index !== at)),
  (entries, at) => entries.filter((_, index) => index !== at),
  // The end cut off.
  (entries, at) => entries.slice(0, Math.max(1, at)),
  // Two in each other's place.
  (entries, at) => renumber(swapped(entries, at)),
  // One written in between.
  (entries, at) => renumber([...entries.slice(0, at), ...entries.slice(at, at + 1), ...entries.slice(at)]),
  // Changed, and the whole chain after it made anew with another key.
  (entries, at) =>
    resealed(
      withEntry(entries, at, () => ({ facts: '{}' })),
      at,
      testKeys.current.keyId,
    ),
  (entries, at) =>
    resealed(
      withEntry(entries, at, () => ({ facts: '{}' })),
      at,
      wrongKey.keyId,
    ),
];

function tamper(entries: readonly AuditEntry[], index: number, random: () => number): readonly AuditEntry[] {
  const way = tampers[index % tampers.length];
  const at = Math.floor(random() * (entries.length - 1));
  return way?.(entries, at) ?? entries;
}

function withEntry(
  entries: readonly AuditEntry[],
  at: number,
  change: (entry: AuditEntry) => Partial<AuditEntry>,
): readonly AuditEntry[] {
  return entries.map((entry, index) => (index === at ? { ...entry, ...change(entry) } : entry));
}

function renumber(entries: readonly AuditEntry[]): readonly AuditEntry[] {
  return entries.map((entry, index) => ({ ...entry, number: index + 1 }));
}

function swapped(entries: readonly AuditEntry[], at: number): readonly AuditEntry[] {
  const [one, other] = [entries[at], entries[at + 1]];
  return one && other ? entries.with(at, other).with(at + 1, one) : entries;
}

function resealed(entries: readonly AuditEntry[], from: number, keyId: string): readonly AuditEntry[] {
  let previous = '';
  return entries.map((entry, index) => {
    const { hash, ...rest } = { ...entry, key_id: index < from ? entry.key_id : keyId };
    previous = index < from ? hash : sealEntry(rest, previous, wrongKey);
    return { ...rest, hash: previous };
  });
}
