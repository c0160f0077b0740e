import { describe, expect, test } from 'vitest';
import { headerAliases } from './header-names.ts';
import { mapHeader, secretColumns } from './map-columns.ts';
import { columnKeys, headerNames, type ColumnKey } from './template.ts';

const needed = ['Student ID', 'First Name', 'Last Name'];

describe('the header of a file', () => {
  test.each(['en', 'es'] as const)('of our own template is known: %s', (language) => {
    expect(mapHeader(columnKeys.map((key) => headerNames[language][key]))).toEqual({
      ok: true,
      value: columnKeys,
    });
  });

  test('of an Error File is known, and the Error column is not used', () => {
    expect(mapHeader([...needed, 'Error'])).toMatchObject({
      value: ['studentId', 'firstName', 'lastName', null],
    });
    expect(mapHeader([...needed, 'Errores'])).toMatchObject({
      value: ['studentId', 'firstName', 'lastName', null],
    });
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
    expect(mapHeader(['ID', 'Student Number', 'First Name', 'Last Name'])).toMatchObject({
      value: [null, 'studentId', 'firstName', 'lastName'],
    });
    expect(mapHeader(['ID', 'ID number', 'First Name', 'Last Name'])).toMatchObject({
      refusal: { code: 'file.header_repeated', header: 'ID number' },
    });
  });

  test('tells of a class by a bare Start Date only beside a column of a class', () => {
    expect(mapHeader([...needed, 'Start Date'])).toMatchObject({
      value: ['studentId', 'firstName', 'lastName', null],
    });
    expect(mapHeader([...needed, 'Class ID', 'Start Date'])).toMatchObject({
      value: ['studentId', 'firstName', 'lastName', 'classId', 'classStartDate'],
    });
  });

  test('is refused when an account in it may be another person’s', () => {
    const students = ['Student ID', 'Student First Name', 'Student Last Name'];
    expect(mapHeader([...students, 'Teacher Last Name', 'Email'])).toEqual({
      ok: false,
      refusal: { code: 'file.column_unclear', header: 'Email' },
    });
    expect(mapHeader([...students, 'Teacher Last Name', 'Student Email'])).toMatchObject({ ok: true });
    expect(mapHeader([...students, 'Teacher', 'Email'])).toMatchObject({ ok: true });
    expect(mapHeader([...needed, 'Parent Last Name', 'Email'])).toMatchObject({ ok: true });
  });

  test('is refused when two columns mean one thing', () => {
    expect(mapHeader([...needed, 'Nombre'])).toEqual({
      ok: false,
      refusal: { code: 'file.header_repeated', header: 'Nombre' },
    });
  });

  test('is refused when nothing in it tells of a student, with what stands there', () => {
    expect(mapHeader(['Room', '', ' 12 ', 'x', 'y', 'z'])).toEqual({
      ok: false,
      refusal: { code: 'file.no_header', found: 'Room, 12, x, y' },
    });
  });

  test('is refused when it lacks what new students need', () => {
    expect(mapHeader(['Student ID', 'Name'])).toEqual({
      ok: false,
      refusal: { code: 'file.columns_missing', missing: ['firstName', 'lastName'] },
    });
  });

  test('may lack it beside a User GUID column, whose rows only update', () => {
    expect(mapHeader(['User GUID', 'Grade Level'])).toMatchObject({ ok: true });
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

/** What a column means in a file that needs no other column. */
function meaningOf(header: string): ColumnKey | null | undefined {
  const alone = mapHeader([header]);
  if (alone.ok) return alone.value[0];
  const besideGuid = mapHeader(['User GUID', header]);
  return besideGuid.ok ? besideGuid.value[1] : undefined;
}
