import { describe, expect, test } from 'vitest';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import {
  columnOf,
  fileOf,
  findBatchRow,
  importSheet,
  importWorld,
  type ImportWorld,
  outcomesOf,
  studentsOf,
} from '#tests/support/import-world.ts';
import { teacherClient, undo } from '#tests/support/undo.ts';

const header = ['Class ID', 'Class Name', 'Class Grade Level', 'Class Start Date', 'Master Code'];

function classesOf({ parts, school }: ImportWorld) {
  return parts.db
    .selectFrom('classes')
    .selectAll()
    .where('school_id', '=', school.schoolId)
    .orderBy('class_id')
    .execute();
}

describeOnEachDatabase('a file of classes and no students', (database) => {
  test('makes the classes with their teacher and programs, and no account', async () => {
    const world = await importWorld(database());
    const program = { school_id: world.school.schoolId, master_code: 'ALG', name: 'Algebra' };
    await world.parts.db.insertInto('programs').values(program).execute();
    const rows = [
      ['M1', 'Math', '3rd', '2026-09-01', ''],
      ['R1', 'Reading', '', '', 'ALG'],
      ['R1', 'Reading', '', '', ''],
      ['X1', '', '', '', ''],
    ];
    const batchId = await importSheet({ header, rows }, world);

    expect(await outcomesOf(batchId, world)).toEqual([
      { outcome: 'created', codes: [] },
      { outcome: 'created', codes: [] },
      { outcome: 'unchanged', codes: [] },
      { outcome: 'refused', codes: ['class.name_missing'] },
    ]);
    expect(await studentsOf(world)).toEqual([]);
    expect(await classesOf(world)).toMatchObject([
      { class_id: 'M1', name: 'Math', grade_level: '3', start_date: '2026-09-01' },
      { class_id: 'R1', name: 'Reading', grade_level: null },
    ]);
    const teachers = await world.parts.db.selectFrom('class_teachers').selectAll().execute();
    expect(teachers.map((one) => one.user_guid)).toEqual([world.teacher, world.teacher]);
  });

  test('has a Completed File with the Class GUIDs, which changes nothing when it comes back', async () => {
    const world = await importWorld(database());
    const first = await importSheet(
      {
        header,
        rows: [
          ['M1', 'Math', '3', '', ''],
          ['R1', 'Reading', '', '', ''],
        ],
      },
      world,
    );
    const completed = await fileOf(first, 'completed', world);
    const [math, reading] = await classesOf(world);
    const again = await importSheet(completed!, world);

    expect(columnOf(completed, 'Class GUID')).toEqual([math?.class_guid, reading?.class_guid]);
    expect(columnOf(completed, 'User GUID')).toEqual(['', '']);
    expect(columnOf(completed, 'Class Name')).toEqual(['Math', 'Reading']);
    expect(await fileOf(first, 'error', world)).toBeNull();
    expect(await findBatchRow(again, world)).toMatchObject({ status: 'completed', unchanged_count: 2 });
  });

  test('that was corrected comes back as its Error File', async () => {
    const world = await importWorld(database());
    const first = await importSheet({ header, rows: [['M1', '', '', '', '']] }, world);
    const errors = await fileOf(first, 'error', world);
    const corrected = errors!.rows.map((row) => row.with(errors!.header.indexOf('Class Name'), 'Math'));
    const again = await importSheet({ header: errors!.header, rows: corrected }, world);

    expect(errors?.header).toEqual([...header, 'Error']);
    expect(await outcomesOf(again, world)).toEqual([{ outcome: 'created', codes: [] }]);
  });

  test('can be undone, as long as nobody is in its classes', async () => {
    const world = await importWorld(database());
    const batchId = await importSheet(
      {
        header,
        rows: [
          ['M1', 'Math', '', '', ''],
          ['R1', 'Reading', '', '', ''],
        ],
      },
      world,
    );
    world.parts.clock.advance(1_000);
    const students = ['Student ID', 'First Name', 'Last Name', 'Class ID'];
    await importSheet({ header: students, rows: [['1', 'Ana', 'López', 'R1']] }, world);
    const undone = await undo(batchId, await teacherClient(world), world.parts.newGuid());

    expect(undone).toMatchObject({ counts: { accounts: 0, classes: 1 }, left: [{ className: 'Reading' }] });
    expect(await classesOf(world)).toMatchObject([{ class_id: 'R1' }]);
    expect(columnOf(await fileOf(batchId, 'completed', world), 'Class ID')).toEqual(['R1']);
  });

  describe('or a file of students', () => {
    test('may have rows that name a class alone', async () => {
      const world = await importWorld(database());
      const rows = [
        ['1', 'Ana', 'López', 'M1', 'Math'],
        ['', '', '', 'R1', 'Reading'],
        ['', '', 'Kim', 'R1', 'Reading'],
      ];
      const mixed = ['Student ID', 'First Name', 'Last Name', 'Class ID', 'Class Name'];
      const batchId = await importSheet({ header: mixed, rows }, world);

      expect(await outcomesOf(batchId, world)).toMatchObject([
        { outcome: 'created' },
        { outcome: 'created' },
        { outcome: 'refused', codes: ['cell.required', 'cell.required'] },
      ]);
      expect((await classesOf(world)).map((one) => one.class_id)).toEqual(['M1', 'R1']);
      expect(await world.parts.db.selectFrom('enrollments').selectAll().execute()).toHaveLength(1);
    });
  });
});
