/** Position of the first entry with this row number or a higher one; the entries are in row order. */
export function findRow(entries: readonly { readonly rowNumber: number }[], rowNumber: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.rowNumber ?? 0) < rowNumber) low = middle + 1;
    else high = middle;
  }
  return low;
}
