import { describe, expect, test } from 'vitest';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import {
  importSheet,
  importWorld,
  type ImportWorld,
  outcomesOf,
  studentsOf,
} from '#tests/support/import-world.ts';
import { addDistrict, addSchool, addStudent, addTeacher } from '#tests/support/people.ts';
import { leftOf, previewOf, teacherClient, undo } from '#tests/support/undo.ts';

const header = [
  'User GUID',
  'Student ID',
  'First Name',
  'Last Name',
  'Grade Level',
  'Class ID',
  'Class Name',
];

/** A student of another school of the same district. */
async function studentElsewhere({ parts, school }: ImportWorld) {
  const other = await addSchool(parts, school.districtId, 'Roosevelt');
  return { other, ...(await addStudent(parts, other, { username: 'ana', studentId: 'R-1' })) };
}

describeOnEachDatabase('a student of another school of the district', (database) => {
  test('joins this school by User GUID and names, and stays in the other one', async () => {
    const world = await importWorld(database());
    const { userGuid, other } = await studentElsewhere(world);
    const rows = [
      [userGuid, 'L-1', 'Ana', 'Lopez', '4', 'M1', 'Math'],
      [userGuid, 'L-1', 'Ana', 'Lopez', '4', 'R1', 'Reading'],
    ];
    const batchId = await importSheet({ header, rows }, world);

    expect(await outcomesOf(batchId, world)).toEqual([
      { outcome: 'updated', codes: [] },
      { outcome: 'updated', codes: [] },
    ]);
    expect(await studentsOf(world)).toMatchObject([
      { user_guid: userGuid, student_id: 'L-1', username: 'ana', grade_level: '4' },
    ]);
    expect(await studentsOf({ ...world, school: other })).toMatchObject([
      { user_guid: userGuid, student_id: 'R-1', username: 'ana' },
    ]);
    expect(await world.parts.db.selectFrom('enrollments').selectAll().execute()).toHaveLength(2);
    const again = await importSheet({ header, rows }, world);
    expect(await outcomesOf(again, world)).toMatchObject([
      { outcome: 'unchanged' },
      { outcome: 'unchanged' },
    ]);
  });

  test('leaves this school again when the upload is undone', async () => {
    const world = await importWorld(database());
    const { userGuid, other } = await studentElsewhere(world);
    const before = await studentsOf({ ...world, school: other });
    const rows = [[userGuid, 'L-1', 'Ana', 'Lopez', '4', 'M1', 'Math']];
    const batchId = await importSheet({ header, rows }, world);
    const client = await teacherClient(world);

    expect(leftOf(await previewOf(batchId, client))).toEqual([]);
    const undone = await undo(batchId, client, world.parts.newGuid());
    expect(undone.counts).toEqual({ accounts: 0, restored: 1, places: 1, classes: 1 });
    expect(await studentsOf(world)).toEqual([]);
    expect(await studentsOf({ ...world, school: other })).toEqual(before);
  });

  describe('is as unknown as one nobody has', () => {
    test('without the names, with other names, with a Student ID of this school, and in another district', async () => {
      const world = await importWorld(database());
      const { parts, school } = world;
      const { userGuid } = await studentElsewhere(world);
      const foreign = await addStudent(parts, await addDistrict(parts, 'Elsewhere'), { username: 'zoe' });
      await addStudent(parts, school, { username: 'ben', studentId: 'L-2' });
      const staff = await addTeacher(parts, [school], { username: 'colleague', password: 'a long password' });
      const rows = [
        [userGuid, 'L-1', '', '', '', '', ''],
        [userGuid, 'L-1', 'Eve', 'López', '', '', ''],
        [userGuid, 'L-2', 'Ana', 'López', '', '', ''],
        [foreign.userGuid, 'L-1', 'Ana', 'López', '', '', ''],
        [staff, 'L-1', 'Ana', 'López', '', '', ''],
        ['0190f000-0000-7000-8000-000000000000', 'L-1', 'Ana', 'López', '', '', ''],
      ];
      for (const row of rows) {
        const batchId = await importSheet({ header, rows: [row] }, world);
        expect(await outcomesOf(batchId, world)).toEqual([
          { outcome: 'refused', codes: ['student.unknown_guid'] },
        ]);
      }
      expect(await studentsOf(world)).toHaveLength(1);
    });
  });
});
