import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FileFormat, fileFormats } from '#domain/batches/result-files.ts';
import { createApp } from '#sync-server/app.ts';
import { apiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { findBatchRow, importSheet, importWorld, type ImportWorld } from '#tests/support/import-world.ts';
import { readSheet } from '#tests/support/sheets.ts';

const RUNS = Number(process.env.RUNS ?? 12);
const ROWS_PER_RUN = 25;

/** What spreadsheets run, split, join, trim, guess or swallow; and any character at all. */
const awkward = fc.constantFrom(
  ...['=', '+', '-', '@', '＝', '\t', '\r', '\n', '\r\n', "'", "''", '"', '""', ',', ';', '|', ' ', '  '],
  ...[
    '=1+1',
    "'=1",
    '-5',
    '007',
    '1E5',
    '12/03/2026',
    'true',
    'null',
    '#',
    '#N/D',
    '<b>&amp;',
    ']]>',
    '_x000D_',
  ],
  ...[
    '\u0000',
    '\u00a0',
    '\u200b',
    '\u202e',
    '\ufeff',
    '\ud800',
    '\u0301',
    '👩‍👧',
    '𝒳',
    'ẞ',
    'İ',
    '中',
    'ا\u200cب',
  ],
);
const anything = fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ maxLength: 8 }));
const anyText = fc.array(anything, { maxLength: 4 }).map((parts) => parts.join('').slice(0, 60));
/** A name needs a letter. */
const name = fc
  .tuple(anyText, fc.constantFrom('a', 'Ñ', '李', 'Ω', 'z'), anyText)
  .map((parts) => parts.join(''));
const id = fc.tuple(fc.constantFrom('', '0', '00', '=', "'", '-'), anyText).map((parts) => parts.join(''));
const row = fc.record({
  id,
  first: name,
  last: name,
  grade: fc.constantFrom('', 'PK', 'K', '1', '12'),
  classId: id,
  className: name,
  start: fc.constantFrom('', '2026-09-01'),
});
const rosters = fc.array(row, { minLength: ROWS_PER_RUN, maxLength: ROWS_PER_RUN });

const header = [
  ...['Student ID', 'First Name', 'Last Name', 'Grade Level'],
  ...['Class ID', 'Class Name', 'Class Start Date'],
];

/** Distinct IDs, so that most rows go through and only the texts are on trial. */
function sheetOf(roster: readonly (typeof row extends fc.Arbitrary<infer Row> ? Row : never)[], run: number) {
  const rows = roster.map((one, at) => [
    `${one.id.slice(0, 40)}s${run}-${at}`,
    ...[one.first, one.last, one.grade, `${one.classId.slice(0, 40)}c${run}-${at}`],
    ...[one.className, one.start],
  ]);
  return { header, rows };
}

async function everyText({ parts: { db } }: ImportWorld) {
  const users = await db
    .selectFrom('users')
    .innerJoin('memberships', 'memberships.user_guid', 'users.user_guid')
    .select(['users.user_guid', 'student_id', 'first_name', 'last_name', 'search_name', 'grade_level'])
    .select(['username', 'email', 'changed_at'])
    .where('users.role', '=', 'student')
    .orderBy('users.user_guid')
    .execute();
  const classes = await db.selectFrom('classes').selectAll().orderBy('class_guid').execute();
  const places = await db
    .selectFrom('enrollments')
    .selectAll()
    .orderBy('class_guid')
    .orderBy('user_guid')
    .execute();
  return { users, classes, places };
}

describeOnEachDatabase('an export that comes back', (database) => {
  describe.each(fileFormats)('as %s', (format) => {
    test('changes nothing, whatever characters names and IDs are made of', { timeout: 120_000 }, async () => {
      const world = await importWorld(database());
      const take = await taker(world, format);
      let run = 0;
      let exported = 0;
      await fc.assert(
        fc.asyncProperty(rosters, fc.constantFrom('en', 'es'), async (roster, language) => {
          run += 1;
          await importSheet(sheetOf(roster, run), world);
          const before = await everyText(world);
          for (const kind of ['student-export', 'class-export'] as const) {
            const sheet = await take(kind, language);
            const choices = { existingStudents: 'update' } as const;
            const batch = await findBatchRow(await importSheet({ ...sheet, choices }, world), world);
            expect(batch).toMatchObject({ status: 'completed', unchanged_count: sheet.rows.length });
            exported += sheet.rows.length;
          }
          expect(await everyText(world)).toEqual(before);
        }),
        // Smaller cases would be looked for in a database that fills up with each of them.
        { numRuns: RUNS, endOnFailure: true },
      );
      // Worth something only when rows went through at all.
      expect(exported).toBeGreaterThan((RUNS * ROWS_PER_RUN) / 2);
    });
  });
});

/** Downloads an export over HTTP, as a browser does, and reads its bytes, as the app does. */
async function taker({ parts, school }: ImportWorld, format: FileFormat) {
  const app = createApp(parts);
  const client = apiClient(parts, app);
  await client.signIn('the.teacher', 'a long password');
  return async (kind: string, language: string) => {
    const path = `/api/schools/${school.schoolId}/${kind}?format=${format}&language=${language}`;
    const response = await app.request(path, { headers: { Cookie: client.cookie() } });
    return readSheet({ name: `export.${format}`, bytes: new Uint8Array(await response.arrayBuffer()) });
  };
}
