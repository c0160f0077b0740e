/** Characters a cell can hold; spreadsheet programs refuse a file with a longer one. */
const MAX_CELL_LENGTH = 32_767;

/** What XML cannot hold, or would change: control characters, and CR, which every XML reader turns into LF. */
// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
// eslint-disable-next-line no-control-regex
const special = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_x/;

/**
 * A text as it may stand in a part of an XLSX file. Characters XML cannot hold become `_x0001_`; a text that looks
 * like such a code has its first mark escaped, so that it comes back as it was (ECMA-376 part 1, ST_Xstring).
 */
export function xmlText(text: string): string {
  if (!special.test(text)) return text.slice(0, MAX_CELL_LENGTH);
  return text
    .slice(0, MAX_CELL_LENGTH)
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(unprintable, (letter) => `_x${letter.charCodeAt(0).toString(16).padStart(4, '0')}_`);
}
