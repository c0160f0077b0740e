import { columnKeys, headerNames, type ColumnKey } from '#domain/roster/template.ts';
import type { GivenSheet } from './upload.ts';

export type Row = { readonly [Key in ColumnKey]?: string };

/** What a made-up roster may name of a school that exists. */
export interface MadeUpSchool {
  readonly students: readonly {
    readonly userGuid: string;
    readonly studentId: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly username: string;
  }[];
  readonly classes: readonly { readonly classGuid: string; readonly classId: string }[];
  readonly masterCodes: readonly string[];
  /** Usernames of people elsewhere. */
  readonly usernamesElsewhere: readonly string[];
  /** GUIDs of nobody in this school. */
  readonly guidsElsewhere: readonly string[];
}

const firstNames = ['Ana', 'Ben', 'Chloé', 'Diego', 'Elif', 'Fatima'];
const lastNames = ['López', 'Nguyen', "O'Neil", 'García-Ruiz', 'Müller'];
const grades = ['K', '1', '2', '3', 'Grade 4', '5', '6', 'K', '1', '2', '3', '99'];
const passwords = [
  'correct horse 1',
  'another pony 22',
  'short',
  'happy-tiger-lemon-42',
  'apple-river-cloud-10',
];
const classIds = ['M1', 'M2', 'S1', 'A9'];

/** A roster of about this many students that mixes everything the rules tell apart; the same for the same chances. */
export function madeUpRoster(count: number, school: MadeUpSchool, random: () => number): GivenSheet {
  const known = school.students.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at);
  const rows = Array.from({ length: count }, (_, n) =>
    madeUpStudent(n, known[n]?.one, school, random),
  ).flat();
  const columns = columnKeys.filter(
    (key) => key === 'userGuid' || rows.some((row) => row[key] !== undefined),
  );
  return {
    header: columns.map((key) => headerNames.en[key]),
    rows: rows.map((row) => columns.map((key) => row[key] ?? '')),
    choices: { existingStudents: random() < 0.5 ? 'leave' : 'update' },
  };
}

type KnownChild = MadeUpSchool['students'][number];

/** One row, or two of the same student in two classes. */
function madeUpStudent(
  n: number,
  child: KnownChild | undefined,
  school: MadeUpSchool,
  random: () => number,
): Row[] {
  const chance = (share: number) => random() < share;
  const pick = <Value>(list: readonly Value[]) => list[Math.floor(random() * list.length)];
  const known = chance(0.7) ? child : undefined;
  const student: { -readonly [Key in ColumnKey]?: string } = known
    ? { studentId: known.studentId, firstName: known.firstName, lastName: known.lastName }
    : { studentId: `n${n}`, firstName: pick(firstNames) ?? '', lastName: pick(lastNames) ?? '' };
  if (known && chance(0.3)) student.userGuid = chance(0.9) ? known.userGuid : known.userGuid.toUpperCase();
  if (chance(0.04)) {
    student.userGuid = pick(school.guidsElsewhere) ?? '';
    // The names that everybody of the tests has unless they are given.
    if (chance(0.7)) Object.assign(student, { firstName: 'Ana', lastName: 'López' });
  }
  if (student.userGuid && chance(0.3)) student.studentId = '';
  if (student.userGuid && chance(0.1)) student.studentId = pick(school.students)?.studentId ?? '';
  if (student.userGuid && chance(0.15)) student.studentId = `m${n}`;
  // What another row of the same file may be giving up.
  if (!known && chance(0.05)) student.studentId = pick(school.students)?.studentId ?? '';
  if (chance(0.1)) student.firstName = pick(firstNames) ?? '';
  if (chance(0.03)) student.lastName = '';
  if (chance(0.5)) student.gradeLevel = pick(grades) ?? '';
  if (chance(0.3)) student.email = `child${n}@example.org`;
  if (chance(0.25)) student.username = usernameFor(n, school, known?.username, random);
  if (chance(0.25)) student.password = pick(passwords) ?? '';
  if (chance(0.05)) return [madeUpClass(school, random)];
  const first = { ...student, ...madeUpClass(school, random) };
  return chance(0.1) ? [first, { ...student, ...madeUpClass(school, random) }] : [first];
}

function usernameFor(n: number, school: MadeUpSchool, own: string | undefined, random: () => number): string {
  const choices = [
    own,
    school.students[Math.floor(random() * school.students.length)]?.username,
    school.usernamesElsewhere[Math.floor(random() * school.usernamesElsewhere.length)],
    `fresh.${n}`,
  ];
  return choices[Math.floor(random() * choices.length)] ?? 'fresh.one';
}

function madeUpClass({ classes, masterCodes }: MadeUpSchool, random: () => number): Row {
  const known = classes[Math.floor(random() * classes.length)];
  const classId = classIds[Math.floor(random() * classIds.length)] ?? '';
  const masterCode = random() < 0.3 ? ([...masterCodes, 'no such code'][Math.floor(random() * 3)] ?? '') : '';
  const kind = random();
  if (kind < 0.3) return {};
  if (kind < 0.7) return { classId, className: random() < 0.9 ? `Class ${classId}` : '', masterCode };
  if (kind < 0.9 && known) return { classGuid: known.classGuid, masterCode };
  if (kind < 0.95 && known) return { classGuid: known.classGuid, classId };
  return { classGuid: '0190f000-0000-7000-8000-000000000000' };
}
