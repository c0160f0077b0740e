/**
 * How many letters must be added, left out, replaced, or swapped with their neighbour to turn one text into the other (optimal
 * string alignment). Meant for words: the time is the product of the lengths.
 */
export function editDistance(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  let beforeLast: number[] = [];
  let last = b.concat('').map((_, index) => index);
  for (const [row, letter] of a.entries()) {
    const current = [row + 1];
    for (const [column, wanted] of b.entries()) {
      const replaced = at(last, column) + (letter === wanted ? 0 : 1);
      let least = Math.min(replaced, at(last, column + 1) + 1, at(current, column) + 1);
      const isSwapped = letter === b[column - 1] && a[row - 1] === wanted;
      if (isSwapped) least = Math.min(least, at(beforeLast, column - 1) + 1);
      current.push(least);
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

/** Every position asked for was written before. */
function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
