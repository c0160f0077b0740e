import { SSF, type CellObject } from 'xlsx';

const formatter = SSF as {
  is_date(format: string): boolean;
  format(format: string, value: number, options: { readonly date1904: boolean }): string;
};

/** Codes of error values as the file format numbers them (ECMA-376 part 1, 18.17.3 and MS-XLS BErr). */
const errorTexts: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};
const knownErrors: ReadonlySet<string> = new Set(Object.values(errorTexts));

/** Makes texts of one workbook's cells: what the person meant, not always what the screen shows. */
export function createCellText(date1904: boolean): (cell: CellObject) => string {
  const numberText = createNumberText(date1904);
  return (cell) => {
    switch (cell.t) {
      case 's':
        return typeof cell.v === 'string' ? cell.v : '';
      case 'n':
        return typeof cell.v === 'number' ? numberText(cell.v, String(cell.z ?? 'General')) : '';
      case 'b':
        return booleanText(cell.v === true);
      case 'e':
        return errorText(errorTexts[Number(cell.v)] ?? '');
      // Days come as numbers, as the reader is asked for them, and a stub has no text; a damaged file has kinds that do not exist.
      case 'd':
      case 'z':
      default:
        return typeof cell.v === 'string' ? cell.v : '';
    }
  };
}

export function booleanText(value: boolean): string {
  return value ? 'TRUE' : 'FALSE';
}

/** The error as every version of the format names it; one that this list does not know is still an error. */
export function errorText(name: string): string {
  return knownErrors.has(name) ? name : '#VALUE!';
}

/** Makes texts of numbers by their formats: the day counts of one workbook begin in 1900 or in 1904. */
export function createNumberText(date1904: boolean): (value: number, format: string) => string {
  const kinds = new Map<string, NumberKind>();
  return (value, format) => {
    let kind = kinds.get(format);
    if (kind === undefined) kinds.set(format, (kind = kindOf(format)));
    if (kind === 'plain') return plainNumber(value);
    // A time without a day, or a day with a time, is shown as it is; only a pure day has one right spelling.
    const isDay = kind === 'date' && value >= 1 && Number.isInteger(value);
    return formatter.format(isDay ? 'yyyy-mm-dd' : format, value, { date1904 });
  };
}

type NumberKind = 'plain' | 'date' | 'as-shown';

/**
 * General and scientific formats shorten long IDs on the screen (`1.23457E+11`), so the number itself is taken. A format of zeros is how
 * people keep leading zeros (`0000123`), so what it shows is taken, as with every other format.
 */
function kindOf(format: string): NumberKind {
  if (isPlainFormat(format)) return 'plain';
  return formatter.is_date(format) ? 'date' : 'as-shown';
}

/** Whether the number itself is meant, whatever the screen shows of it. */
export function isPlainFormat(format: string): boolean {
  return format === 'General' || format === '@' || /[0#?]E[+-]/i.test(format);
}

/** The number with all its digits and no exponent. */
function plainNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) >= 1e21 ? BigInt(value).toString() : String(value);
}
