/** A made-up class list of one upload. Its Student IDs begin with its prefix, but for one of the list before it. */
export interface ClassList {
  readonly name: string;
  readonly text: string;
  readonly prefix: string;
  readonly newStudents: number;
  readonly rowCount: number;
}

/** List number `n`, different for each; the first student of the list before stands in it once more. */
export function classList(series: string, n: number, newStudents: number): ClassList {
  const prefix = prefixOf(series, n);
  const known = n === 0 ? [] : [studentLine(prefixOf(series, n - 1), 0)];
  const lines = Array.from({ length: newStudents }, (_, index) => studentLine(prefix, index));
  return {
    name: `${series}-${n}.csv`,
    text: ['Student ID,First Name,Last Name', ...lines, ...known].join('\r\n'),
    prefix,
    newStudents,
    rowCount: lines.length + known.length,
  };
}

function prefixOf(series: string, n: number): string {
  return `${series}-${n}-`;
}

/** The name hangs on the ID, so that a student met again has the same one. */
function studentLine(prefix: string, index: number): string {
  return `${prefix}${index},Kim${'abcdefghij'[index % 10]},Tester`;
}
