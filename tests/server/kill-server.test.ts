import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { BatchSummary } from '#domain/batches/batch.ts';
import { readCsv } from '#spreadsheets/read-csv.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { importWorld, type ImportWorld } from '#tests/support/import-world.ts';
import { killableServer, type KillableServer } from '#tests/support/killable-process.ts';
import { seededRandom } from '#tests/support/seeded-random.ts';
import { stubbornClient, type StubbornClient } from '#tests/support/stubborn-client.ts';
import { packUpload, type PackedUpload } from '#tests/support/upload.ts';

const KILLS = Number(process.env.KILLS ?? 25);
const SEED = Number(process.env.SEED ?? 20_261_123);
const ROWS = 5_000;
/** From its first answer on; an import takes about as long. */
const LONGEST_LIFE_MS = 500;
/** Of these, so many are refused, and so many are a second class of the student above them. */
const REFUSED = 50;
const SECOND_ROWS = 100;

describeOnEachDatabase('a server that is killed again and again in the middle of imports', (database) => {
  test(
    `loses no row, doubles none and finishes (${KILLS} kills, seed ${SEED})`,
    { timeout: 300_000 },
    async () => {
      const world = await importWorld(database());
      const server = await killableServer(database().place);
      const client = stubbornClient(server.url);
      const killing = killAgainAndAgain(server, world, seededRandom(SEED));
      await client.signIn('the.teacher', 'a long password');
      const uploads: PackedUpload[] = [];
      const finished: BatchSummary[] = [];
      while (killing.left() > 0) {
        const upload = largeUpload(uploads.length, world);
        uploads.push(upload);
        const receipt = await client.upload(upload);
        expect(receipt.payloadHash).toBe(upload.header.payloadHash);
        finished.push(await client.waitUntilFinished(upload.batchId));
      }
      await killing.done;
      // The seed is worth something only when it kills between the first and the last row.
      expect(killing.halfDone()).toBeGreaterThanOrEqual(Math.floor(KILLS / 5));
      await expectAllThere(finished, world, client);
      await server.kill();
      expect(server.complaints()).toBe('');
    },
  );
});

/** Lets the server live for a random while, often not even until it answers, kills it, and starts it again. */
function killAgainAndAgain(server: KillableServer, { parts }: ImportWorld, random: () => number) {
  let left = KILLS;
  let halfDone = 0;
  const done = (async () => {
    for (; left > 0; left -= 1) {
      const isUp = server.start();
      if (random() < 0.1) await setTimeout(random() * 400);
      else await isUp.then(() => setTimeout(random() * LONGEST_LIFE_MS));
      await server.kill();
      await isUp;
      halfDone += await countHalfDone(parts);
    }
    await server.start();
  })();
  return { left: () => left, halfDone: () => halfDone, done };
}

async function countHalfDone({ db }: Pick<ImportWorld['parts'], 'db'>): Promise<number> {
  const found = await db
    .selectFrom('batches')
    .select('batch_id')
    .where('status', '=', 'in-progress')
    .where('done_row_count', '>', 0)
    .execute();
  return found.length;
}

/** Different students in every upload; the sheet has all kinds of rows. */
function largeUpload(number: number, { parts, school }: ImportWorld): PackedUpload {
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const isSecond = n >= ROWS - SECOND_ROWS;
    const student = isSecond ? n - SECOND_ROWS : n;
    const lastName =
      student % (ROWS / REFUSED) === 1 && !isSecond && student < ROWS - 2 * SECOND_ROWS ? '' : 'López';
    const place = isSecond ? ['R1', 'Reading'] : ['M1', 'Math'];
    return [`${number}-${student}`, `Ana${'abcdefghij'[student % 10]}`, lastName, ...place];
  });
  const header = ['Student ID', 'First Name', 'Last Name', 'Class ID', 'Class Name'];
  return packUpload(parts.newGuid(), school.schoolId, { header, rows });
}

async function expectAllThere(
  finished: readonly BatchSummary[],
  { parts, school }: ImportWorld,
  client: StubbornClient,
): Promise<void> {
  const refused = REFUSED - 2;
  const created = ROWS - SECOND_ROWS - refused;
  for (const batch of finished) {
    expect(batch).toMatchObject({ status: 'completed-with-errors', doneRowCount: ROWS });
    expect(batch.counts).toEqual({ created, updated: SECOND_ROWS, unchanged: 0, refused });
    const path = `/batches/${batch.batchId}/files`;
    const completed = await client.download(`${path}/completed`);
    const again = await client.download(`${path}/completed`);
    expect(Buffer.from(again).equals(completed)).toBe(true);
    expect(countRows(completed)).toBe(ROWS - refused);
    expect(countRows(await client.download(`${path}/error`))).toBe(refused);
  }
  const { db } = parts;
  const users = await db.selectFrom('users').select('username').where('role', '=', 'student').execute();
  const members = await db
    .selectFrom('memberships')
    .select('student_id')
    .where('school_id', '=', school.schoolId)
    .where('role', '=', 'student')
    .execute();
  const outcomes = await db.selectFrom('row_outcomes').select('row_number').execute();
  const places = await db.selectFrom('enrollments').select('user_guid').execute();
  expect(users).toHaveLength(created * finished.length);
  expect(new Set(users.map((user) => user.username)).size).toBe(users.length);
  expect(new Set(members.map((member) => member.student_id)).size).toBe(users.length);
  expect(outcomes).toHaveLength(ROWS * finished.length);
  expect(places).toHaveLength((created + SECOND_ROWS) * finished.length);
}

function countRows(csv: Uint8Array): number {
  const read = readCsv(csv);
  return read.ok ? read.value.rows.length : 0;
}
