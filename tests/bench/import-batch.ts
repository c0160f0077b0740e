import { pino } from 'pino';
import { type DatabasePlace, openDatabase } from '#sync-server/database/connect.ts';
import { createParts, type Parts } from '#sync-server/parts.ts';
import type { SchoolScope } from '#sync-server/organizations/scope.ts';
import { addDistrict, addTeacher } from '#tests/support/people.ts';
import { processAll } from '#tests/support/process-all.ts';
import { testKeys } from '#tests/support/server-parts.ts';
import { packUpload, sendUpload } from '#tests/support/upload.ts';
import { type BenchEngine, benchEngines } from './bench-engines.ts';
import { measureCeiling, type TableRows } from './insert-ceiling.ts';
import { manyStudents } from './many-students.ts';

/** Our time beside the time the database alone needs for the same final rows; medians of interleaved rounds. */
export interface ImportMeasurement {
  readonly name: string;
  readonly rows: number;
  readonly oursMs: number;
  readonly ceilingMs: number;
  /** Ours / ceiling. */
  readonly ratio: number;
  readonly rowsPerSecond: number;
}

const ROUNDS = 5;
const log = pino({ level: 'silent' });

/** From uploaded to Completed on the server: new students, usernames and temporary passwords made. */
export async function benchImportBatch(
  sizes: readonly number[] = [1_000, 10_000],
): Promise<ImportMeasurement[]> {
  const engines = await benchEngines();
  const measured: ImportMeasurement[] = [];
  for (const engine of engines) {
    await runRound(engine, 1_000);
    for (const size of sizes) measured.push(await measure(engine, size));
    await engine.stop();
  }
  return measured;
}

async function measure(engine: BenchEngine, size: number): Promise<ImportMeasurement> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await runRound(engine, size));
  const oursMs = median(rounds.map((round) => round.oursMs));
  const ceilingMs = median(rounds.map((round) => round.ceilingMs));
  return {
    name: `import of new students, ${engine.name}`,
    rows: size,
    oursMs,
    ceilingMs,
    ratio: oursMs / ceilingMs,
    rowsPerSecond: (size / oursMs) * 1_000,
  };
}

interface Round {
  readonly oursMs: number;
  readonly ceilingMs: number;
}

/** Ours first, then its own final rows once more by the database alone, each on a fresh database. */
async function runRound(engine: BenchEngine, size: number): Promise<Round> {
  const ours = await onFreshDatabase(engine, async ({ parts, batchId }) => {
    const start = performance.now();
    await processAll(parts);
    const ms = performance.now() - start;
    return { ms, tables: await finalRows(parts, batchId) };
  });
  const ceilingMs = await onFreshDatabase(engine, ({ place, school, batchId }) =>
    measureCeiling(place, moveRows(ours.tables, school, batchId)),
  );
  return { oursMs: ours.ms, ceilingMs };

  async function onFreshDatabase<Value>(
    on: BenchEngine,
    work: (ready: Ready) => Promise<Value>,
  ): Promise<Value> {
    const place = await on.create();
    const database = await openDatabase(place, log);
    const parts = createParts(database, { keys: testKeys, log, origin: undefined });
    const school = await addDistrict(parts);
    const teacher = await addTeacher(parts, [school], { username: 'teacher', password: 'never typed here' });
    const batchId = parts.newGuid();
    await sendUpload(packUpload(batchId, school.schoolId, manyStudents(size)), teacher, parts);
    const value = await work({ place, parts, school, batchId });
    await database.close();
    await on.drop(place);
    return value;
  }
}

interface Ready {
  readonly place: DatabasePlace;
  readonly parts: Parts;
  readonly school: SchoolScope;
  readonly batchId: string;
}

/** In one order, so that whoever writes them page by page has each user before its membership. */
async function finalRows({ db }: Parts, batchId: string): Promise<TableRows[]> {
  const newUsers = db.selectFrom('users').selectAll().where('created_by_batch_id', '=', batchId);
  const students = db.selectFrom('memberships').selectAll().where('role', '=', 'student');
  const users = await newUsers.orderBy('user_guid').execute();
  const members = await students.orderBy('user_guid').execute();
  const outcomes = await db.selectFrom('row_outcomes').selectAll().orderBy('row_number').execute();
  return [
    { table: 'users', rows: users },
    { table: 'memberships', rows: members },
    { table: 'row_outcomes', rows: outcomes },
  ];
}

/** The same rows for another database, whose district, school and batch have other ids. */
function moveRows(tables: readonly TableRows[], school: SchoolScope, batchId: string): TableRows[] {
  const ids = { district_id: school.districtId, school_id: school.schoolId, batch_id: batchId };
  return tables.map(({ table, rows }) => ({
    table,
    rows: rows.map((row) => {
      const moved = Object.entries(ids).filter(([column]) => column in row);
      return { ...row, ...Object.fromEntries(moved) };
    }),
  }));
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
