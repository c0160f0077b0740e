import { describe, expect, test } from 'vitest';
import type { KeptCompletedRow, ResultRow } from '../../batches/result-row.ts';
import { cardsOfResult } from './cards-of-result.ts';

const now = 1_000;

function aRow(
  userGuid: string,
  className: string | null,
  changes: Partial<KeptCompletedRow> = {},
): ResultRow {
  const student = {
    userGuid,
    studentId: '1',
    firstName: 'Ana',
    lastName: 'López',
    gradeLevel: '3',
    email: null,
    username: `${userGuid}.lopez`,
  };
  const schoolClass =
    className === null ? null : { classGuid: className, classId: 'c', className, ...noDates };
  const completed = {
    student,
    schoolClass,
    temporaryPassword: 'a-b-c-12',
    temporaryPasswordDiesAt: now + 1,
    masterCode: null,
  };
  return { rowNumber: 2, cells: [], outcome: null, completed: { ...completed, ...changes } };
}

const noDates = { classGradeLevel: null, classStartDate: null, classEndDate: null };

describe('the cards of an upload', () => {
  test('are one for each student, in the order of the file, with all classes of the student', () => {
    const rows = [aRow('ben', 'Math'), aRow('ana', null), aRow('ben', 'Art'), aRow('ben', 'Math')];
    expect(cardsOfResult(rows, now).map((card) => [card.userGuid, card.classNames])).toEqual([
      ['ben', ['Math', 'Art']],
      ['ana', []],
    ]);
  });

  test('leave out rows that made nothing', () => {
    expect(cardsOfResult([{ ...aRow('ana', null), completed: null }], now)).toEqual([]);
  });

  test('show a temporary password until it dies, and not from then on', () => {
    const [alive] = cardsOfResult([aRow('ana', null)], now);
    expect(alive).toMatchObject({ temporaryPassword: 'a-b-c-12', diesAt: now + 1 });
    const [dead] = cardsOfResult([aRow('ana', null)], now + 1);
    expect(dead).toMatchObject({ temporaryPassword: null, diesAt: null });
  });

  test('name a class by its ID when it has no name', () => {
    expect(cardsOfResult([aRow('ana', '')], now)[0]?.classNames).toEqual(['c']);
  });
});
