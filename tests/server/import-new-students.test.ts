import { describe, expect, test } from 'vitest';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import {
  columnOf,
  fileOf,
  findBatchRow,
  importSheet,
  importWorld,
  outcomesOf,
  studentsOf,
} from '#tests/support/import-world.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addDistrict, addStudent } from '#tests/support/people.ts';

const header = ['Student ID', 'First Name', 'Last Name'];
const withClass = [...header, 'Class ID', 'Class Name', 'Master Code'];

describeOnEachDatabase('an upload that is processed', (database) => {
  describe('with new students', () => {
    test('makes one account each, in as many transactions as it takes', async () => {
      const world = await importWorld(database());
      const batchId = await importSheet(madeUpClass(1_200), world, 500);
      const students = await studentsOf(world);

      expect(await findBatchRow(batchId, world)).toMatchObject({
        status: 'completed',
        done_row_count: 1_200,
        created_count: 1_200,
        refused_count: 0,
        lease_owner: null,
      });
      expect(students).toHaveLength(1_200);
      expect(new Set(students.map((student) => student.username)).size).toBe(1_200);
      expect(new Set(students.map((student) => student.temporary_nonce)).size).toBe(1_200);
      expect(students[0]).toMatchObject({
        student_id: '000001',
        first_name: 'Ana',
        search_name: 'lopez ana',
        password_state: 'temporary',
        temporary_batch_id: batchId,
        password_set_by_person: 0,
      });
    });

    test('splits whole names where a column holds them, and knows classes without an ID by their names', async () => {
      const world = await importWorld(database());
      const rows = [
        ['1', 'García, Ana María', 'Math 3A'],
        ['2', 'Ben Kim', 'Math 3A'],
        ['3', 'Li, Bo', 'MATH 3A'],
      ];
      const sheet = { header: ['Number', 'Name', 'Course'], rows };
      const mapping = ['studentId', 'lastFirst', 'className'] as const;
      const batchId = await importSheet({ ...sheet, mapping }, world);

      expect(await outcomesOf(batchId, world)).toEqual([
        { outcome: 'created', codes: [] },
        { outcome: 'refused', codes: ['name.no_comma'] },
        { outcome: 'created', codes: [] },
      ]);
      expect(await studentsOf(world)).toMatchObject([
        { student_id: '1', first_name: 'Ana María', last_name: 'García' },
        { student_id: '3', first_name: 'Bo', last_name: 'Li' },
      ]);
      const classes = await world.parts.db.selectFrom('classes').selectAll().execute();
      expect(classes).toMatchObject([{ class_id: 'math 3a', name: 'Math 3A' }]);

      expect(await fileOf(batchId, 'error', world)).toEqual({
        header: ['Number', 'Name', 'Course', 'Error'],
        rows: [['2', 'Ben Kim', 'Math 3A', expect.stringContaining('Ben Kim')]],
      });
      const completed = await fileOf(batchId, 'completed', world);
      expect(columnOf(completed, 'Last Name')).toEqual(['García', 'Li']);
      const again = await importSheet(
        { header: completed?.header ?? [], rows: completed?.rows ?? [] },
        world,
      );
      expect(await findBatchRow(again, world)).toMatchObject({ created_count: 0, refused_count: 0 });
    });

    test('refuses rows that break a rule and lets the others through', async () => {
      const world = await importWorld(database());
      const rows = [
        ['1', 'Ana', 'López'],
        ['2', '', 'Smith'],
        ['3', 'Ben', 'Kim'],
      ];
      const batchId = await importSheet({ header, rows }, world);

      expect(await outcomesOf(batchId, world)).toEqual([
        { outcome: 'created', codes: [] },
        { outcome: 'refused', codes: ['cell.required'] },
        { outcome: 'created', codes: [] },
      ]);
      expect(await findBatchRow(batchId, world)).toMatchObject({
        status: 'completed-with-errors',
        created_count: 2,
        refused_count: 1,
      });
    });

    test('gives typed usernames to their owners, and generated ones around them', async () => {
      const world = await importWorld(database());
      await addStudent(world.parts, world.school, { username: 'ana.lopez', studentId: '0' });
      const rows = [
        ['1', 'Ana', 'López', ''],
        ['2', 'Ana', 'López', ''],
        ['3', 'Ana', 'López', 'Ana.Lopez2'],
        ['4', 'Ana', 'López', 'ana.lopez'],
      ];
      const sheet = { header: [...header, 'Username'], rows };
      const batchId = await importSheet(sheet, world, 1);

      expect((await outcomesOf(batchId, world)).map((row) => row.codes)).toEqual([
        [],
        [],
        [],
        ['username.taken'],
      ]);
      const names = (await studentsOf(world)).map((student) => student.username);
      expect(names).toEqual(['ana.lopez', 'ana.lopez3', 'ana.lopez4', 'ana.lopez2']);
    });

    test('get the next free number, however many names were typed by hand before', async () => {
      const world = await importWorld(database());
      const names = ['ana.lopez', ...Array.from({ length: 11 }, (_, n) => `ana.lopez${n + 2}`)];
      for (const username of names) await addStudent(world.parts, world.school, { username });
      await importSheet({ header, rows: [['1', 'Ana', 'López']] }, world);

      const made = (await studentsOf(world)).find((student) => student.student_id === '1');
      expect(made?.username).toBe('ana.lopez13');
    });

    test('are one account on several rows, in as many classes', async () => {
      const world = await importWorld(database());
      const rows = [
        ['1', 'Ana', 'López', 'M1', 'Math', ''],
        ['1', 'Ana', 'López', 'R1', 'Reading', ''],
        ['1', 'Ana', 'López', 'M1', 'Math', ''],
        ['2', 'Ben', 'Kim', 'M1', 'Math', ''],
      ];
      // One row a transaction: the second row meets an account that is in the database already.
      for (const rowsPerTransaction of [1_000, 1]) {
        const own = { ...world, school: await addDistrict(world.parts) };
        const batchId = await importSheet({ header: withClass, rows }, own, rowsPerTransaction);

        expect((await outcomesOf(batchId, own)).map((row) => row.outcome)).toEqual([
          'created',
          'updated',
          'unchanged',
          'created',
        ]);
        expect(await studentsOf(own)).toHaveLength(2);
        const classes = await world.parts.db
          .selectFrom('classes')
          .innerJoin('enrollments', 'enrollments.class_guid', 'classes.class_guid')
          .select(['class_id', 'user_guid'])
          .where('school_id', '=', own.school.schoolId)
          .execute();
        expect(classes.map((place) => place.class_id).sort()).toEqual(['M1', 'M1', 'R1']);
      }
    });

    test('make the uploading teacher the teacher of new classes, with the programs the rows name', async () => {
      const world = await importWorld(database());
      const program = { school_id: world.school.schoolId, master_code: 'MATH-1', name: 'Math' };
      await world.parts.db.insertInto('programs').values(program).execute();
      const rows = [
        ['1', 'Ana', 'López', 'M1', 'Math', 'MATH-1'],
        ['2', 'Ben', 'Kim', 'M1', 'Math', 'NONE-2'],
      ];
      const batchId = await importSheet({ header: withClass, rows }, world);

      expect((await outcomesOf(batchId, world)).map((row) => row.codes)).toEqual([
        [],
        ['master_code.unknown'],
      ]);
      const classes = await world.parts.db
        .selectFrom('classes')
        .innerJoin('class_teachers', 'class_teachers.class_guid', 'classes.class_guid')
        .innerJoin('class_programs', 'class_programs.class_guid', 'classes.class_guid')
        .select(['class_id', 'user_guid', 'master_code'])
        .execute();
      expect(classes).toEqual([{ class_id: 'M1', user_guid: world.teacher, master_code: 'MATH-1' }]);
      expect(await studentsOf(world)).toHaveLength(1);
    });
  });
});
