/**
 * What a spreadsheet might run as a formula: a text that begins with = + - @, a tab or a line break (the list of
 * OWASP's "CSV Injection"), or with their full-width forms, which some programs treat alike. Blanks and invisible
 * characters before the sign do not help every program, so they do not help here. Apostrophes in front count too,
 * otherwise taking the mark off again could not tell ours from the person's own.
 */
const looksLikeFormula = /^'*(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

/** The text as it may stand in a file: a leading apostrophe keeps spreadsheets from running it. */
export function writeSafely(text: string): string {
  return looksLikeFormula.test(text) ? `'${text}` : text;
}

/**
 * The exact opposite: `readSafely(writeSafely(text))` is `text`, for every text.
 *
 * Both file formats use it in both directions. XLSX cells are typed and would not need it, but a CSV that was opened
 * and saved as XLSX carries the apostrophe along as text, and the reverse happens just as often.
 */
export function readSafely(text: string): string {
  return text.charCodeAt(0) === APOSTROPHE && looksLikeFormula.test(text) ? text.slice(1) : text;
}

const APOSTROPHE = 39;
