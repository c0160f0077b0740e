import type { ProblemCode } from '../problem.ts';
import { requiredForNewStudent, type ColumnKey } from '../template.ts';
import { noChoice, type FoundRepair, type RepairFacts } from './repair.ts';
import { problemsByColumn, rowNumbersOf, textAt, type RepairGround } from './repair-ground.ts';

type BlankingKind = 'username.make' | 'password.make' | 'formula.blank' | 'guid.blank' | 'master_code.blank';

type Blanking = {
  readonly [Kind in BlankingKind]: {
    readonly kind: Kind;
    readonly facts: RepairFacts[Kind];
    readonly removes: readonly ProblemCode[];
    readonly columns: readonly ColumnKey[];
    /** Whether the row can do without the cell. */
    readonly mayBlank?: (ground: RepairGround, rowNumber: number, column: ColumnKey) => boolean;
  };
}[BlankingKind];

/** Cells that a row is better without: Rollbook makes usernames and passwords, and finds people and classes by their IDs. */
const blankings: readonly Blanking[] = [
  {
    kind: 'username.make',
    facts: { why: 'not-allowed' },
    removes: ['username.too_short', 'username.characters', 'cell.too_long'],
    columns: ['username'],
  },
  { kind: 'username.make', facts: { why: 'twice' }, removes: ['username.repeated'], columns: ['username'] },
  { kind: 'username.make', facts: { why: 'taken' }, removes: ['username.taken'], columns: ['username'] },
  {
    kind: 'password.make',
    facts: {},
    removes: ['password.too_short', 'password.too_long', 'password.common', 'password.same_as_person'],
    columns: ['password'],
  },
  {
    kind: 'formula.blank',
    facts: {},
    removes: ['cell.formula_error'],
    columns: [
      'gradeLevel',
      'email',
      'username',
      'className',
      'classGradeLevel',
      'classStartDate',
      'classEndDate',
      'masterCode',
    ],
  },
  {
    kind: 'guid.blank',
    facts: {},
    removes: ['guid.malformed', 'student.unknown_guid', 'class.unknown_guid'],
    columns: ['userGuid', 'classGuid'],
    mayBlank: isNamedOtherwise,
  },
  { kind: 'master_code.blank', facts: {}, removes: ['master_code.unknown'], columns: ['masterCode'] },
];

export function findBlankings(ground: RepairGround): FoundRepair[] {
  return blankings.flatMap((one) => blankingsOf(ground, one));
}

function blankingsOf(ground: RepairGround, blanking: Blanking): FoundRepair[] {
  const { mayBlank = () => true, columns, ...found } = blanking;
  const byColumn = [...problemsByColumn(ground, found.removes)].filter(([column]) =>
    columns.includes(column),
  );
  return byColumn.flatMap(([column, problems]): FoundRepair[] => {
    const rowNumbers = rowNumbersOf(problems).filter((one) => mayBlank(ground, one, column));
    if (rowNumbers.length === 0) return [];
    return [{ ...found, column, rowNumbers, ...noChoice, repairRow: () => [{ column, text: '' }] }];
  });
}

function isNamedOtherwise(ground: RepairGround, rowNumber: number, column: ColumnKey): boolean {
  const needed: readonly ColumnKey[] = column === 'userGuid' ? requiredForNewStudent : ['classId'];
  return needed.every((one) => textAt(ground, rowNumber, one) !== '');
}
