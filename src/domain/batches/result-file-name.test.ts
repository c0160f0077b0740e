import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultFileName } from './result-file-name.ts';

const completed = { kind: 'completed', format: 'csv', language: 'en' } as const;

describe('the name of a result file', () => {
  test.each([
    ['roster.csv', 'roster - completed.csv'],
    ['3rd grade, Fall 2026.v2.xlsx', '3rd grade, Fall 2026.v2 - completed.csv'],
    ['Año escolar – niños.CSV', 'Año escolar – niños - completed.csv'],
    ['roster', 'roster - completed.csv'],
    ['C:\\Users\\me\\roster.csv', 'roster - completed.csv'],
    ['../../etc/passwd', 'passwd - completed.csv'],
    ['a<b>:"c|?*.csv', 'a-b---c--- - completed.csv'],
    ['con.backup.csv', 'con_.backup - completed.csv'],
    ['.csv', 'roster - completed.csv'],
    ['roster\u202Evsc.exe', 'rostervsc - completed.csv'],
  ])('follows the uploaded file: %s', (uploaded, name) => {
    expect(resultFileName(uploaded, completed)).toBe(name);
  });

  test('says what the file is, in the language and format asked for', () => {
    expect(resultFileName('lista.csv', { kind: 'error', format: 'xlsx', language: 'es' })).toBe(
      'lista - errores.xlsx',
    );
    expect(resultFileName('???.csv', { ...completed, kind: 'uploaded' })).toBe('--- - uploaded.csv');
  });

  test('can be saved on any system, whatever the uploaded file is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400, size: 'max' }), (uploaded) => {
        const name = resultFileName(uploaded, completed);

        expect(name).not.toMatch(/[<>:"/\\|?*\p{C}]/u);
        expect(name).not.toMatch(/^[. ]|^(con|prn|aux|nul|com\d|lpt\d)\./i);
        expect(name).toMatch(/[^. ] - completed\.csv$/);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(240);
      }),
      { numRuns: 1_000 },
    );
  });
});
