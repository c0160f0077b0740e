import { describe, expect, test } from 'vitest';
import { claimBatch } from '#sync-server/jobs/claim-batch.ts';
import { processBatch } from '#sync-server/jobs/process-batch.ts';
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
import { processAll } from '#tests/support/process-all.ts';
import { packRoster, sendSheet, sendUpload } from '#tests/support/upload.ts';

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

  describe('that no app would send', () => {
    test('is checked again: forged rows get the same problems', async () => {
      const world = await importWorld(database());
      const rows = [
        ['1', '12345', 'López', 'not-a-mail', 'x'],
        ['2', 'Ben', 'Kim', '', 'a!'],
      ];
      const sheet = { header: [...header, 'Email', 'Username'], rows };
      const batchId = await importSheet(sheet, world);

      const outcomes = await outcomesOf(batchId, world);
      expect(outcomes.map((row) => row.outcome)).toEqual(['refused', 'refused']);
      expect(outcomes[0]?.codes).toContain('email.malformed');
      expect(outcomes[1]?.codes).toContain('username.characters');
      expect(await studentsOf(world)).toEqual([]);
    });

    test('fails as a whole when columns are missing, and makes nothing', async () => {
      const world = await importWorld(database());
      const roster = {
        header: ['Student ID', 'First Name'],
        mapping: ['studentId', 'firstName'] as const,
        rows: [{ rowNumber: 2, cells: ['1', 'Ana'] }],
      };
      const upload = packRoster(world.parts.newGuid(), world.school.schoolId, roster);
      await sendUpload(upload, world.teacher, world.parts);
      await processAll(world.parts);

      expect(await findBatchRow(upload.batchId, world)).toMatchObject({
        status: 'failed',
        failure: 'batch.columns_missing',
      });
      expect(await studentsOf(world)).toEqual([]);
    });

    test('fails as a whole when stored rows are gone', async () => {
      const world = await importWorld(database());
      const { parts, school, teacher } = world;
      const batchId = await sendSheet(madeUpClass(600), school, teacher, parts);
      await parts.db.deleteFrom('batch_chunks').where('chunk_index', '=', 1).execute();
      await processAll(parts);

      expect(await findBatchRow(batchId, world)).toMatchObject({ failure: 'batch.rows_missing' });
      expect(await studentsOf(world)).toEqual([]);
    });
  });

  describe('whose runner goes away', () => {
    test('is taken up at the row where it stopped, and no row is done twice', async () => {
      const world = await importWorld(database());
      const { parts, school, teacher } = world;
      const batchId = await sendSheet(madeUpClass(95), school, teacher, parts);
      const claim = { owner: 'first', now: parts.clock(), leaseMs: 1_000, maxRows: 100_000 };
      const limits = { leaseMs: 1_000, rowsPerTransaction: 10 };
      const first = await claimBatch(parts.db, claim);
      const stop = new AbortController();
      const stopping = { ...parts, newGuid: countedStop(parts.newGuid, 35, stop) };
      await processBatch(first!, limits, stopping, stop.signal);

      expect(await findBatchRow(batchId, world)).toMatchObject({ status: 'in-progress', done_row_count: 40 });
      expect(await claimBatch(parts.db, { ...claim, owner: 'too early' })).toBeUndefined();
      parts.clock.advance(1_000);
      await processAll(parts);
      expect(await findBatchRow(batchId, world)).toMatchObject({ status: 'completed', created_count: 95 });
      expect(await outcomesOf(batchId, world)).toHaveLength(95);
      expect(await studentsOf(world)).toHaveLength(95);
    });

    test('writes nothing more once somebody else has the batch', async () => {
      const world = await importWorld(database());
      const { parts, school, teacher } = world;
      const batchId = await sendSheet(madeUpClass(20), school, teacher, parts);
      const claim = { owner: 'slow', now: parts.clock(), leaseMs: 1_000, maxRows: 100_000 };
      const slow = await claimBatch(parts.db, claim);
      parts.clock.advance(1_000);
      await claimBatch(parts.db, { ...claim, owner: 'quick', now: parts.clock() });
      const limits = { leaseMs: 1_000, rowsPerTransaction: 10 };
      const late = processBatch(slow!, limits, parts, new AbortController().signal);

      await expect(late).rejects.toThrow('Another runner has this batch');
      expect(await studentsOf(world)).toEqual([]);
      expect(await outcomesOf(batchId, world)).toEqual([]);
    });
  });

  test('destroys the sealed passwords of its rows, and hashes are made apart', async () => {
    const world = await importWorld(database());
    const { parts } = world;
    const rows = [['1', 'Ana', 'López', 'maple-river-9']];
    const batchId = await sendSheet(
      { header: [...header, 'Password'], rows },
      world.school,
      world.teacher,
      parts,
    );
    const sealed = await parts.db.selectFrom('batch_chunks').selectAll().execute();
    await processAll(parts);

    expect(sealed[0]?.sealed_passwords).not.toBeNull();
    const chunks = await parts.db
      .selectFrom('batch_chunks')
      .selectAll()
      .where('batch_id', '=', batchId)
      .execute();
    expect(chunks).toMatchObject([{ sealed_passwords: null }]);
    expect(await studentsOf(world)).toMatchObject([{ password_state: 'typed', password_hash: null }]);
    const everything = JSON.stringify([sealed, chunks, await studentsOf(world)]);
    expect(everything).not.toContain('maple-river-9');
  });
});

/** Aborts when the wrapped function has been called so often. */
function countedStop(newGuid: () => string, calls: number, stop: AbortController): () => string {
  let left = calls;
  return () => {
    left -= 1;
    if (left === 0) stop.abort();
    return newGuid();
  };
}
