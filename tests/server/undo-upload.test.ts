import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#domain/time.ts';
import { forgetChanges } from '#sync-server/undo/forget-changes.ts';
import { apiClient } from '#tests/support/api-client.ts';
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
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addDistrict, addSchool, addStaff, addTeacher } from '#tests/support/people.ts';
import { leftOf, previewOf, teacherClient, undo } from '#tests/support/undo.ts';

const plain = ['Student ID', 'First Name', 'Last Name'];
const withClass = [...plain, 'Class ID', 'Class Name'];
const ana = ['1', 'Ana', 'López'];
const ben = ['2', 'Ben', 'Kim'];

/** Every row of every table that an upload writes to, its own history aside. */
async function everything({ parts: { db } }: ImportWorld) {
  const by = <Row extends object>(rows: Row[]) =>
    rows.map((row) => JSON.stringify({ ...row, changed_at: 0 })).sort((one, other) => (one < other ? -1 : 1));
  return {
    users: by(await db.selectFrom('users').selectAll().where('role', '=', 'student').execute()),
    memberships: by(await db.selectFrom('memberships').selectAll().execute()),
    classes: by(await db.selectFrom('classes').selectAll().execute()),
    programs: by(await db.selectFrom('class_programs').selectAll().execute()),
    teachers: by(await db.selectFrom('class_teachers').selectAll().execute()),
    places: by(await db.selectFrom('enrollments').selectAll().execute()),
  };
}

async function signInFirst(username: string, { parts }: ImportWorld): Promise<void> {
  await parts.db
    .updateTable('users')
    .set({ first_signed_in_at: parts.clock() })
    .where('username', '=', username)
    .execute();
}

describeOnEachDatabase('undoing an upload', (database) => {
  test('puts everything back as it was: accounts, values, passwords, places, classes, programs', async () => {
    const world = await importWorld(database());
    const { parts, school } = world;
    const program = { school_id: school.schoolId, master_code: 'ALG', name: 'Algebra' };
    await parts.db.insertInto('programs').values(program).execute();
    const rows = [[...ana, 'M1', 'Math']];
    await importSheet(
      { header: [...withClass, 'Grade Level'], rows: rows.map((row) => [...row, '3']) },
      world,
    );
    const before = await everything(world);
    const mixed = [
      ['1', 'Ana', 'Lopez', '4', 'maple-river-9', 'M1', '', 'ALG'],
      ['1', 'Ana', 'Lopez', '4', 'maple-river-9', 'R1', 'Reading', ''],
      ['2', 'Ben', 'Kim', '', '', 'M1', '', ''],
      ['3', 'Cai', 'Wu', '', 'river-maple-9', 'R1', 'Reading', ''],
      ['4', '', 'Noname', '', '', '', '', ''],
    ];
    const header = [...plain, 'Grade Level', 'Password', 'Class ID', 'Class Name', 'Master Code'];
    const choices = { existingStudents: 'update' } as const;
    const batchId = await importSheet({ header, rows: mixed, choices }, world, 2);
    const client = await teacherClient(world);
    const preview = await previewOf(batchId, client);
    const undone = await undo(batchId, client, parts.newGuid());

    expect(await outcomesOf(batchId, world)).toMatchObject([
      { outcome: 'updated' },
      { outcome: 'updated' },
      { outcome: 'created' },
      { outcome: 'created' },
      { outcome: 'refused' },
    ]);
    expect(preview).toMatchObject({ state: 'possible', leftCount: 0 });
    expect(undone).toMatchObject({ state: 'undone', undoneAt: parts.clock(), leftCount: 0 });
    expect(undone.counts).toEqual({ accounts: 2, restored: 1, places: 1, classes: 1 });
    expect(undone.counts).toEqual(preview.counts);
    expect(await everything(world)).toEqual(before);
  });

  test('leaves whoever has signed in, and says so', async () => {
    const world = await importWorld(database());
    const batchId = await importSheet(
      {
        header: withClass,
        rows: [
          [...ana, 'M1', 'Math'],
          [...ben, 'M1', 'Math'],
        ],
      },
      world,
    );
    await signInFirst('ana.lopez', world);
    const client = await teacherClient(world);
    const preview = await previewOf(batchId, client);
    const undone = await undo(batchId, client, world.parts.newGuid());

    expect(leftOf(undone)).toEqual(['Ana López: account signed-in', 'Math: class in-use']);
    expect(leftOf(preview)).toEqual(leftOf(undone));
    expect(undone.counts).toEqual({ accounts: 1, restored: 0, places: 0, classes: 0 });
    expect((await studentsOf(world)).map((student) => student.first_name)).toEqual(['Ana']);
    expect(await world.parts.db.selectFrom('enrollments').selectAll().execute()).toHaveLength(1);
  });

  test('leaves what a later upload names, puts in a class or changed, and goes on once that one is undone', async () => {
    const world = await importWorld(database());
    const cai = ['3', 'Cai', 'Wu'];
    const first = await importSheet({ header: plain, rows: [ana, ben, cai, ['4', 'Dia', 'Roy']] }, world);
    world.parts.clock.advance(1_000);
    const choices = { existingStudents: 'update' } as const;
    const later = await importSheet(
      {
        header: [...withClass, 'Grade Level'],
        rows: [
          [...ana, '', '', ''],
          [...ben, 'M1', 'Math', ''],
          [...cai, '', '', '5'],
        ],
        choices,
      },
      world,
    );
    const client = await teacherClient(world);

    expect(leftOf(await previewOf(first, client))).toEqual([
      'Ana López: account later-upload',
      'Ben Kim: account other-class',
      'Cai Wu: account later-upload',
    ]);
    await undo(later, client, world.parts.newGuid());
    const undone = await undo(first, client, world.parts.newGuid());
    expect(undone).toMatchObject({ counts: { accounts: 4 }, left: [] });
    expect(await studentsOf(world)).toEqual([]);
  });

  test('leaves values that were changed since or are taken, and restores the others of the same account', async () => {
    const world = await importWorld(database());
    const { parts } = world;
    await importSheet({ header: [...plain, 'Grade Level', 'Email'], rows: [[...ana, '3', '']] }, world);
    const [known] = await studentsOf(world);
    const header = ['User GUID', 'Student ID', 'Username', 'Grade Level', 'Email'];
    const rows = [[known!.user_guid, '11', 'anita', '4', 'ana@school.example']];
    const batchId = await importSheet({ header, rows }, world);
    await parts.db.updateTable('users').set({ grade_level: '5' }).where('username', '=', 'anita').execute();
    await importSheet({ header: [...plain, 'Username'], rows: [['1', 'Eve', 'Ray', 'eve']] }, world);
    await signInFirst('anita', world);
    const undone = await undo(batchId, await teacherClient(world), parts.newGuid());

    expect(leftOf(undone).sort()).toEqual([
      'Ana López: values gradeLevel changed-since',
      'Ana López: values studentId taken',
      'Ana López: values username signed-in',
    ]);
    expect(undone.counts).toEqual({ accounts: 0, restored: 1, places: 0, classes: 0 });
    expect(await studentsOf(world)).toMatchObject([
      { first_name: 'Eve' },
      { student_id: '11', username: 'anita', grade_level: '5', email: null },
    ]);
  });

  test('leaves accounts that got a new password by hand, and passwords that were replaced', async () => {
    const world = await importWorld(database());
    const { parts, school } = world;
    await importSheet({ header: plain, rows: [ana] }, world);
    const choices = { existingStudents: 'update' } as const;
    const rows = [
      [...ana, 'maple-river-9'],
      [...ben, ''],
    ];
    const batchId = await importSheet({ header: [...plain, 'Password'], rows, choices }, world);
    const client = await teacherClient(world);
    for (const { user_guid } of await studentsOf(world)) {
      await client.post(`/schools/${school.schoolId}/students/${user_guid}/reset-password`);
    }
    const undone = await undo(batchId, client, parts.newGuid());

    expect(leftOf(undone)).toEqual([
      'Ana López: values password changed-since',
      'Ben Kim: account password-reset',
    ]);
  });

  test('of accounts that were changed by hand in any way leaves them', async () => {
    const world = await importWorld(database());
    const batchId = await importSheet({ header: plain, rows: [ana] }, world);
    world.parts.clock.advance(1_000);
    await world.parts.db
      .updateTable('users')
      .set({ first_name: 'Anna', changed_at: world.parts.clock() })
      .where('username', '=', 'ana.lopez')
      .execute();

    const undone = await undo(batchId, await teacherClient(world), world.parts.newGuid());
    expect(leftOf(undone)).toEqual(['Anna López: account changed-since']);
  });

  test('asked twice is done once, and another asking is told so', async () => {
    const world = await importWorld(database());
    const batchId = await importSheet(madeUpClass(5), world);
    const client = await teacherClient(world);
    const undoId = world.parts.newGuid();
    const first = await undo(batchId, client, undoId);
    world.parts.clock.advance(9 * DAY_MS);
    await client.signIn('the.teacher', 'a long password');
    const again = await undo(batchId, client, undoId);
    const other = await client.post(`/batches/${batchId}/undo`, { undoId: world.parts.newGuid() });

    expect(first.counts.accounts).toBe(5);
    expect(again).toEqual(first);
    expect(await previewOf(batchId, client)).toEqual(first);
    expect(other).toMatchObject({ status: 409, code: 'batch.undone' });
  });

  test('shows in the history beside the status, and in the Completed File', async () => {
    const world = await importWorld(database());
    const { parts, school } = world;
    const batchId = await importSheet(madeUpClass(3), world);
    await signInFirst('ana.lopez', world);
    const client = await teacherClient(world);
    const list = `/batches?schoolId=${school.schoolId}`;
    const before = await client.get(list);
    await undo(batchId, client, parts.newGuid());
    const after = await client.get(list);

    const until = parts.clock() + 7 * DAY_MS;
    expect(before.json).toMatchObject({ batches: [{ undoneAt: null, undoUntil: until }] });
    expect(after.json).toMatchObject({
      batches: [{ status: 'completed', undoneAt: parts.clock(), undoUntil: null, counts: { created: 3 } }],
    });
    expect(columnOf(await fileOf(batchId, 'completed', world), 'Username')).toEqual(['ana.lopez']);
    const file = await client.get(`/batches/${batchId}/files/completed`);
    expect(file.headers.get('Content-Disposition')).toContain('filename="class - completed (undone).csv"');
  });

  test('lets the same file make the students again, and that be undone too', async () => {
    const world = await importWorld(database());
    const sheet = {
      header: withClass,
      rows: [
        [...ana, 'M1', 'Math'],
        [...ben, 'M1', 'Math'],
      ],
    };
    const client = await teacherClient(world);
    const empty = await everything(world);
    for (let round = 0; round < 3; round += 1) {
      const batchId = await importSheet(sheet, world);
      expect(await findBatchRow(batchId, world)).toMatchObject({ created_count: 2, status: 'completed' });
      const undone = await undo(batchId, client, world.parts.newGuid());
      expect(undone.counts).toEqual({ accounts: 2, restored: 0, places: 0, classes: 1 });
      expect(await everything(world)).toEqual(empty);
    }
  });

  test('is refused from the eighth day on; what was there before is deleted by then', async () => {
    const world = await importWorld(database());
    const { parts } = world;
    await importSheet({ header: plain, rows: [ana] }, world);
    const choices = { existingStudents: 'update' } as const;
    const batchId = await importSheet({ header: plain, rows: [['1', 'Ana', 'Lopez']], choices }, world);
    const count = async () => (await parts.db.selectFrom('account_changes').selectAll().execute()).length;
    parts.clock.advance(7 * DAY_MS - 1);
    expect(await forgetChanges(parts)).toBe(0);
    const client = await teacherClient(world);
    expect((await previewOf(batchId, client)).counts.restored).toBe(1);
    expect(await count()).toBe(1);
    parts.clock.advance(1);

    const late = await client.post(`/batches/${batchId}/undo`, { undoId: parts.newGuid() });
    expect(late).toMatchObject({ status: 409, code: 'batch.undo_too_late' });
    expect(await client.get(`/batches/${batchId}/undo`)).toMatchObject({ code: 'batch.undo_too_late' });
    expect(await forgetChanges(parts)).toBe(1);
    expect(await count()).toBe(0);
  });

  describe('is open', () => {
    test('to the uploader and to administrators of the district, and to nobody else', async () => {
      const world = await importWorld(database());
      const { parts, school } = world;
      const batchId = await importSheet(madeUpClass(2), world);
      const password = 'a long password';
      const sister = await addSchool(parts, school.districtId, 'Roosevelt');
      const foreign = await addDistrict(parts, 'Elsewhere');
      await addTeacher(parts, [school], { username: 'colleague', password });
      await addTeacher(parts, [sister], { username: 'neighbour', password });
      await addTeacher(parts, [foreign], { username: 'stranger', password });
      await addStaff(parts, foreign, { username: 'foreign.boss', password, role: 'administrator' });
      await addStaff(parts, school, { username: 'boss', password, role: 'administrator' });
      const askAs = async (username: string) => {
        const client = apiClient(parts);
        await client.signIn(username, password);
        const shown = await client.get(`/batches/${batchId}/undo`);
        const done = await client.post(`/batches/${batchId}/undo`, { undoId: parts.newGuid() });
        return [shown.code ?? shown.status, done.code ?? done.status];
      };

      expect(await askAs('colleague')).toEqual(['auth.not_allowed', 'auth.not_allowed']);
      for (const username of ['neighbour', 'stranger', 'foreign.boss']) {
        expect(await askAs(username)).toEqual(['not_found', 'not_found']);
      }
      expect(await studentsOf(world)).toHaveLength(2);
      expect(await askAs('boss')).toEqual([200, 200]);
      expect(await studentsOf(world)).toEqual([]);
    });

    test('only once the upload is finished', async () => {
      const world = await importWorld(database());
      const batchId = await importSheet(madeUpClass(2), world);
      const unfinished = { status: 'in-progress', finished_at: null } as const;
      await world.parts.db.updateTable('batches').set(unfinished).execute();

      const client = await teacherClient(world);
      expect(await client.get(`/batches/${batchId}/undo`)).toMatchObject({ code: 'batch.busy' });
      expect(await client.get(`/batches/${world.parts.newGuid()}/undo`)).toMatchObject({ code: 'not_found' });
    });
  });
});
