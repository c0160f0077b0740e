import { hasError, type RowProblem, type Severity } from '../problem.ts';
import { findContradictions } from './keep-one-value.ts';
import { findBlankings } from './repair-by-blanking.ts';
import { findCopies } from './repair-copies.ts';
import { findDateRepairs } from './repair-dates.ts';
import { findEmailRepairs } from './repair-emails.ts';
import { findGradeRepairs } from './repair-grades.ts';
import { groupBy, nameOf, placeOf, rowNumbersOf, type RepairGround } from './repair-ground.ts';
import { findIdRepairs } from './repair-ids.ts';
import { findNameCases } from './repair-name-case.ts';
import { findUntidyTexts } from './repair-texts.ts';
import { defaultPick, noChoice, type FoundRepair, type Repair } from './repair.ts';
import { createSafeRows } from './safe-rows.ts';

/** Those first that put a cell right; what is left of its rows may go to a rougher one. */
const finders: readonly ((ground: RepairGround) => FoundRepair[])[] = [
  findCopies,
  findUntidyTexts,
  findEmailRepairs,
  findGradeRepairs,
  findDateRepairs,
  findIdRepairs,
  findContradictions,
  findBlankings,
  findNameCases,
];

/**
 * Everything that can be put right in many rows at once, and for every problem that cannot, a group to do by hand: no problem is
 * left out. A cell is in one repair at most. Errors come first, then those of more rows.
 */
export function findRepairs(ground: RepairGround): Repair[] {
  const safeRows = createSafeRows(ground);
  const claimed = new Set<string>();
  const repairs: FoundRepair[] = [];
  for (const found of finders.flatMap((find) => find(ground))) {
    const free = found.rowNumbers.filter((one) => !claimed.has(placeOf({ ...found, rowNumber: one })));
    const picked = defaultPick(found);
    const rowNumbers = picked === null ? free : safeRows(found, free, picked);
    if (rowNumbers.length === 0) continue;
    for (const rowNumber of rowNumbers) claimed.add(placeOf({ ...found, rowNumber }));
    repairs.push({ ...found, rowNumbers });
  }
  const all = [...repairs, ...leftByHand(ground, repairs)].map((one) => named(ground, one));
  return all.sort(
    (one, other) =>
      one.severity.localeCompare(other.severity) || other.rowNumbers.length - one.rowNumbers.length,
  );
}

function leftByHand({ check }: RepairGround, repairs: readonly FoundRepair[]): FoundRepair[] {
  const repaired = new Set(repairs.flatMap(problemNames));
  const left = check.problems.filter((one) => !repaired.has(nameOf(one)));
  const groups = groupBy(left, ({ code, column }) => `${code} ${column}`);
  return [...groups.values()].flatMap(([first, ...more]): FoundRepair[] => {
    if (!first) return [];
    const { column, code } = first;
    const rowNumbers = rowNumbersOf([first, ...more]);
    const found = { kind: 'by.hand', column, facts: { problem: first }, removes: [code] } as const;
    return [{ ...found, rowNumbers, ...noChoice, repairRow: null }];
  });
}

function problemNames({ removes, rowNumbers, column }: FoundRepair): string[] {
  return removes.flatMap((code) => rowNumbers.map((rowNumber) => nameOf({ rowNumber, column, code })));
}

function named({ problemsByCode }: RepairGround, found: FoundRepair): Repair {
  const rows = new Set(found.rowNumbers);
  const removed = found.removes.flatMap((code) => problemsByCode.get(code) ?? []);
  const own = removed.filter((one: RowProblem) => one.column === found.column && rows.has(one.rowNumber));
  const severity: Severity = hasError(own) ? 'error' : 'warning';
  return { ...found, severity, id: idOf(found, severity) };
}

function idOf({ kind, column, facts, proposed, removes }: FoundRepair, severity: Severity): string {
  const told = kind === 'by.hand' ? removes : Object.values(facts);
  return [kind, column, severity, proposed ?? '', ...told].join(' ');
}
