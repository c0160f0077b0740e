import { problem, type RowProblem } from './problem.ts';
import type { RosterIndex } from './roster-index.ts';
import { rowsOf } from './row-groups.ts';

/** Fewer students say nothing about what is usual. */
const leastStudents = 10;
/** How many of the IDs have the usual length, and how many of those begin with a zero, at least. */
const usualShare = 0.9;
const paddedShare = 0.1;
const leastPadded = 3;

/**
 * Student IDs that have probably lost zeros in a spreadsheet: digits only, and shorter than nearly all the others of the roster,
 * which are digits of one length, some with zeros in front. IDs that nobody pads with zeros have no usual length, and none
 * of them is marked: a school may well go from 999 to 1000.
 */
export function findShortIds({ students }: RosterIndex): RowProblem[] {
  const { byKey } = students.byId;
  const usual = findUsualLength(byKey.keys(), byKey.size);
  if (usual === null) return [];
  const found: RowProblem[] = [];
  for (const [id, known] of byKey) {
    if (id.length >= usual || !isDigits(id)) continue;
    for (const { rowNumber } of rowsOf(known)) {
      found.push(
        problem('cell.shorter_than_others', { rowNumber, column: 'studentId', value: id }, { usual }),
      );
    }
  }
  return found;
}

/** The length of IDs that are padded with zeros; null when they are not, or of several lengths. */
function findUsualLength(ids: Iterable<string>, count: number): number | null {
  if (count < leastStudents) return null;
  const lengths = new Map<number, { all: number; padded: number }>();
  for (const id of ids) {
    if (!isDigits(id)) continue;
    const ofLength = lengths.get(id.length) ?? { all: 0, padded: 0 };
    ofLength.all += 1;
    if (id.startsWith('0')) ofLength.padded += 1;
    lengths.set(id.length, ofLength);
  }
  for (const [length, { all, padded }] of lengths) {
    if (all < count * usualShare) continue;
    return padded >= Math.max(leastPadded, all * paddedShare) ? length : null;
  }
  return null;
}

function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}
