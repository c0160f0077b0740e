import { describe, expect, test } from 'vitest';
import { defaultPasswordPolicy } from '#domain/accounts/password-policy.ts';
import type { SchoolIndex } from '#domain/students/school-index.ts';
import { encodeBlocks } from './blocks.ts';
import { createRosterSession } from './roster-session.ts';

const school: SchoolIndex = {
  pages: [],
  classes: [],
  masterCodes: [],
  passwordPolicy: defaultPasswordPolicy,
};
const asked = { choices: { existingStudents: 'leave' as const }, takenElsewhere: [], ruledOut: [] };

async function openSession() {
  const session = createRosterSession(() => {
    throw new Error('No file is read here.');
  });
  const head = {
    header: ['Student ID', 'First Name', 'Last Name', 'Password'],
    mapping: ['studentId', 'firstName', 'lastName', 'password'] as const,
    rowCount: 1,
  };
  const rows = [{ rowNumber: 2, cells: ['1', 'Ana', 'López', 'tall trees 9'] }];
  await session.openDraft(head, encodeBlocks(rows));
  return session;
}

describe('a roster whose school becomes known', () => {
  test('is not checked again while the district has no password rules of its own', async () => {
    const session = await openSession();
    expect(await session.know(school, [])).toBeNull();
    expect((await session.preview(asked))?.counts).toMatchObject({ created: 1, refused: 0 });
  });

  test("is checked by the district's password rules from then on", async () => {
    const session = await openSession();
    const strict = { ...school, passwordPolicy: { ...defaultPasswordPolicy, minLength: 14 } };
    expect(await session.know(strict, [])).toMatchObject({ refusedRowCount: 1 });
    expect((await session.preview(asked))?.counts).toMatchObject({ refused: 1 });
    const longer = { rowNumber: 2, columnIndex: 3, text: 'tall trees 9 and more' };
    const { summary } = await session.change([{ type: 'cells', cells: [longer] }]);
    expect(summary.refusedRowCount).toBe(0);
  });
});
