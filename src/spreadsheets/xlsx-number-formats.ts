import { contentOf, elementsOf } from './xml-elements.ts';

/** Formats every program has and no file spells out (ECMA-376 part 1, 18.8.30), as far as they matter here; others show as numbers. */
const builtIn: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yy h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;[Red](#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;[Red](#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mmss.0',
  48: '##0.0E+0',
  49: '@',
};

/** Days in the formats of East Asian versions. */
const eastAsianDays: ReadonlySet<number> = new Set([27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** The number format of every cell format, by its position; the list that a cell's `s` points into. */
export function readNumberFormats(styles: string): string[] {
  const own = new Map(
    elementsOf(contentOf(styles, 'numFmts'), 'numFmt').map((format) => [
      Number(format.get('numFmtId')),
      format.get('formatCode') ?? '',
    ]),
  );
  return elementsOf(contentOf(styles, 'cellXfs'), 'xf').map((cellFormat) => {
    const id = Number(cellFormat.get('numFmtId') ?? 0);
    return own.get(id) ?? builtIn[id] ?? (eastAsianDays.has(id) ? 'm/d/yy' : 'General');
  });
}
