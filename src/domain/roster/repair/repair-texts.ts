import type { ProblemCode } from '../problem.ts';
import { columnKeys, type ColumnKey } from '../template.ts';
import { noChoice, type FoundRepair } from './repair.ts';
import { hasColumn, placeOf, textAt, type RepairGround } from './repair-ground.ts';

/** Quotes and the like that a program put around a value, and gaps in names that nobody sees. */
export function findUntidyTexts(ground: RepairGround): FoundRepair[] {
  return columnKeys
    .filter((column) => column !== 'password' && hasColumn(ground, column))
    .flatMap((column) => [
      ...inColumn(ground, column, 'text.quotes', withoutQuotes),
      ...(spacedColumns.has(column) ? inColumn(ground, column, 'text.spaces', withoutGaps) : []),
    ]);
}

const spacedColumns: ReadonlySet<ColumnKey> = new Set(['firstName', 'lastName', 'className']);

/** What quotes around a value can be to blame for. */
const blamed: readonly ProblemCode[] = [
  'grade.unknown',
  'email.malformed',
  'username.characters',
  'date.unreadable',
  'guid.malformed',
];

/** Names may begin with an apostrophe (`ʻAna`, `'Abd`); a number with one in front was marked as text. */
const apostropheFirst: ReadonlySet<ColumnKey> = new Set([
  'studentId',
  'gradeLevel',
  'classId',
  'classGradeLevel',
  'classStartDate',
  'classEndDate',
  'masterCode',
]);

/** Looked at first: it is asked of every cell of the file. */
const maybeQuoted = /^[="'’`“‘]/;

function withoutQuotes(text: string, column: ColumnKey): string {
  if (!maybeQuoted.test(text)) return text;
  const inside = /^=?"([^"]*)"$|^'([^']*)'$|^“([^”]*)”$|^‘([^’]*)’$/.exec(text)?.slice(1).find(Boolean);
  if (inside !== undefined) return inside.trim();
  return apostropheFirst.has(column) && /^['’`][\p{L}\d]/u.test(text) ? text.slice(1) : text;
}

function withoutGaps(text: string): string {
  return text.includes('  ') ? text.replace(/ {2,}/g, ' ') : text;
}

/** Two repairs: of cells that are refused as they are, and of cells that are merely untidy. */
function inColumn(
  ground: RepairGround,
  column: ColumnKey,
  kind: 'text.quotes' | 'text.spaces',
  tidy: (text: string, column: ColumnKey) => string,
): FoundRepair[] {
  const untidy = ground.rows.filter(({ cells }) => {
    const text = cells[column] ?? '';
    return text !== '' && tidy(text, column) !== text;
  });
  if (untidy.length === 0) return [];
  const refused = blamedRows(ground, column);
  const troubled = untidy.filter(({ rowNumber }) => refused.has(rowNumber));
  const merely = untidy.filter(({ rowNumber }) => !ground.troubledCells.has(placeOf({ rowNumber, column })));
  return [troubled, merely].flatMap((rows): FoundRepair[] => {
    if (rows.length === 0) return [];
    const repairRow = (rowNumber: number) => [
      { column, text: tidy(textAt(ground, rowNumber, column), column) },
    ];
    const rowNumbers = rows.map((row) => row.rowNumber);
    const removes = rows === troubled ? blamed : [];
    return [{ kind, column, facts: {}, removes, rowNumbers, ...noChoice, repairRow }];
  });
}

function blamedRows({ problemsByCode }: RepairGround, column: ColumnKey): ReadonlySet<number> {
  const found = blamed.flatMap((code) => problemsByCode.get(code) ?? []);
  return new Set(found.filter((one) => one.column === column).map((one) => one.rowNumber));
}
