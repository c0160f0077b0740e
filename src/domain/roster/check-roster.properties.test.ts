import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemSentence } from '#i18n/problem-messages.ts';
import { defaultPasswordPolicy } from '../accounts/password-policy.ts';
import { checkRoster, createRosterCheck } from './check-roster.ts';
import { hasError } from './problem.ts';
import type { Roster } from './roster.ts';
import { gradeLevels } from './row.ts';
import { columnKeys, type ColumnKey } from './template.ts';

const context = { passwordPolicy: defaultPasswordPolicy };
const guids = ['0190b1f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b', '0190B1F2-3C4D-7E5F-8A9B-0C1D2E3F4A5C'];

/** Few values, good and bad, so that rows meet and contradict each other often. */
const colliding: Readonly<Record<ColumnKey, readonly string[]>> = {
  userGuid: ['', '', ...guids, 'x'],
  studentId: ['1', '2', '3', '', '1.2E+15'],
  firstName: ['Ana', 'Ana ', 'Bo', ''],
  lastName: ['López', 'Lo\u0301pez', '7'],
  gradeLevel: ['', '3', 'Grade 3', 'K', 'x'],
  email: ['', 'a@b.org', 'A@b.org', 'a'],
  username: ['', 'ana.b', 'ANA.B', 'bo.li', 'ñ'],
  password: ['', 'brave otter', 'short'],
  classGuid: ['', '', ...guids],
  classId: ['', 'M1', 'M2'],
  className: ['', 'Math', 'Maths'],
  classGradeLevel: ['', '3'],
  classStartDate: ['', '2026-08-12', '12 Aug 2026', '8/9/2026'],
  classEndDate: ['', '2027-06-01', '2020-01-01'],
  masterCode: ['', 'A', 'B'],
};

const collidingCells = fc.tuple(...columnKeys.map((key) => fc.constantFrom(...colliding[key])));
const anyCells = fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: columnKeys.length });

function rosterFrom(rows: readonly (readonly string[])[]): Roster {
  return {
    header: columnKeys,
    mapping: columnKeys,
    rows: rows.map((cells, index) => ({ rowNumber: index + 2, cells })),
  };
}

const collidingRoster = fc.array(collidingCells, { maxLength: 8 }).map(rosterFrom);
const shuffledRoster = collidingRoster.chain((roster) =>
  fc.record({
    roster: fc.constant(roster),
    rows: fc.shuffledSubarray([...roster.rows], { minLength: roster.rows.length }),
  }),
);
const wildRoster = fc.array(anyCells, { maxLength: 5 }).map(rosterFrom);

const validRoster = fc
  .uniqueArray(
    fc.record({
      studentId: fc.stringMatching(/^[A-Z0-9]{1,64}$/),
      name: fc.string({ unit: fc.constantFrom(...'aÉñ李الي-’. '), maxLength: 90 }).map((text) => `Z${text}z`),
      grade: fc.constantFrom('', ...gradeLevels),
      username: fc.stringMatching(/^[a-z0-9._@-]{3,64}$/),
      start: fc.constantFrom('', '2026-08-12', '46246', '13/8/2026'),
    }),
    { selector: (student) => `${student.studentId}`, maxLength: 8 },
  )
  .map((students) =>
    students.map(({ studentId, name, grade, username, start }, index) => {
      const student = ['', studentId, name, name, grade, '', `${index}${username}`.slice(0, 64), ''];
      return [...student, '', `C${index}`, 'Class', grade, start, '2027-06-01', ''];
    }),
  )
  .map(rosterFrom);

describe('the check of any roster', () => {
  test('throws on no text at all, and every problem has its sentences', () => {
    fc.assert(
      fc.property(fc.oneof(wildRoster, collidingRoster), (roster) => {
        for (const one of checkRoster(roster, context).problems) {
          expect(problemSentence(one, 'en')).not.toMatch(/undefined|\[object/);
          expect(problemSentence(one, 'es')).not.toMatch(/undefined|\[object/);
        }
      }),
    );
  });

  test('gives its problems by row, then by template column', () => {
    fc.assert(
      fc.property(collidingRoster, (roster) => {
        const places = checkRoster(roster, context).problems.map(
          (one) => one.rowNumber * 100 + columnKeys.indexOf(one.column),
        );
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
    );
  });

  test('is the same row by row as all at once', () => {
    fc.assert(
      fc.property(collidingRoster, (roster) => {
        const running = createRosterCheck(roster.mapping, context);
        for (const row of roster.rows) running.add(row);
        expect(running.finish()).toEqual(checkRoster(roster, context));
      }),
    );
  });

  test('refuses the same rows for the same reasons in whatever order they stand', () => {
    fc.assert(
      fc.property(shuffledRoster, ({ roster, rows }) => {
        expect(reasons({ ...roster, rows })).toEqual(reasons(roster));
      }),
      { numRuns: 500 },
    );
  });

  test('counts what it says', () => {
    fc.assert(
      fc.property(collidingRoster, (roster) => {
        const { problems, refusedRowCount, warnedRowCount } = checkRoster(roster, context);
        const found = roster.rows.map((row) => problems.filter((one) => one.rowNumber === row.rowNumber));
        expect(refusedRowCount).toBe(found.filter(hasError).length);
        expect(warnedRowCount).toBe(found.filter((one) => one.length > 0 && !hasError(one)).length);
      }),
    );
  });

  test('names another row than the one it marks', () => {
    fc.assert(
      fc.property(collidingRoster, (roster) => {
        for (const { rowNumber, facts } of checkRoster(roster, context).problems) {
          if ('otherRow' in facts) expect(facts.otherRow).not.toBe(rowNumber);
        }
      }),
    );
  });
});

test('a roster of valid rows has nothing wrong with it', () => {
  fc.assert(
    fc.property(validRoster, (roster) => {
      expect(checkRoster(roster, context).problems).toEqual([]);
    }),
  );
});

function reasons(roster: Roster): string[] {
  const { problems } = checkRoster(roster, context);
  return problems.map(({ rowNumber, column, code }) => `${rowNumber} ${column} ${code}`).toSorted();
}
