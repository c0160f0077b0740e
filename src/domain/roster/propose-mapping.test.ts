import { describe, expect, test } from 'vitest';
import { proposeMapping, sureMapping } from './propose-mapping.ts';

const needed = ['Student ID', 'First Name', 'Last Name'];

/** "meaning certainty why" for each column. */
function proposal(header: readonly string[], ...lines: readonly string[]) {
  const { columns } = propose(header, ...lines);
  return columns.map(({ meaning, certainty, why }) => `${meaning ?? '-'} ${certainty} ${why}`);
}

function propose(header: readonly string[], ...lines: readonly string[]) {
  const rows = lines.map((line, index) => ({ rowNumber: index + 2, cells: line.split('|') }));
  return proposeMapping({ header, rows });
}

describe('a file with clear names', () => {
  test('is never asked about, whatever else stands in it', () => {
    const header = [...needed, 'Home Room', 'Parent Email', 'Contact'];
    const { isSure, columns } = propose(header, '1|Ana|Lopez|3|eva@example.org|eva@example.org');

    expect(isSure).toBe(true);
    expect(columns.map(({ meaning }) => meaning)).toEqual([
      'studentId',
      'firstName',
      'lastName',
      null,
      null,
      null,
    ]);
  });

  test('may tell of classes only, but not beside a column that may be the students’', () => {
    expect(propose(['Class ID', 'Class Name', 'Error'], 'M1|Math|').isSure).toBe(true);
    expect(propose(['Class ID', 'Class Name', 'Who'], 'M1|Math|Ana').isSure).toBe(false);
  });

  test('may have its names in one column that says so', () => {
    const { isSure, columns } = propose(['Student_Number', 'LastFirst'], '1|Lopez, Ana', '2|Kim, Ben');

    expect(isSure).toBe(true);
    expect(columns[1]).toEqual({ meaning: 'lastFirst', certainty: 'sure', why: 'name' });
  });
});

describe('a name', () => {
  test('that any program gives its own numbers is a question', () => {
    expect(proposal(['ID', 'First', 'Last'], '1|Ana|Lopez')).toEqual([
      'studentId likely vague',
      'firstName sure name',
      'lastName sure name',
    ]);
  });

  test('that two columns have is proposed for the better one, as a question', () => {
    expect(proposal(['Student Number', 'Student ID', 'First Name', 'Last Name'])).toEqual([
      '- unknown repeated',
      'studentId likely repeated',
      'firstName sure name',
      'lastName sure name',
    ]);
  });

  test('that may be another person’s is left to the teacher', () => {
    const header = ['Teacher Last Name', 'Username', 'Student ID', 'Student First Name', 'Student Last Name'];

    expect(proposal(header)[1]).toBe('- unknown whose');
    expect(proposal(['Teacher Name', 'Email', 'Student ID', 'Student Name'])[1]).toBe('- unknown whose');
    expect(proposal([...needed, 'Parent Last Name', 'Email'])[4]).toBe('email sure name');
  });

  test('of a secret is told apart', () => {
    expect(proposal(['Locker PIN', 'Name'])[0]).toBe('- sure secret');
  });
});

describe('cells', () => {
  test('tell of names, e-mail addresses, grades and IDs, always as a question', () => {
    const header = ['Pupil', 'Contact 1', 'Year', 'Reg. no.'];
    const lines = ['Lopez, Ana|ana@example.org|3rd|A-12', 'Kim, Ben|ben@example.org|K|A-13'];

    expect(proposal(header, ...lines)).toEqual([
      'lastFirst likely content',
      '- sure not_used',
      'gradeLevel likely content',
      'studentId likely content',
    ]);
    expect(proposal(['Pupil', 'Web', 'Year', 'Reg. no.'], ...lines)[1]).toBe('email likely content');
  });

  test('tell of a User GUID only when it is one of ours', () => {
    const own = '0190b1f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b';
    const other = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

    expect(proposal(['Key'], own)).toEqual(['userGuid likely content']);
    expect(proposal(['Class key'], own)).toEqual(['classGuid likely content']);
    expect(proposal(['Key'], other)[0]).not.toContain('Guid');
  });

  test('of which two columns could be meant propose neither', () => {
    expect(
      proposal(['A', 'B'], 'ana@example.org|eva@example.org', 'ben@example.org|kim@example.org'),
    ).toEqual(['- unknown not_used', '- unknown not_used']);
  });

  test('that count rows or telephone numbers are no IDs', () => {
    const header = ['Phone', '#', 'Full name'];

    expect(proposal(header, '555-0101|1|Ana Lopez', '555-0102|2|Ben Kim').slice(0, 2)).toEqual([
      '- unknown not_used',
      '- unknown not_used',
    ]);
  });

  test('show that a column called First Name holds whole names', () => {
    expect(proposal(['Matrícula', 'Nombre'], 'A1|López, Ana', 'A2|Ruiz, Luis')[1]).toBe(
      'lastFirst likely content',
    );
  });

  test('of which some lack the comma leave a question where the name says how they are written', () => {
    const lines = ['1|Lopez, Ana', '2|Kim, Ben', '3|Bo Li'];

    expect(proposal(['Student ID', 'LastFirst'], ...lines)[1]).toBe('lastFirst likely content');
    expect(proposal(['Student ID', 'Full name'], ...lines)[1]).toBe('- unknown whole_name');
  });

  test('that nobody can split are left to the teacher', () => {
    expect(proposal(['Student ID', 'Full name'], '1|Ana Lopez', '2|Ben Kim')[1]).toBe('- unknown whole_name');
  });

  test('that are all blank mean nothing', () => {
    expect(proposal(['ID', 'Nick'], '1|', '2| ')[1]).toBe('- sure blank');
  });
});

test('before anybody was asked, only sure columns count', () => {
  expect(sureMapping(propose(['ID', 'First', 'Last'], '1|Ana|Lopez'))).toEqual([
    null,
    'firstName',
    'lastName',
  ]);
});
