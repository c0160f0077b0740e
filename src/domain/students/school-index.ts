import type { KnownStudent } from '../accounts/account.ts';
import type { PasswordPolicy } from '../accounts/password-policy.ts';
import type { ClassFacts } from '../classes/school-class.ts';
import type { ClassGuid, UserGuid } from '../ids.ts';

/** A class of the index, with the programs attached to it. */
export interface IndexedClass extends ClassFacts {
  readonly masterCodes: readonly string[];
}

/** Some thousand students of a school, column by column: position `i` of every column is one student. */
export interface StudentColumns {
  readonly userGuid: readonly UserGuid[];
  readonly studentId: readonly (string | null)[];
  readonly firstName: readonly string[];
  readonly lastName: readonly string[];
  readonly gradeLevel: readonly (string | null)[];
  readonly email: readonly (string | null)[];
  readonly username: readonly string[];
  readonly hasSignedIn: readonly boolean[];
  readonly passwordSetByPerson: readonly boolean[];
  /** Class places: position of the student above, position of the class in `placeClasses`; as long as each other. */
  readonly placeStudents: readonly number[];
  readonly placeClassesAt: readonly number[];
  readonly placeClasses: readonly ClassGuid[];
}

/** What a school has, as one roster is compared with it. Never a password, nor what one is made from. */
export interface SchoolIndex {
  readonly pages: readonly StudentColumns[];
  readonly classes: readonly IndexedClass[];
  readonly masterCodes: readonly string[];
  /** The district's rules for typed passwords. */
  readonly passwordPolicy: PasswordPolicy;
}

/** The index, to look things up in. */
export interface SchoolLookup {
  readonly students: readonly KnownStudent[];
  readonly byGuid: ReadonlyMap<UserGuid, KnownStudent>;
  readonly byStudentId: ReadonlyMap<string, KnownStudent>;
  readonly byUsername: ReadonlyMap<string, KnownStudent>;
  readonly classesByGuid: ReadonlyMap<ClassGuid, IndexedClass>;
  readonly classesById: ReadonlyMap<string, IndexedClass>;
  /** The classes each student has a place in; a student with none is not here. */
  readonly classesOf: ReadonlyMap<UserGuid, readonly ClassGuid[]>;
  readonly masterCodes: ReadonlySet<string>;
}

export function createLookup({
  pages,
  classes,
  masterCodes,
}: Pick<SchoolIndex, 'pages' | 'classes' | 'masterCodes'>): SchoolLookup {
  const students = pages.flatMap(studentsOf);
  return {
    students,
    byGuid: new Map(students.map((one) => [one.userGuid, one])),
    byStudentId: new Map(
      students.flatMap((one) => (one.studentId === null ? [] : [[one.studentId, one] as const])),
    ),
    byUsername: new Map(students.map((one) => [one.username, one])),
    classesByGuid: new Map(classes.map((one) => [one.classGuid, one])),
    classesById: new Map(classes.map((one) => [one.classId, one])),
    classesOf: placesOf(pages),
    masterCodes: new Set(masterCodes),
  };
}

function studentsOf(page: StudentColumns): KnownStudent[] {
  return page.userGuid.map((userGuid, at) => ({
    userGuid,
    studentId: page.studentId[at] ?? null,
    firstName: page.firstName[at] ?? '',
    lastName: page.lastName[at] ?? '',
    gradeLevel: page.gradeLevel[at] ?? null,
    email: page.email[at] ?? null,
    username: page.username[at] ?? '',
    hasSignedIn: page.hasSignedIn[at] ?? false,
    passwordSetByPerson: page.passwordSetByPerson[at] ?? false,
  }));
}

function placesOf(pages: readonly StudentColumns[]): Map<UserGuid, ClassGuid[]> {
  const places = new Map<UserGuid, ClassGuid[]>();
  for (const { userGuid, placeStudents, placeClassesAt, placeClasses } of pages) {
    placeStudents.forEach((student, at) => {
      const guid = userGuid[student] ?? '';
      const classGuid = placeClasses[placeClassesAt[at] ?? -1] ?? '';
      const known = places.get(guid);
      if (known) known.push(classGuid);
      else places.set(guid, [classGuid]);
    });
  }
  return places;
}
