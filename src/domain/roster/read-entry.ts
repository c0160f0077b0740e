import { readDate } from './read-date.ts';
import { readGrade } from './read-grade.ts';
import type { CellTexts, ClassEntry, GradeLevel, IsoDate, RosterRow, StudentEntry } from './row.ts';
import { namesClass } from './validate-row.ts';

/** The typed values of a row that has no errors; blank cells are absent, GUIDs and usernames lower case. */
export function readEntry(row: RosterRow): StudentEntry {
  const { cells } = row;
  return withoutBlanks({
    rowNumber: row.rowNumber,
    userGuid: filled(cells.userGuid)?.toLowerCase(),
    studentId: filled(cells.studentId),
    firstName: filled(cells.firstName),
    lastName: filled(cells.lastName),
    gradeLevel: readGradeCell(cells.gradeLevel),
    email: filled(cells.email),
    username: filled(cells.username)?.toLowerCase(),
    password: filled(cells.password),
    schoolClass: namesClass(row) ? readClass(cells) : undefined,
  });
}

function readClass(cells: CellTexts): ClassEntry {
  return withoutBlanks({
    classGuid: filled(cells.classGuid)?.toLowerCase(),
    classId: filled(cells.classId),
    className: filled(cells.className),
    classGradeLevel: readGradeCell(cells.classGradeLevel),
    classStartDate: readDateCell(cells.classStartDate),
    classEndDate: readDateCell(cells.classEndDate),
    masterCode: filled(cells.masterCode),
  });
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function readGradeCell(text: string | undefined): GradeLevel | undefined {
  return text ? (readGrade(text) ?? undefined) : undefined;
}

function readDateCell(text: string | undefined): IsoDate | undefined {
  const reading = text ? readDate(text) : undefined;
  return reading?.type === 'day' ? reading.day : undefined;
}

type WithoutBlanks<Value> = {
  readonly [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key];
} & {
  readonly [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<
    Value[Key],
    undefined
  >;
};

function withoutBlanks<Value extends object>(value: Value): WithoutBlanks<Value> {
  // Object.entries loses the types of the values; only blanks are taken away.
  return Object.fromEntries(
    Object.entries(value).filter(([, one]) => one !== undefined),
  ) as WithoutBlanks<Value>;
}
