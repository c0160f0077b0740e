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
  describe('with students the school has', () => {
    test('leaves them alone unless asked, and adds class places all the same', async () => {
      const world = await importWorld(database());
      await importSheet({ header: [...header, 'Grade Level'], rows: [['1', 'Ana', 'López', '3']] }, world);
      const again = [['1', 'ana', 'Lopez', '4', 'M1', 'Math']];
      const sheet = { header: [...header, 'Grade Level', 'Class ID', 'Class Name'], rows: again };
      const left = await importSheet(sheet, world);
      const leftAgain = await importSheet(sheet, world);

      expect(await outcomesOf(left, world)).toEqual([{ outcome: 'updated', codes: [] }]);
      expect(await outcomesOf(leftAgain, world)).toEqual([{ outcome: 'unchanged', codes: [] }]);
      expect(await studentsOf(world)).toMatchObject([{ first_name: 'Ana', grade_level: '3' }]);
      const updated = await importSheet({ ...sheet, choices: { existingStudents: 'update' } }, world);
      expect(await outcomesOf(updated, world)).toEqual([{ outcome: 'updated', codes: [] }]);
      expect(await studentsOf(world)).toMatchObject([
        { first_name: 'ana', last_name: 'Lopez', search_name: 'lopez ana', grade_level: '4' },
      ]);
    });

    test('refuses another name under a known Student ID', async () => {
      const world = await importWorld(database());
      await importSheet({ header, rows: [['1', 'Ana', 'López']] }, world);
      const batchId = await importSheet({ header, rows: [['1', 'Ben', 'Kim']] }, world);

      expect(await outcomesOf(batchId, world)).toEqual([
        { outcome: 'refused', codes: ['student.other_name'] },
      ]);
      expect(await studentsOf(world)).toHaveLength(1);
    });

    test('lets a row have the Student ID and the username that another row gives up', async () => {
      const world = await importWorld(database());
      const { parts, school } = world;
      const ana = await addStudent(parts, school, { username: 'ana', studentId: '1' });
      const ben = await addStudent(parts, school, { username: 'ben', studentId: '2' });
      const rows = [
        [ben.userGuid, '3', 'Ben', 'Kim', 'ben.kim'],
        [ana.userGuid, '2', 'Ana', 'López', 'ben'],
        ['', '1', 'Cai', 'Li', 'ana'],
      ];
      const batchId = await importSheet({ header: ['User GUID', ...header, 'Username'], rows }, world);

      const outcomes = await outcomesOf(batchId, world);
      expect(outcomes.map((one) => one.outcome)).toEqual(['updated', 'updated', 'created']);
      expect(await studentsOf(world)).toMatchObject([
        { student_id: '1', first_name: 'Cai', username: 'ana' },
        { student_id: '2', first_name: 'Ana', username: 'ben' },
        { student_id: '3', first_name: 'Ben', username: 'ben.kim' },
      ]);
    });

    test('updates by User GUID, the Student ID too, and knows none of another school', async () => {
      const world = await importWorld(database());
      const { userGuid } = await addStudent(world.parts, world.school, { username: 'ana', studentId: '1' });
      const elsewhere = await addDistrict(world.parts);
      const other = await addStudent(world.parts, elsewhere, { username: 'ben', studentId: '1' });
      const rows = [
        [userGuid.toUpperCase(), '77', 'Anna', ''],
        [other.userGuid, '', 'Hacked', ''],
        [world.teacher, '', 'Hacked', ''],
      ];
      const batchId = await importSheet({ header: ['User GUID', ...header], rows }, world);

      expect(await outcomesOf(batchId, world)).toEqual([
        { outcome: 'updated', codes: [] },
        { outcome: 'refused', codes: ['student.unknown_guid'] },
        { outcome: 'refused', codes: ['student.unknown_guid'] },
      ]);
      expect(await studentsOf(world)).toMatchObject([
        { student_id: '77', first_name: 'Anna', last_name: 'López' },
      ]);
    });

    test('never touches a password the student chose, and ends sessions when it replaces one', async () => {
      const world = await importWorld(database());
      const { parts, school } = world;
      const chose = await addStudent(parts, school, { username: 'ana', studentId: '1' });
      const fresh = await addStudent(parts, school, { username: 'ben', studentId: '2' });
      await parts.db
        .updateTable('users')
        .set({ password_state: 'permanent', password_hash: 'own', password_set_by_person: 1 })
        .where('user_guid', '=', chose.userGuid)
        .execute();
      for (const userGuid of [chose.userGuid, fresh.userGuid]) {
        await parts.db
          .insertInto('sessions')
          .values({
            token_hash: `token of ${userGuid}`,
            user_guid: userGuid,
            must_change_password: 0,
            created_at: 0,
            last_seen_at: 0,
            expires_at: Number.MAX_SAFE_INTEGER,
          })
          .execute();
      }
      const rows = [
        [chose.userGuid, 'maple-river-9'],
        [fresh.userGuid, 'maple-river-9'],
      ];
      const batchId = await importSheet({ header: ['User GUID', 'Password'], rows }, world);

      expect(await outcomesOf(batchId, world)).toEqual([
        { outcome: 'unchanged', codes: ['password.kept'] },
        { outcome: 'updated', codes: [] },
      ]);
      expect(await studentsOf(world)).toMatchObject([
        { password_hash: 'own', sealed_password: null },
        { password_state: 'typed', temporary_nonce: null },
      ]);
      const sessions = await parts.db.selectFrom('sessions').select('user_guid').execute();
      expect(sessions).toEqual([{ user_guid: chose.userGuid }]);
    });
  });

  describe('sent again', () => {
    test('as its Completed File changes nothing, temporary passwords included', async () => {
      const world = await importWorld(database());
      const rows = madeUpClass(30).rows.map((row) => [...row, 'M1', 'Math']);
      const first = await importSheet(
        { header: [...madeUpClass(0).header, 'Class ID', 'Class Name'], rows },
        world,
      );
      const completed = await fileOf(first, 'completed', world);
      const before = await studentsOf(world);
      const second = await importSheet({ ...completed!, choices: { existingStudents: 'update' } }, world);

      expect(columnOf(completed, 'Password').every((text) => /^[a-z]+-[a-z]+-[a-z]+-\d\d$/.test(text))).toBe(
        true,
      );
      expect(await findBatchRow(second, world)).toMatchObject({ status: 'completed', unchanged_count: 30 });
      expect(await studentsOf(world)).toEqual(before);
    });

    test('as its corrected Error File makes exactly what was missing', async () => {
      const world = await importWorld(database());
      const rows = [
        ['1', 'Ana', 'López', 'M1', 'Math', ''],
        ['2', '', 'Kim', 'M1', 'Math', ''],
        ['1', 'Ana', 'López', 'R1', '', ''],
      ];
      const first = await importSheet({ header: withClass, rows }, world);
      const errors = await fileOf(first, 'error', world);
      const [ana] = await studentsOf(world);

      expect(errors?.rows).toHaveLength(2);
      expect(columnOf(errors, 'User GUID')).toEqual(['', ana?.user_guid]);
      expect(errors?.header.at(-1)).toBe('Error');
      const corrected = errors!.rows.map((row) => [...row]);
      corrected[0]![errors!.header.indexOf('First Name')] = 'Ben';
      corrected[1]![errors!.header.indexOf('Class Name')] = 'Reading';
      const second = await importSheet({ header: errors!.header, rows: corrected }, world);

      expect((await outcomesOf(second, world)).map((row) => row.outcome)).toEqual(['created', 'updated']);
      expect((await studentsOf(world)).map((student) => student.first_name)).toEqual(['Ana', 'Ben']);
      expect(await fileOf(second, 'error', world)).toBeNull();
    });
  });
});
