import { expect, test } from 'vitest';
import { describeOnEachDatabase, type TestDatabase } from '#tests/support/each-database.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addDistrict, addTeacher } from '#tests/support/people.ts';
import { processAll } from '#tests/support/process-all.ts';
import { testParts } from '#tests/support/server-parts.ts';
import { sendSheet } from '#tests/support/upload.ts';

async function setUp(database: TestDatabase) {
  const parts = testParts(database);
  const school = await addDistrict(parts);
  const teacher = await addTeacher(parts, [school], { username: 'teacher', password: 'a long password' });
  return { parts, school, teacher };
}

describeOnEachDatabase('an upload that is processed', (database) => {
  test('makes an account of every new student', async () => {
    const { parts, school, teacher } = await setUp(database());
    const batchId = await sendSheet(madeUpClass(1_200), school, teacher, parts);
    await processAll(parts);
    const batch = await parts.db
      .selectFrom('batches')
      .selectAll()
      .where('batch_id', '=', batchId)
      .executeTakeFirstOrThrow();
    expect(batch).toMatchObject({ status: 'completed', done_row_count: 1_200, created_count: 1_200 });
    const users = await parts.db.selectFrom('users').selectAll().where('role', '=', 'student').execute();
    expect(users).toHaveLength(1_200);
    expect(new Set(users.map((user) => user.username)).size).toBe(1_200);
  });
});
