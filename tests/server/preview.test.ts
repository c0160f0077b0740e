import { expect, test } from 'vitest';
import { previewRoster, type RosterPreview } from '#domain/batches/preview-roster.ts';
import { defaultChoices, type ReviewChoices, type RowOutcome } from '#domain/batches/row-outcome.ts';
import { outcomeOfKind, previewKinds } from '#domain/batches/row-preview.ts';
import { defaultPasswordPolicy } from '#domain/accounts/password-policy.ts';
import { checkRoster } from '#domain/roster/check-roster.ts';
import { readHeader } from '#domain/roster/map-columns.ts';
import type { Roster } from '#domain/roster/roster.ts';
import { createLookup, type SchoolLookup } from '#domain/students/school-index.ts';
import { readFile } from '#spreadsheets/read-file.ts';
import { readFiles } from '#spreadsheets/read-files.ts';
import { rosterFromTable } from '#spreadsheets/roster-from-table.ts';
import { findTakenUsernames } from '#sync-server/accounts/taken-usernames.ts';
import { listSchools } from '#sync-server/organizations/schools.repository.ts';
import { describeOnEachDatabase, type TestDatabase } from '#tests/support/each-database.ts';
import {
  findBatchRow,
  importSheet,
  importWorld,
  type ImportWorld,
  studentsOf,
} from '#tests/support/import-world.ts';
import { madeUpStudent } from '#tests/support/made-up-class.ts';
import { madeUpRoster, type MadeUpSchool } from '#tests/support/made-up-school.ts';
import { addDistrict, addSchool, addStudent } from '#tests/support/people.ts';
import { processAll } from '#tests/support/process-all.ts';
import { schoolIndexOf } from '#tests/support/school-index.ts';
import { seededRandom } from '#tests/support/seeded-random.ts';
import { packRoster, sendUpload, type GivenSheet } from '#tests/support/upload.ts';
import { readRosterFixtures } from '../fixtures/read-roster-fixtures.ts';

/** What a row came to, as preview and server both can say it. */
interface End {
  readonly rowNumber: number;
  readonly outcome: RowOutcome['outcome'];
  readonly errors: readonly string[];
}

const seeds = Array.from({ length: 25 }, (_, seed) => seed + 1);

describeOnEachDatabase('the preview of an upload', (database) => {
  const met = new Set<string>();

  // Half of the seeds make row chunks of three rows, so that students and classes stand across chunk borders.
  test.each(seeds)('says what the server does, row by row (roster %i)', async (seed) => {
    const random = seededRandom(seed);
    const { world, school } = await schoolWorld(database());
    const sheet = madeUpRoster(60, school, random);

    const preview = await previewOf(sheet, world);
    const batchId = await importSheet(sheet, world, seed % 2 === 0 ? 3 : 1_000);

    const ends = endsOf(preview);
    for (const { kind, joins } of preview.previews.values()) met.add(joins ? 'joins' : kind);
    for (const code of ends.flatMap((end) => end.errors)) met.add(code);
    expect(ends).toEqual(await endsOnServer(batchId, world));
  });

  test('was asked about everything only a school can show', () => {
    expect([...met]).toEqual(
      expect.arrayContaining([
        ...previewKinds,
        'joins',
        'student.unknown_guid',
        'student.guid_other_id',
        'student.other_name',
        'username.taken',
        'class.unknown_guid',
        'class.guid_other_id',
        'master_code.unknown',
      ]),
    );
  });

  test('says what the server does with every roster file of the fixtures, one after the other', async () => {
    const { world } = await schoolWorld(database());
    const { parts, school, teacher } = world;
    let compared = 0;
    for (const { name, roster } of fixtureRosters()) {
      const preview = await previewRosterOf(roster, world);
      const batchId = parts.newGuid();
      await sendUpload(packRoster(batchId, school.schoolId, roster), teacher, parts);
      await processAll(parts, { rowsPerTransaction: 1_000 });
      if ((await findBatchRow(batchId, world)).status === 'failed') continue;
      expect({ name, ends: endsOf(preview) }).toEqual({ name, ends: await endsOnServer(batchId, world) });
      compared += 1;
    }
    expect(compared).toBeGreaterThan(60);
  });

  test('after the upload says that the same file changes nothing', async () => {
    const { world } = await schoolWorld(database());
    const sheet = {
      header: ['Student ID', 'First Name', 'Last Name', 'Grade Level', 'Class ID', 'Class Name'],
      rows: [
        ['x1', 'Noor', 'Haddad', '2', 'N1', 'New'],
        ['x2', 'Omar', 'Haddad', '3', 'N1', 'New'],
      ],
    };
    await importSheet(sheet, world);
    expect((await previewOf(sheet, world)).counts).toMatchObject({ unchanged: 2 });
  });
});

async function schoolWorld(database: TestDatabase) {
  const world = await importWorld(database);
  const { parts, school } = world;
  const neighbour = await addSchool(parts, school.districtId, 'Roosevelt');
  const joining = await addStudent(parts, neighbour, { username: 'next.door', studentId: '7' });
  const foreign = await addDistrict(parts, 'Elsewhere');
  const stranger = await addStudent(parts, foreign, { username: 'far.away' });
  const programs = ['MC-1', 'MC-2'].map((code) => ({
    school_id: school.schoolId,
    master_code: code,
    name: code,
  }));
  await parts.db.insertInto('programs').values(programs).execute();
  await importSheet(firstSheet(60), world);
  const users = await studentsOf(world);
  for (const [at, user] of users.entries()) {
    if (at % 3 !== 0) continue;
    await parts.db
      .updateTable('users')
      .set({ first_signed_in_at: 1, password_set_by_person: at % 2 })
      .where('user_guid', '=', user.user_guid)
      .execute();
  }
  const index = await schoolIndexOf(world);
  const madeUp: MadeUpSchool = {
    students: users.map((user) => ({
      userGuid: user.user_guid,
      studentId: user.student_id ?? '',
      firstName: user.first_name,
      lastName: user.last_name,
      username: user.username,
    })),
    classes: index.classes,
    masterCodes: index.masterCodes,
    usernamesElsewhere: ['far.away', 'the.teacher'],
    guidsElsewhere: [stranger.userGuid, joining.userGuid],
  };
  return { world, school: madeUp };
}

function firstSheet(count: number): GivenSheet {
  const header = [
    'Student ID',
    'First Name',
    'Last Name',
    'Grade Level',
    'Class ID',
    'Class Name',
    'Master Code',
  ];
  const rows = Array.from({ length: count }, (_, n) => {
    const { studentId, firstName, lastName, gradeLevel } = madeUpStudent(n);
    return [
      studentId,
      firstName,
      lastName,
      gradeLevel,
      n % 2 ? 'M1' : 'S1',
      n % 2 ? 'Maths' : 'Science',
      'MC-1',
    ];
  });
  return { header, rows };
}

function previewOf(sheet: GivenSheet, world: ImportWorld): Promise<RosterPreview> {
  const rows = sheet.rows.map((cells, index) => ({ rowNumber: index + 2, cells }));
  const roster: Roster = { header: sheet.header, mapping: readHeader(sheet.header), rows };
  return previewRosterOf(roster, world, sheet.choices);
}

/** As a device does it: compared first, then the usernames that only the server can judge are asked for. */
async function previewRosterOf(
  roster: Roster,
  world: ImportWorld,
  choices: ReviewChoices = defaultChoices,
): Promise<RosterPreview> {
  const check = checkRoster(roster, { passwordPolicy: defaultPasswordPolicy });
  const lookup = createLookup(await schoolIndexOf(world));
  const otherSchools = await otherSchoolsOf(world);
  const first = previewRoster(roster, check, { lookup, choices, otherSchools, takenElsewhere: new Set() });
  const typed = first.rows.flatMap(({ entry }) => entry.username ?? []);
  const takenElsewhere = new Set(await findTakenUsernames(typed, world.parts));
  return previewRoster(roster, check, { lookup, choices, otherSchools, takenElsewhere });
}

/** What the teacher's device knows of the other schools. */
async function otherSchoolsOf({ parts, school }: ImportWorld): Promise<SchoolLookup[]> {
  const schools = await listSchools(parts.db, school);
  const others = schools.filter((one) => one.schoolId !== school.schoolId);
  return Promise.all(others.map(async (one) => createLookup(await schoolIndexOf({ parts, school: one }))));
}

/** The roster files of the fixtures that need nobody to say what their columns mean. */
function fixtureRosters(): { readonly name: string; readonly roster: Roster }[] {
  return readRosterFixtures().flatMap(({ name, bytes, fileName }) => {
    const read = readFiles([{ name: fileName, bytes }], readFile);
    const taken = read.ok ? rosterFromTable(read.value.table) : read;
    return taken.ok && taken.value.isMapped ? [{ name, roster: taken.value.roster }] : [];
  });
}

function endsOf({ rows, previews }: RosterPreview): End[] {
  return rows.map(({ entry: { rowNumber }, problems }): End => {
    const preview = previews.get(rowNumber);
    if (!preview) throw new Error(`Row ${rowNumber} has no preview.`);
    return {
      rowNumber,
      outcome: outcomeOfKind(preview.kind),
      errors: errorsOf([...problems, ...preview.problems]),
    };
  });
}

async function endsOnServer(batchId: string, { parts }: ImportWorld): Promise<End[]> {
  const rows = await parts.db
    .selectFrom('row_outcomes')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('row_number')
    .execute();
  return rows.map(({ row_number, outcome, problems }) => ({
    rowNumber: row_number,
    outcome,
    errors: errorsOf(JSON.parse(problems) as RowOutcome['problems']),
  }));
}

function errorsOf(problems: RowOutcome['problems']): string[] {
  return problems.filter((one) => one.severity === 'error').map((one) => one.code);
}
