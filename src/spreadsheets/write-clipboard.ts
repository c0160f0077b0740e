import { writeSafely } from './safe-cell.ts';

/** A block of cells as other programs take it. */
export interface ClipboardBlock {
  readonly text: string;
  readonly html: string;
}

/**
 * The cells as tab-separated text and as a table. The table says that every cell is text, so that Excel and LibreOffice keep
 * leading zeros; `readClipboard` gives the same cells again.
 */
export function writeClipboard(rows: readonly (readonly string[])[]): ClipboardBlock {
  const safe = rows.map((cells) => cells.map(writeSafely));
  return {
    text: safe.map((cells) => cells.map(tabCell).join('\t')).join('\r\n'),
    html: `<meta charset="utf-8"><table>${safe.map(tableRow).join('')}</table>`,
  };
}

function tabCell(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tableRow(cells: readonly string[]): string {
  return `<tr>${cells.map(tableCell).join('')}</tr>`;
}

function tableCell(text: string): string {
  return `<td style='white-space:pre-wrap;mso-number-format:"\\@"'>${escapeText(text)}</td>`;
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\r\n?|\n/g, '<br>');
}
