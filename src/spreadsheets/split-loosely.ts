/**
 * Rows of a text file whose quotes are not in order, such as `1,"Bo" Ray,Smith` or a quote that is never closed.
 *
 * A strict reader goes on to the next quote, and swallows the rows between into one cell. Here a cell whose
 * quotes do not close just before the next delimiter or line break is taken as it was typed, quotes and all: nothing is lost.
 */
export function splitLoosely(text: string, delimiter: string, onRow: (cells: string[]) => void): void {
  const plainEnd = new RegExp(`[${delimiter.replace(/[\\\]^-]/, '\\$&')}\r\n]`, 'g');
  let cells: string[] = [];
  let position = 0;
  while (position <= text.length) {
    const quoted = text[position] === '"' ? readQuoted(text, position, delimiter) : null;
    const end = quoted?.end ?? nextMatch(plainEnd, text, position);
    cells.push(quoted?.cell ?? text.slice(position, end));
    if (text[end] === delimiter) {
      position = end + 1;
      continue;
    }
    onRow(cells);
    cells = [];
    if (end >= text.length) return;
    position = text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
  }
}

/** The cell that begins with a quote at `start`, and where it ends; null when its quotes are not in order. */
function readQuoted(text: string, start: number, delimiter: string): { cell: string; end: number } | null {
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return null;
  let end = close + 1;
  while (text[end] === ' ') end += 1;
  const follows = text[end] ?? '\n';
  if (follows !== delimiter && follows !== '\n' && follows !== '\r') return null;
  return { cell: text.slice(start + 1, close).replaceAll('""', '"'), end };
}

function nextMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}
