import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPasswordPolicy } from '../../accounts/password-policy.ts';
import { changeRoster } from '../../drafts/edit-draft.ts';
import { checkRoster } from '../check-roster.ts';
import type { RowProblem } from '../problem.ts';
import type { Roster } from '../roster.ts';
import { columnKeys, type ColumnKey } from '../template.ts';
import { findRepairs } from './find-repairs.ts';
import { defaultPick, type Repair } from './repair.ts';
import { carryOut, offerRepair, sampleRepair } from './repair-offers.ts';
import { createRepairGround, type RepairGround } from './repair-ground.ts';

const context = { passwordPolicy: defaultPasswordPolicy };
const guids = ['0190b1f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b', '0190B1F2-3C4D-7E5F-8A9B-0C1D2E3F4A5C'];

/** Few values, right ones and every kind of wrong one, so that rows meet, contradict and repair each other often. */
const colliding: Readonly<Record<ColumnKey, readonly string[]>> = {
  userGuid: ['', '', '', '', ...guids, 'x'],
  studentId: ['0001', '0002', '0003', '4', '0004', '1.2E+15', '"0001"', ''],
  firstName: ['Ana', 'ANA', 'ana', 'Anna', 'Bo', 'Ana  María', ''],
  lastName: ['López', 'LOPEZ', "O'BRIEN", '7'],
  gradeLevel: ['', '3', 'Grade 3', 'thrid', '3-B', '"3"', 'x', '#N/A'],
  email: ['', 'a@b.org', 'a@b.con', 'a@gmial.com', 'b..c@b.org', 'ab.org', 'a', 'c@b.org,'],
  username: ['', '', 'ana.b', 'ANA.B', 'bo.li', 'ñ', 'ab'],
  password: ['', 'brave otter', 'short', 'ana.b'],
  classGuid: ['', '', '', ...guids, 'y'],
  classId: ['', 'M1', 'M2', '2E+12'],
  className: ['', 'Math', 'Maths', '"Art"'],
  classGradeLevel: ['', '3', 'forth'],
  classStartDate: ['', '2026-08-12', '8/9/2026', '13/8/2026', 'Wed, Aug 12 2026', 'TBD'],
  classEndDate: ['', '2027-06-01', '2020-01-01', '6/7/2027'],
  masterCode: ['', 'A', '#REF!'],
};

const rosters = fc
  .array(fc.tuple(...columnKeys.map((key) => fc.constantFrom(...colliding[key]))), { maxLength: 14 })
  .map((rows): Roster => {
    const copies = rows.slice(0, 1);
    const all = [...rows, ...copies];
    return {
      header: columnKeys,
      mapping: columnKeys,
      rows: all.map((cells, at) => ({ rowNumber: at + 2, cells })),
    };
  });

function groundOf(roster: Roster): RepairGround {
  return createRepairGround(roster, checkRoster(roster, context), context);
}

function picksOf(repair: Repair): readonly string[] {
  return repair.options.length === 0 ? [''] : repair.options;
}

/** Every repair of any roster, with everything that can be picked. */
function forEveryRepair(test: (ground: RepairGround, repair: Repair, picked: string) => void): void {
  fc.assert(
    fc.property(rosters, (roster) => {
      const ground = groundOf(roster);
      for (const repair of findRepairs(ground)) {
        for (const picked of picksOf(repair)) test(ground, repair, picked);
      }
    }),
    { numRuns: 300 },
  );
}

function after({ roster }: RepairGround, changes: ReturnType<typeof carryOut>): readonly RowProblem[] {
  return checkRoster(changeRoster(roster, changes).roster, context).problems;
}

function nameOf({ rowNumber, column, code }: RowProblem): string {
  return `${rowNumber} ${column} ${code}`;
}

describe('a repair of any roster', () => {
  test('makes no new error in any row', () => {
    forEveryRepair((ground, repair, picked) => {
      const before = new Set(ground.check.problems.map(nameOf));
      const errors = after(ground, carryOut(ground, repair, picked)).filter(
        (one) => one.severity === 'error',
      );
      expect(errors.filter((one) => !before.has(nameOf(one)))).toEqual([]);
    });
  });

  test('takes the problem away that it names, from every row it counts', () => {
    forEveryRepair((ground, repair, picked) => {
      if (repair.repairRow === null || picked !== defaultPick(repair)) return;
      const rows = new Set(repair.rowNumbers);
      const left = after(ground, carryOut(ground, repair, picked)).filter(
        (one) => rows.has(one.rowNumber) && one.column === repair.column && repair.removes.includes(one.code),
      );
      expect(left).toEqual([]);
    });
  });

  test('is undone to the character', () => {
    forEveryRepair((ground, repair, picked) => {
      const changed = changeRoster(ground.roster, carryOut(ground, repair, picked));
      expect(changeRoster(changed.roster, changed.undo).roster).toEqual(ground.roster);
    });
  });

  test('shows what it then does', () => {
    forEveryRepair((ground, repair, picked) => {
      const changes = carryOut(ground, repair, picked);
      const samples = sampleRepair(ground, repair, { picked, from: 0, count: 100 });
      const touched = changes.flatMap((change) => {
        if (change.type === 'cells') return change.cells.map((cell) => cell.rowNumber);
        return change.type === 'deleteRows' ? change.rowNumbers : [];
      });
      expect(samples.map((sample) => sample.rowNumber)).toEqual([...new Set(touched)]);
      if (picked !== defaultPick(repair)) return;
      expect(offerRepair(ground, repair)).toMatchObject({
        samples: samples.slice(0, 3),
        changeCount: samples.length,
      });
    });
  });
});

describe('the repairs of any roster', () => {
  test('together name every problem once, and no two have the same id', () => {
    fc.assert(
      fc.property(rosters, (roster) => {
        const ground = groundOf(roster);
        const repairs = findRepairs(ground);
        for (const one of ground.check.problems) {
          const naming = repairs.filter(
            ({ column, removes, rowNumbers }) =>
              column === one.column && removes.includes(one.code) && rowNumbers.includes(one.rowNumber),
          );
          expect(naming, nameOf(one)).toHaveLength(1);
        }
        expect(new Set(repairs.map(({ id }) => id)).size).toBe(repairs.length);
      }),
      { numRuns: 300 },
    );
  });

  test('end: taken one after the other, they leave nothing but what a person must do', () => {
    fc.assert(
      fc.property(rosters, (roster) => {
        let current = roster;
        for (let step = 0; step < 100; step += 1) {
          const ground = groundOf(current);
          const next = findRepairs(ground).find((one) => defaultPick(one) !== null && one.repairRow !== null);
          if (!next) return;
          current = changeRoster(current, carryOut(ground, next, defaultPick(next) ?? '')).roster;
        }
        expect.unreachable('The repairs of this roster never end.');
      }),
      { numRuns: 100 },
    );
  });

  test('never show a password', () => {
    forEveryRepair((ground, repair, picked) => {
      const shown = JSON.stringify([
        offerRepair(ground, repair),
        sampleRepair(ground, repair, { picked, from: 0, count: 100 }),
      ]);
      expect(shown).not.toContain('brave otter');
      expect(shown).not.toContain('short"');
    });
  });
});
