import { describe, expect, test } from 'vitest';
import { headerAliases } from './header-names.ts';
import { namesRoster, readHeader, secretColumns } from './map-columns.ts';
import { columnKeys, headerNames, type ColumnKey } from './template.ts';

const needed = ['Student ID', 'First Name', 'Last Name'];

describe('the header of a file', () => {
  test.each(['en', 'es'] as const)('of our own template is known: %s', (language) => {
    expect(readHeader(columnKeys.map((key) => headerNames[language][key]))).toEqual(columnKeys);
  });

  test('of an Error File is known, and the Error column is not used', () => {
    expect(readHeader([...needed, 'Error'])).toEqual(['studentId', 'firstName', 'lastName', null]);
    expect(readHeader([...needed, 'Errores'])).toEqual(['studentId', 'firstName', 'lastName', null]);
  });

  test.each<[string, ColumnKey]>([
    ['STUDENT_ID', 'studentId'],
    ['  student   id ', 'studentId'],
    ['\ufeffStudent ID*', 'studentId'],
    ['studentId', 'studentId'],
    ['Student #', 'studentId'],
    ['User ID', 'studentId'],
    ['N.º de estudiante', 'studentId'],
    ['Student GUID', 'userGuid'],
    ['GUID', 'userGuid'],
    ['First', 'firstName'],
    ['Given Name', 'firstName'],
    ['Nombre(s)', 'firstName'],
    ['Surname (required)', 'lastName'],
    ['apellidos', 'lastName'],
    ['Grade', 'gradeLevel'],
    ['Email Address', 'email'],
    ['E-mail', 'email'],
    ['correo electronico', 'email'],
    ['User Name', 'username'],
    ['CONTRASENA', 'password'],
    ['student.lastName', 'lastName'],
    ['STU.GR', 'gradeLevel'],
    ['First Name (Student)', 'firstName'],
    ['Name (First)', 'firstName'],
    ['Username (USERNAME)', 'username'],
  ])('may say %s', (header, key) => {
    expect(meaningOf(header)).toBe(key);
  });

  test.each(columnKeys)('has no other name for %s that means something else', (key) => {
    const names = [headerNames.en[key], headerNames.es[key], ...headerAliases[key]];

    expect(names.map(meaningOf)).toEqual(names.map(() => key));
  });

  test.each([
    'First Name (Parent)',
    'Nombre (FULL_NAME)',
    'Correo (del tutor)',
    'First Name [Preferred]',
    'Name',
  ])('is not known by a name that is not the student’s, or not the whole one: %s', (header) => {
    expect(meaningOf(header)).toBeNull();
  });

  test('is read by the clearer of two names for one thing', () => {
    expect(readHeader(['ID', 'Student Number', 'First Name', 'Last Name'])).toEqual([
      null,
      'studentId',
      'firstName',
      'lastName',
    ]);
  });

  test('tells of a class by a bare Start Date only beside a column of a class', () => {
    expect(readHeader([...needed, 'Start Date'])[3]).toBeNull();
    expect(readHeader([...needed, 'Class ID', 'Start Date'])[4]).toBe('classStartDate');
  });

  test('names a roster when it has what new students need', () => {
    expect(namesRoster(needed)).toBe(true);
    expect(namesRoster(['Student ID', 'Name'])).toBe(false);
    expect(namesRoster(['Room', '12'])).toBe(false);
  });

  test('may lack it beside a User GUID column, whose rows only update', () => {
    expect(namesRoster(['User GUID', 'Grade Level'])).toBe(true);
  });

  test('names none beyond doubt when two columns mean one thing', () => {
    expect(namesRoster([...needed, 'Nombre'])).toBe(false);
  });
});

describe('a column Rollbook does not use', () => {
  test.each([
    'Old Password',
    'pwd',
    'StudentPwd',
    'PIN',
    'Lunch PIN',
    'Passcode',
    'Contraseña vieja',
    'CLAVE',
    'NIP',
    'SSN',
    'Social-Security No.',
    'Número de Seguro Social',
  ])('counts as a secret when it is called %s', (header) => {
    expect(secretColumns(['Student ID', header], ['studentId', null])).toEqual([1]);
  });

  test.each(['Pinned', 'Opinion', 'Homeroom', 'Passport', 'Classname', ''])(
    'does not when it is called "%s"',
    (header) => {
      expect(secretColumns([header], [null])).toEqual([]);
    },
  );
});

test('the Password column itself is used, so it is not among the secret ones', () => {
  expect(secretColumns(['Password'], ['password'])).toEqual([]);
});

function meaningOf(header: string): ColumnKey | null | undefined {
  return readHeader([header])[0];
}
