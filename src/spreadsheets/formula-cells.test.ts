import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { formulaCells } from '#tests/fixtures/formula-cells.ts';
import { readFile } from './read-file.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

const texts = formulaCells(10_000);
const table = {
  header: ['Student ID', 'First Name', 'Last Name'],
  rows: texts.map((text, index) => ({ cells: [`00${index}`, text, 'Lopez'] })),
};
const files = {
  'class.csv': new TextEncoder().encode(writeCsv(table)),
  'class.xlsx': writeXlsx(table, { sheetName: 'Class', textColumns: [0] }),
} as const;

describe.each(Object.entries(files))('10,000 texts that look like formulas, in %s', (name, bytes) => {
  test('all come back as they were', () => {
    const read = readFile(bytes, name);
    const found = read.ok ? read.value.rows.map(({ cells }) => cells[1]) : [];
    expect(found.filter((text, index) => text === texts[index])).toHaveLength(texts.length);
  });
});

test('every one of them is marked in a CSV file, so that no program runs it', () => {
  const marked = new TextDecoder().decode(files['class.csv']).match(/^00\d+,"?'/gm) ?? [];
  expect(marked).toHaveLength(texts.length);
});

const office = ['soffice', 'libreoffice'].find((program) => spawnSync(program, ['--version']).status === 0);

describe('LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'formula-cells-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  // It is a large program that a machine for tests mostly does not have; the tests above hold without it.
  test.skipIf(office === undefined).each(Object.entries(files))(
    'opens %s without a single formula',
    { timeout: 120_000 },
    (name, bytes) => {
      writeFileSync(join(folder, name), bytes);
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
      const options = [profile, '--headless', '--convert-to', 'fods', '--outdir', folder, join(folder, name)];
      execFileSync(office ?? '', options, { stdio: 'ignore' });
      const opened = readFileSync(join(folder, name.replace(/\.\w+$/, '.fods')), 'utf8');
      expect(opened.match(/table:formula=/g) ?? []).toEqual([]);
      expect(opened.match(/<table:table-row/g)?.length).toBeGreaterThan(10_000);
    },
  );
});
