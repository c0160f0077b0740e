import type { CopiedCell } from './read-clipboard.ts';

/** What a program says is stored in a cell, and the format it is shown in; a blank format shows numbers as they are. */
interface StoredNumber {
  readonly value: number;
  readonly format: string;
}

/**
 * The text of a cell that holds a number: the number itself where the screen may shorten it (`1.23E+11`), a day in its one
 * right spelling, else what is shown, because a format of zeros is how people keep leading zeros. As for workbook files.
 * Null when the cell tells of no number.
 */
export function copiedNumber(cell: CopiedCell, styles: string): string | null {
  const stored = fromSheets(cell) ?? fromLibreOffice(cell) ?? fromExcel(cell, styles);
  if (stored === null || !Number.isFinite(stored.value)) return null;
  const { value, format } = stored;
  if (format === '' || /^general$/i.test(format) || /[0#?]e[+-]/i.test(format)) return plainNumber(value);
  return isDate(format) && Number.isInteger(value) && value >= 1 ? dayText(value) : null;
}

/** Kinds of number formats as Google Sheets counts them. */
const sheetsKinds: Readonly<Record<number, string>> = { 5: 'yyyy-mm-dd', 8: '0.00E+00' };

/** `data-sheets-value='{"1":3,"3":12}'`: kind 3 is a number. `data-sheets-numberformat='{"1":2,"2":"0000"}'`. */
function fromSheets({ attributes }: CopiedCell): StoredNumber | null {
  const value = readJson(attributes['data-sheets-value'])?.['3'];
  if (typeof value !== 'number') return null;
  const told = readJson(attributes['data-sheets-numberformat']);
  const kind = sheetsKinds[Number(told?.['1'])];
  const pattern = told?.['2'];
  return { value, format: kind ?? (typeof pattern === 'string' ? pattern : '') };
}

/** What another program wrote may be anything. */
function readJson(text: string | undefined): Readonly<Record<string, unknown>> | null {
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** `sdval="12" sdnum="1033;0;0000"`: language of the document, language of the format, format. */
function fromLibreOffice({ attributes }: CopiedCell): StoredNumber | null {
  const { sdval, sdnum = '' } = attributes;
  if (sdval === undefined || sdval === '') return null;
  return { value: Number(sdval), format: sdnum.split(';').slice(2).join(';') };
}

/** `x:num="12"`, with `mso-number-format` in the cell's own style or in that of its class. */
function fromExcel({ attributes }: CopiedCell, styles: string): StoredNumber | null {
  const number = attributes['x:num'];
  if (number === undefined || number === '') return null;
  const own = formatIn(attributes['style'] ?? '');
  return { value: Number(number), format: own ?? formatIn(rulesOf(attributes['class'] ?? '', styles)) ?? '' };
}

function rulesOf(className: string, styles: string): string {
  const rules = [...styles.matchAll(/\.([\w-]+)\s*\{([^}]*)\}/g)];
  return rules.find(([, name]) => name === className)?.[2] ?? '';
}

/** Excel writes `mso-number-format:"0000"`, with a backslash before signs that mean something else in a style. */
function formatIn(rules: string): string | undefined {
  const found = /mso-number-format:\s*(?:"([^"]*)"|([^;"}]*))/.exec(rules);
  return (found?.[1] ?? found?.[2])?.replaceAll('\\', '').trim();
}

function isDate(format: string): boolean {
  if (/^(?:short|long|medium) date$/i.test(format)) return true;
  const letters = format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  return /[dy]/i.test(letters) && !/[0#?]/.test(letters);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days are counted from 30 December 1899 (Google Sheets and LibreOffice; Excel from March 1900 on). */
function dayText(day: number): string {
  const time = new Date(Date.UTC(1899, 11, 30) + day * DAY_MS);
  return time.toISOString().slice(0, 10);
}

function plainNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) >= 1e21 ? BigInt(value).toString() : String(value);
}
