import { describe, expect, test } from 'vitest';
import { zipArchive, type Part } from '#tests/fixtures/zip-archive.ts';
import { readFile } from './read-file.ts';
import { readFiles } from './read-files.ts';
import type { NamedFile } from './unpack-archive.ts';

function file(name: string, content: string | Uint8Array): NamedFile {
  return { name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content };
}

const list = 'Student ID,First Name,Last Name\r\n0012,Ana,Lopez\r\n';
const oneRoster: readonly Part[] = [
  {
    name: 'users.csv',
    content:
      'sourcedId,status,enabledUser,role,givenName,familyName,identifier\r\n' +
      'u1,active,true,student,Ana,Lopez,001\r\nt1,active,true,teacher,Tom,Ray,9\r\n',
  },
  { name: 'classes.csv', content: 'sourcedId,title,classType,schoolSourcedId\r\nc1,Math,scheduled,s1\r\n' },
  { name: 'enrollments.csv', content: 'sourcedId,classSourcedId,userSourcedId,role\r\ne1,c1,u1,student\r\n' },
];

function zip(name: string, ...parts: readonly Part[]): NamedFile {
  return file(name, zipArchive(parts));
}

function outcome(...chosen: readonly NamedFile[]) {
  const read = readFiles(chosen, readFile);
  return read.ok ? read.value.table.rows.map(({ cells }) => cells.join('|')) : read.refusal;
}

describe('files chosen together', () => {
  test('of one export are one roster', () => {
    const files = oneRoster.map(({ name, content }) => file(name, content));
    expect(outcome(...files)).toEqual(['u1|active|true|student|Ana|Lopez|001|c1|Math|||']);
  });

  test('are the same in an archive, in a folder of it, and beside what the Mac puts there', () => {
    const inFolder = oneRoster.map((part) => ({ ...part, name: `export/${part.name}` }));
    const hidden = { name: '__MACOSX/export/._users.csv', content: 'x' };
    expect(outcome(zip('export.zip', { name: 'export/', content: '' }, ...inFolder, hidden))).toEqual([
      'u1|active|true|student|Ana|Lopez|001|c1|Math|||',
    ]);
  });

  test('that do not belong together are refused with their names', () => {
    expect(outcome(file('a.csv', list), file('b.csv', list))).toEqual({
      code: 'file.set_unknown',
      names: ['a.csv', 'b.csv'],
    });
  });

  test('with a workbook among them are no set', () => {
    const book = zip('b.xlsx', { name: 'xl/workbook.xml', content: '<workbook/>' });
    expect(outcome(file('a.csv', list), book)).toMatchObject({ code: 'file.set_unknown' });
  });

  test('are not more than one file may be', () => {
    const half = file('a.csv', 'x'.repeat(13 * 1024 * 1024));
    expect(outcome(half, half)).toMatchObject({ code: 'file.too_large' });
  });
});

describe('an archive', () => {
  test('with one file that can be read is that file', () => {
    expect(outcome(zip('list.zip', { name: 'list.csv', content: list }))).toEqual(['0012|Ana|Lopez']);
  });

  test('may hold a note beside the file', () => {
    const note = { name: 'read me.txt', content: 'Exported on Monday' };
    expect(outcome(zip('list.zip', note, { name: 'list.csv', content: list }))).toEqual(['0012|Ana|Lopez']);
  });

  test.each([
    ['nothing that can be read', zip('a.zip', { name: 'a.png', content: 'x' }), 'file.wrong_type'],
    [
      'a password',
      zip('a.zip', { name: 'a.csv', content: list, claims: { flags: 1 } }),
      'file.password_protected',
    ],
    [
      'a file that is damaged',
      zip('a.zip', { name: 'a.csv', content: list, claims: { size: 9 } }),
      'file.unreadable',
    ],
    [
      'a file that says it unpacks to 400 MB',
      zip('a.zip', { name: 'a.csv', content: list, claims: { size: 400 * 1024 * 1024 } }),
      'file.too_large',
    ],
    [
      'a file that unpacks to a thousand times its size',
      zip('a.zip', { name: 'a.csv', content: ' '.repeat(25 * 1024 * 1024) }),
      'file.unreadable',
    ],
    [
      'another archive',
      zip('a.zip', { name: 'a.zip', content: zipArchive([{ name: 'list.csv', content: list }]) }),
      'file.wrong_type',
    ],
  ])('with %s is refused', (_, archive, code) => {
    expect(outcome(archive)).toMatchObject({ code });
  });
});

test('of a single users file only the students are taken, in their own rows', () => {
  const [users] = oneRoster;
  const read = readFiles([file('users.csv', users?.content ?? '')], readFile);
  expect(read).toMatchObject({
    ok: true,
    value: { table: { rows: [{ rowNumber: 2 }] }, notes: [{ code: 'set.other_people', count: 1 }] },
  });
});
