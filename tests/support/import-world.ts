import type { OutcomeKind } from '#domain/batches/row-outcome.ts';
import type { ResultFileKind } from '#domain/batches/result-files.ts';
import type { RowProblem } from '#domain/roster/problem.ts';
import { resultSheet, rowsInFile } from '#sync-server/files/result-sheets.ts';
import { findStoredBatch } from '#sync-server/files/stored-rows.ts';
import type { SchoolScope } from '#sync-server/organizations/scope.ts';
import type { Parts } from '#sync-server/parts.ts';
import type { TestDatabase } from './each-database.ts';
import { addDistrict, addTeacher } from './people.ts';
import { processAll } from './process-all.ts';
import { type TestParts, testParts } from './server-parts.ts';
import { type GivenSheet, sendSheet } from './upload.ts';

/** A district with one school and its teacher, and the whole way of a roster without a network. */
export interface ImportWorld {
  readonly parts: TestParts;
  readonly school: SchoolScope;
  readonly teacher: string;
}

/** One row's end, as a test likes to compare it. */
export interface SeenOutcome {
  readonly outcome: OutcomeKind;
  readonly codes: readonly RowProblem['code'][];
}

export async function importWorld(database: TestDatabase): Promise<ImportWorld> {
  const parts = testParts(database);
  const school = await addDistrict(parts);
  const teacher = await addTeacher(parts, [school], { username: 'the.teacher', password: 'a long password' });
  return { parts, school, teacher };
}

/** Uploads and processes a sheet; returns the batch id. */
export async function importSheet(
  sheet: GivenSheet,
  { parts, school, teacher }: ImportWorld,
  rowsPerTransaction = 1_000,
): Promise<string> {
  const batchId = await sendSheet(sheet, school, teacher, parts);
  await processAll(parts, { rowsPerTransaction });
  return batchId;
}

export function findBatchRow(batchId: string, { parts }: Pick<ImportWorld, 'parts'>) {
  return parts.db.selectFrom('batches').selectAll().where('batch_id', '=', batchId).executeTakeFirstOrThrow();
}

/** What became of each row, in order. */
export async function outcomesOf(
  batchId: string,
  { parts }: Pick<ImportWorld, 'parts'>,
): Promise<SeenOutcome[]> {
  const rows = await parts.db
    .selectFrom('row_outcomes')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('row_number')
    .execute();
  return rows.map(({ outcome, problems }) => ({
    outcome,
    codes: (JSON.parse(problems) as RowProblem[]).map((problem) => problem.code),
  }));
}

/** The students of the school with their Student IDs, by ID. */
export function studentsOf({ parts, school }: { readonly parts: Parts; readonly school: SchoolScope }) {
  return parts.db
    .selectFrom('users')
    .innerJoin('memberships', 'memberships.user_guid', 'users.user_guid')
    .selectAll('users')
    .select('memberships.student_id')
    .where('memberships.school_id', '=', school.schoolId)
    .where('memberships.role', '=', 'student')
    .orderBy('memberships.student_id')
    .execute();
}

/** A result file as a sheet that can be imported again; null when the batch has no such file. */
export async function fileOf(
  batchId: string,
  kind: ResultFileKind,
  { parts }: Pick<ImportWorld, 'parts'>,
): Promise<{ header: string[]; rows: string[][] } | null> {
  const batch = await findStoredBatch(batchId, parts);
  if (!batch || rowsInFile(kind, batch) === 0) return null;
  const { header, pages } = await resultSheet(batch, { kind, language: 'en' }, parts);
  const rows: string[][] = [];
  for await (const page of pages) rows.push(...page.map(({ cells }) => [...cells]));
  return { header: [...header], rows };
}

/** The texts of one column of a sheet. */
export function columnOf(sheet: { header: string[]; rows: string[][] } | null, name: string): string[] {
  const index = sheet?.header.indexOf(name) ?? -1;
  if (!sheet || index < 0) throw new Error(`There is no column ${name}.`);
  return sheet.rows.map((row) => row[index] ?? '');
}
