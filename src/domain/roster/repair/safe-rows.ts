import { normalizeCell } from '../normalize-row.ts';
import type { RowProblem } from '../problem.ts';
import type { RosterRow } from '../row.ts';
import { classColumns, type ColumnKey } from '../template.ts';
import { validateRow } from '../validate-row.ts';
import { createRowLinks, isSolitary, linkKeys, type Reach, type RowLinks } from './linked-rows.ts';
import type { FoundRepair } from './repair.ts';
import { nameOf, type RepairGround } from './repair-ground.ts';
import { tryTogether, type Trial } from './try-together.ts';

/** Says which rows of a repair it may touch, see `createSafeRows`. */
export type SafeRows = (
  found: FoundRepair,
  rowNumbers: readonly number[],
  picked: string,
) => readonly number[];

/** Each round takes rows away; what is not settled by then is left to a person. */
const mostRounds = 4;

/** Columns by which the rules find the rows to compare a row with; a change there gives it new neighbours. */
const keyColumns: ReadonlySet<ColumnKey> = new Set([
  'userGuid',
  'studentId',
  'username',
  'classGuid',
  'classId',
  'className',
]);

/**
 * The rows a repair can be applied to without a new error in any row, and whose own problem it takes away. A repair is tried on
 * its rows and on those the rules compare with them, before it is ever offered; rows that meet a new error are left out.
 */
export function createSafeRows(ground: RepairGround): SafeRows {
  const known = new Map<Reach, RowLinks>();
  const linksOf = (reach: Reach) => {
    const links = known.get(reach) ?? createRowLinks(ground.rows, reach);
    known.set(reach, links);
    return links;
  };
  return (found, rowNumbers, picked) => {
    if (found.repairRow === null) return rowNumbers;
    const reach = reachOf(found.column);
    const links = linksOf(reach);
    const isAlone = (rowNumber: number) => {
      const row = ground.rowByNumber.get(rowNumber);
      return !keyColumns.has(found.column) && row !== undefined && isSolitary(row, links, reach);
    };
    const alone = rowNumbers.filter((one) => isAlone(one) && isSafeAlone(ground, found, one, picked));
    const others = rowNumbers.filter((one) => !isAlone(one));
    const together = safeTogether(ground, { found, rowNumbers: others, picked, reach, links });
    return [...alone, ...together].sort((one, other) => one - other);
  };
}

function reachOf(column: ColumnKey): Reach {
  return (classColumns as readonly ColumnKey[]).includes(column) ? 'class' : 'student';
}

/** Nothing outside the row can change. */
function isSafeAlone(ground: RepairGround, found: FoundRepair, rowNumber: number, picked: string): boolean {
  const row = ground.rowByNumber.get(rowNumber);
  const repaired = found.repairRow?.(rowNumber, picked) ?? [];
  if (row === undefined || repaired === 'delete') return true;
  const cells = { ...row.cells };
  for (const { column, text } of repaired) cells[column] = normalizeCell(text);
  const problems = validateRow({ rowNumber, cells }, ground.context);
  return !problems.some((one) => isTrouble(ground, found, one));
}

function isTrouble(
  { problemNames }: RepairGround,
  { column, removes }: FoundRepair,
  one: RowProblem,
): boolean {
  const isNew = one.severity === 'error' && !problemNames.has(nameOf(one));
  return isNew || (one.column === column && removes.includes(one.code));
}

function safeTogether(ground: RepairGround, trial: Trial): readonly number[] {
  let safe = trial.rowNumbers;
  for (let round = 0; round < mostRounds && safe.length > 0; round += 1) {
    const troubled = findTroubled(ground, { ...trial, rowNumbers: safe });
    if (troubled.size === 0) return safe;
    safe = safe.filter((rowNumber) => {
      const row = ground.rowByNumber.get(rowNumber);
      return row === undefined || !marksOf(row, trial.reach).some((mark) => troubled.has(mark));
    });
  }
  return [];
}

/** The marks of rows with a new error, or with the old problem still there. */
function findTroubled(ground: RepairGround, trial: Trial): Set<string> {
  const named = new Set(trial.rowNumbers);
  const { problems, readRow } = tryTogether(ground, trial);
  const troubled = new Set<string>();
  for (const one of problems) {
    const isNew = one.severity === 'error' && !ground.problemNames.has(nameOf(one));
    if (!isNew && !(named.has(one.rowNumber) && isTrouble(ground, trial.found, one))) continue;
    const row = readRow(one.rowNumber);
    if (row) for (const mark of marksOf(row, trial.reach)) troubled.add(mark);
  }
  return troubled;
}

/** The row itself, and what it is compared by. */
function marksOf(row: RosterRow, reach: Reach): string[] {
  const keys = linkKeys(row, reach).flatMap((key, at) => (key === '' ? [] : [`${at} ${key}`]));
  return [`row ${row.rowNumber}`, ...keys];
}
