import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinRosterSet } from './join-roster-set.ts';
import type { SetFile } from './roster-set.ts';

/** A file of comma separated lines. */
function file(name: string, ...lines: readonly string[]): SetFile {
  const [header = [], ...rows] = lines.map((line) => line.split(','));
  return { name, header, rows: rows.map((cells, index) => ({ rowNumber: index + 2, cells })) };
}

function joined(...files: readonly SetFile[]) {
  const result = joinRosterSet(files);
  if (!result?.ok) throw new Error(result === null ? 'no set' : result.refusal.code);
  const { header, rows, notes } = result.value;
  const at = (name: string) => header.indexOf(name);
  const id = at('identifier') >= 0 ? at('identifier') : at('Student_id');
  const places = rows.map(({ cells }) => `${cells[id]} ${cells[at('Class ID')] ?? ''}`.trim());
  return { header, rows, notes, places };
}

function refusal(...files: readonly SetFile[]) {
  const result = joinRosterSet(files);
  return result?.ok === false ? result.refusal : null;
}

const users = file(
  'users.csv',
  'sourcedId,status,enabledUser,orgSourcedIds,role,givenName,familyName,identifier,grades',
  'u1,active,true,s1,student,Ana,Lopez,001,03',
  'u2,active,true,s1,student,Ben,Kim,002,03',
  'u3,active,true,s1,student,Di,Lee,003,04',
  't1,active,true,s1,teacher,Tom,Ray,900,',
  'p1,active,true,s1,parent,Pia,Lopez,901,',
  'u4,tobedeleted,true,s1,student,Ed,Fox,004,03',
  'u5,active,false,s1,student,Flo,Gil,005,03',
);
const classes = file(
  'classes.csv',
  'sourcedId,status,title,grades,courseSourcedId,classCode,classType,schoolSourcedId,termSourcedIds',
  'c1,active,Math 3,03,k1,M3,scheduled,s1,a1',
  'c2,active,,03,k2,A3,homeroom,s1,a1',
  'c9,inactive,Old,03,k1,O,scheduled,s1,a1',
);
const enrollments = file(
  'enrollments.csv',
  'sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role',
  'e1,active,c1,s1,u1,student',
  'e2,active,c2,s1,u1,student',
  'e3,active,c1,s1,u2,Student',
  'e4,active,c1,s1,t1,teacher',
  'e5,tobedeleted,c2,s1,u2,student',
  'e6,active,c9,s1,u2,student',
  'e7,active,c7,s1,u2,student',
  'e8,active,c1,s1,u8,student',
  'e9,active,c1,s1,u4,student',
  'e10,active,c1,s1,u1,student',
);
const courses = file(
  'courses.csv',
  'sourcedId,status,title,courseCode',
  'k1,active,Maths,K1',
  'k2,active,Art,K2',
);
const sessions = file(
  'academicSessions.csv',
  'sourcedId,status,title,type,startDate,endDate',
  'a1,active,Year,term,2026-08-24,2027-06-11',
);
const manifest = file('manifest.csv', 'propertyName,value', 'manifest.version,1.0');

describe('a OneRoster export', () => {
  test('is one roster: each student with each class, and those without a class', () => {
    const { places, notes } = joined(manifest, enrollments, users, classes, courses, sessions);
    expect(places).toEqual(['001 c1', '001 c2', '002 c1', '003']);
    expect(notes).toEqual([
      { code: 'set.inactive_students', count: 2 },
      { code: 'set.other_people', count: 2 },
      { code: 'set.inactive_places', count: 2 },
      { code: 'set.unmatched_places', count: 2 },
      { code: 'set.students_without_class', count: 1 },
    ]);
  });

  test('names a class by its title, else by its course, and dates it by its terms', () => {
    const { header, rows } = joined(users, classes, enrollments, courses, sessions);
    expect(header.slice(-5)).toEqual([
      'Class ID',
      'Class Name',
      'Class Grade Level',
      'Class Start Date',
      'Class End Date',
    ]);
    expect(rows.slice(0, 2).map(({ cells }) => cells.slice(-5))).toEqual([
      ['c1', 'Math 3', '03', '2026-08-24', '2027-06-11'],
      ['c2', 'Art', '03', '2026-08-24', '2027-06-11'],
    ]);
    expect(rows.map(({ rowNumber }) => rowNumber)).toEqual([2, 3, 4, 5]);
  });

  test('keeps every column of the people, so that what a column means can be asked as in any file', () => {
    expect(joined(users, classes, enrollments).header.slice(0, 9)).toEqual(users.header);
  });

  test('in version 1.2 has the roles in a file of their own, and only who is nothing but a student is one', () => {
    const people = file(
      'users.csv',
      'sourcedId,givenName,familyName,identifier',
      'u1,Ana,Lopez,1',
      'u2,Ben,Kim,2',
      'u3,Di,Lee,3',
    );
    const roles = file(
      'roles.csv',
      'sourcedId,userSourcedId,roleType,role',
      'r1,u1,primary,student',
      'r2,u2,primary,teacher',
      'r3,u3,primary,student',
      'r4,u3,secondary,aide',
    );
    expect(joined(people, roles).places).toEqual(['1']);
    expect(refusal(people)).toEqual({ code: 'file.set_incomplete', set: 'OneRoster', missing: 'roles.csv' });
  });

  test('without classes is its students, in the rows of their file', () => {
    const { rows, notes } = joined(users);
    expect(rows.map(({ rowNumber }) => rowNumber)).toEqual([2, 3, 4]);
    expect(notes).toContainEqual({ code: 'set.other_people', count: 2 });
  });

  test('of a class with several grades leaves its grade blank', () => {
    const several = file('classes.csv', 'sourcedId,title,classType,grades', 'c1,Choir,scheduled,03;04');
    const place = file('enrollments.csv', 'classSourcedId,userSourcedId,role', 'c1,u1,student');
    expect(joined(users, several, place).rows[0]?.cells.slice(-3)).toEqual(['', '', '']);
  });

  test.each([
    ['enrollments.csv', [users, classes]],
    ['classes.csv', [users, enrollments]],
    ['users.csv', [classes, enrollments]],
  ] as const)('without %s is refused', (missing, files) => {
    expect(refusal(...files)).toEqual({ code: 'file.set_incomplete', set: 'OneRoster', missing });
  });

  test('of several schools, or with the same file twice, is refused', () => {
    const two = file(
      'classes.csv',
      'sourcedId,title,classType,schoolSourcedId',
      'c1,Math,scheduled,s1',
      'c2,Art,scheduled,s2',
    );
    expect(refusal(users, two, enrollments)).toEqual({ code: 'file.set_several_schools', schools: 2 });
    expect(refusal(users, users)).toEqual({ code: 'file.set_repeated', part: 'users.csv' });
  });

  test('says which other file it did not use', () => {
    const other = file('my notes.csv', 'Name,Note', 'Ana,late');
    expect(joined(users, other).notes).toContainEqual({
      code: 'set.files_not_used',
      names: ['my notes.csv'],
    });
    expect(joined(users, manifest).notes).not.toContainEqual(
      expect.objectContaining({ code: 'set.files_not_used' }),
    );
  });
});

const students = file(
  'students.csv',
  'School_id,Student_id,Last_name,First_name',
  's1,001,Lopez,Ana',
  's1,002,Kim,Ben',
);
const sections = file(
  'sections.csv',
  'School_id,Section_id,Teacher_id,Name,Course_name,Grade,Term_start,Term_end',
  's1,x1,t1,,Art,4,8/24/2026,06/11/2027',
);
const cleverPlaces = file('enrollments.csv', 'School_id,Section_id,Student_id', 's1,x1,001', 's1,x7,001');
const teachers = file('teachers.csv', 'School_id,Teacher_id,Last_name,First_name', 's1,t1,Ray,Tom');

describe('a Clever export', () => {
  test('is one roster, and its days are month first', () => {
    const { places, rows, notes } = joined(students, sections, cleverPlaces, teachers);
    expect(places).toEqual(['001 x1', '002']);
    expect(rows[0]?.cells.slice(-5)).toEqual(['x1', 'Art', '4', '2026-08-24', '2027-06-11']);
    expect(notes).toEqual([
      { code: 'set.unmatched_places', count: 1 },
      { code: 'set.students_without_class', count: 1 },
    ]);
  });

  test('of one file is a file like any other', () => {
    expect(joinRosterSet([students])).toBeNull();
  });

  test('of several schools, or with a part missing, is refused', () => {
    const two = file('students.csv', 'School_id,Student_id,Last_name,First_name', 's1,1,A,B', 's2,2,C,D');
    expect(refusal(two, sections, cleverPlaces)).toEqual({ code: 'file.set_several_schools', schools: 2 });
    expect(refusal(students, cleverPlaces)).toMatchObject({ missing: 'sections.csv' });
    expect(refusal(sections, cleverPlaces)).toMatchObject({ missing: 'students.csv' });
  });
});

test('files of no known export are no set', () => {
  expect(
    joinRosterSet([file('a.csv', 'Student ID,First Name', '1,Ana'), file('b.csv', 'x,y', '1,2')]),
  ).toBeNull();
});

test('no teacher becomes a student, whatever classes say, and every active student is there exactly once in each class', () => {
  const person = fc.record({ isStudent: fc.boolean(), isActive: fc.boolean() });
  const place = fc.record({ person: fc.nat(11), group: fc.nat(3), asStudent: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 1, maxLength: 12 }),
      fc.array(place, { maxLength: 40 }),
      (people, where) => {
        const usersFile = file(
          'users.csv',
          'sourcedId,status,role,givenName,familyName,identifier',
          ...people.map(
            (one, n) =>
              `u${n},${one.isActive ? '' : 'inactive'},${one.isStudent ? 'student' : 'teacher'},A,B,${n}`,
          ),
        );
        const classesFile = file(
          'classes.csv',
          'sourcedId,title,classType',
          ...[0, 1, 2, 3].map((n) => `c${n},Class ${n},homeroom`),
        );
        const placesFile = file(
          'enrollments.csv',
          'classSourcedId,userSourcedId,role',
          ...where.map((one) => `c${one.group},u${one.person},${one.asStudent ? 'student' : 'teacher'}`),
        );
        const expected = people.flatMap((one, n) => {
          if (!one.isStudent || !one.isActive) return [];
          const own = where
            .filter((each) => each.person === n && each.asStudent)
            .map((each) => `${n} c${each.group}`);
          return own.length === 0 ? [`${n}`] : [...new Set(own)];
        });
        expect(joined(usersFile, classesFile, placesFile).places).toEqual(expected);
      },
    ),
  );
});
