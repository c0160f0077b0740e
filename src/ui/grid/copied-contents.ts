import type { CopiedContents, CopiedTable } from '#worker/clipboard.ts';

/**
 * What stands on the clipboard, its table taken apart. The page that carries the table is read in a document of its own,
 * which runs no script and loads nothing.
 */
export function copiedContents(clipboard: Pick<DataTransfer, 'getData'>): CopiedContents {
  const text = clipboard.getData('text/plain');
  const page = new DOMParser().parseFromString(clipboard.getData('text/html'), 'text/html');
  const styles = [...page.querySelectorAll('style')].map((style) => style.textContent).join('\n');
  return { text, table: tableOf(page), styles };
}

function tableOf(page: Document): CopiedTable | null {
  const [table] = [...page.querySelectorAll('table')].sort(
    (one, other) => other.rows.length - one.rows.length,
  );
  if (table && table.rows.length > 0) return [...table.rows].map((row) => [...row.cells].map(toCell));
  // One copied cell of Google Sheets comes without a table.
  const single = page.querySelector<HTMLElement>('[data-sheets-value]');
  return single && [[toCell(single)]];
}

function toCell(element: HTMLElement): CopiedTable[number][number] {
  const { colSpan, rowSpan } = element instanceof HTMLTableCellElement ? element : { colSpan: 1, rowSpan: 1 };
  const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
  return { text: shownText(element), columnSpan: colSpan, rowSpan, attributes };
}

/** As a reader sees it: blanks of the markup run together, blocks and `<br>` begin lines. */
function shownText(element: Element): string {
  const lines = linesOf(element, isKept(element)).replaceAll(/ *\n */g, '\n');
  return lines.replace(/^[ \n]+|[ \n]+$/g, '').replaceAll('\u00a0', ' ');
}

function linesOf(element: Element, keepsBlanks: boolean): string {
  let text = '';
  for (const node of element.childNodes) {
    if (node instanceof Text)
      text += keepsBlanks ? keep(node.data) : node.data.replaceAll(/[ \t\r\n\f]+/g, ' ');
    else if (node instanceof Element) text += innerText(node, keepsBlanks, text);
  }
  return text;
}

const unseen: ReadonlySet<string> = new Set(['STYLE', 'SCRIPT', 'TEMPLATE', 'TABLE']);
const blocks: ReadonlySet<string> = new Set(['P', 'DIV', 'LI', 'UL', 'OL']);

function innerText(element: Element, keepsBlanks: boolean, before: string): string {
  if (unseen.has(element.tagName)) return '';
  if (element.tagName === 'BR') return '\n';
  const text = linesOf(element, keepsBlanks || isKept(element));
  const beginsLine = blocks.has(element.tagName) && before.trim() !== '' && !before.endsWith('\n');
  return beginsLine ? `\n${text}` : text;
}

function isKept(element: Element): boolean {
  return /white-space:\s*pre/.test(element.getAttribute('style') ?? '');
}

/** Blanks that must survive what is done to those of the markup. */
function keep(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(' ', '\u00a0');
}
