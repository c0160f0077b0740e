import { describe, expect, test } from 'vitest';
import { createTableBuilder } from './build-table.ts';
import { readCsv } from './read-csv.ts';

const header = ['Student ID', 'First Name', 'Last Name'];

function tableOf(...rows: readonly (readonly string[])[]) {
  const builder = createTableBuilder();
  for (const [index, cells] of rows.entries()) builder.add([...cells], index + 1);
  const result = builder.finish();
  if (!result.ok) throw new Error(result.refusal.code);
  return { header: result.value.header, rows: result.value.rows.map((row) => [row.rowNumber, ...row.cells]) };
}

describe('a sheet with something above its header', () => {
  test('is read from the header on, and its rows keep their numbers', () => {
    expect(
      tableOf(['Lincoln Elementary'], [], ['Room 4', '', 'Fall'], header, ['1', 'Ana', 'Lopez']),
    ).toEqual({
      header,
      rows: [[5, '1', 'Ana', 'Lopez']],
    });
  });

  test('gets no columns from a title that is wider than the table', () => {
    const title = ['Class', ...Array<string>(9).fill(''), 'printed today'];
    expect(tableOf(title, header, ['1', 'Ana', 'Lopez']).header).toEqual(header);
  });

  test('takes the first of two headers, and what follows is rows', () => {
    const { rows } = tableOf(['Title'], header, ['1', 'Ana', 'Lopez'], header, ['Total', '1', '']);
    expect(rows.map((row) => row[0])).toEqual([3, 4, 5]);
  });

  test('may have it in row 20 at the latest, unless all above is blank', () => {
    const notes = (count: number) => Array.from({ length: count }, (_, index) => [`Note ${index}`]);
    expect(tableOf(...notes(19), header, ['1', 'Ana', 'Lopez']).header).toEqual(header);
    expect(tableOf(...notes(20), header, ['1', 'Ana', 'Lopez'])).toMatchObject({
      header: ['Note 0', '', ''],
    });
    expect(tableOf(...Array.from({ length: 30 }, () => []), header).header).toEqual(header);
  });

  test('without a clear header keeps the row that was meant for one', () => {
    const { header: found } = tableOf(['Title'], ['Student ID', 'First Name'], ['1', 'Ana']);
    expect(found).toEqual(['Student ID', 'First Name']);
  });
});

describe('a text file with a title', () => {
  test.each([',', ';', '\t', '|'])('has the mark of its header between cells, here %j', (mark) => {
    const title = 'Lincoln Elementary, Room 4; Ms. Kim, grades 3, 4, 5';
    const text = [title, '', header.join(mark), ['1', 'Ana', 'Lopez'].join(mark)].join('\r\n');
    expect(readCsv(new TextEncoder().encode(text))).toMatchObject({
      value: { header, rows: [{ rowNumber: 4, cells: ['1', 'Ana', 'Lopez'] }] },
    });
  });

  test('may have line breaks and quotes in the names of its columns', () => {
    const text = 'Class list\n"Student\nID";"First ""Name""";Last Name\n1;Ana;Lopez\n';
    expect(readCsv(new TextEncoder().encode(text))).toMatchObject({
      value: { rows: [{ rowNumber: 3, cells: ['1', 'Ana', 'Lopez'] }] },
    });
  });
});
