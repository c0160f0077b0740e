import { headerNames, type ColumnKey } from '#domain/roster/template.ts';
import { seededRandom } from '#tests/support/seeded-random.ts';

/** The columns three kinds of schools send. */
export const realisticColumns = {
  'what a teacher types': ['studentId', 'firstName', 'lastName', 'gradeLevel'],
  'what a school system exports': [
    'studentId',
    'firstName',
    'lastName',
    'gradeLevel',
    'email',
    'username',
    'classId',
    'className',
    'classGradeLevel',
    'classStartDate',
    'classEndDate',
  ],
  'what Rollbook exported, every GUID in it': [
    'userGuid',
    'studentId',
    'firstName',
    'lastName',
    'gradeLevel',
    'email',
    'username',
    'classGuid',
    'classId',
    'className',
    'classGradeLevel',
    'classStartDate',
    'classEndDate',
  ],
} as const satisfies Record<string, readonly ColumnKey[]>;

const syllables =
  'ma ri an jo el sa le ti no ka be da lu vi ro mi ne ha so za chi ben tor fer gar lop her san mül ngu wil son ez'.split(
    ' ',
  );
const subjects = ['English Language Arts', 'Mathematics', 'Science', 'Social Studies', 'Art', 'Music'];

/**
 * A made-up class list as CSV: IDs and GUIDs of chance, as hard to compress as real ones, and names from pools larger
 * than a school's, the common ones more often.
 */
export function realisticRoster(columns: readonly ColumnKey[], rowCount: number, seed = 7): string {
  const random = seededRandom(seed);
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value;
  const makeName = () =>
    capital(Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(syllables)).join(''));
  const [firstNames, lastNames] = [800, 3_000].map((count) => Array.from({ length: count }, makeName));
  const common = (list: readonly string[] = []) => list[Math.floor(list.length * random() ** 2.2)] ?? '';
  const classes = Array.from({ length: Math.ceil(rowCount / 25) }, () => ({
    ...newClass(random),
    subject: pick(subjects),
  }));
  const lines = Array.from({ length: rowCount }, (_, n) => {
    const [first, last] = [common(firstNames), common(lastNames)];
    const id = String(Math.floor(1_000_000 + random() * 9_000_000));
    const place = Math.floor(n / 25);
    const grade = String(1 + Math.floor((place * 12) / classes.length));
    const cells: Record<ColumnKey, string> = {
      userGuid: guid(classes[place]?.time ?? '', random),
      studentId: id,
      firstName: first,
      lastName: last,
      gradeLevel: grade,
      email: `${first}.${last}${id.slice(0, 2)}@students.riverside.example.org`.toLowerCase(),
      username: `${first.slice(0, 1)}${last}${id.slice(-3)}`.toLowerCase(),
      password: '',
      classGuid: classes[place]?.guid ?? '',
      classId: `SEC-${String(place + 4_100)}`,
      className: `${classes[place]?.subject ?? ''} ${grade}, section ${(place % 4) + 1}`,
      classGradeLevel: grade,
      classStartDate: '2026-08-24',
      classEndDate: '2027-06-11',
      masterCode: '',
    };
    return columns.map((key) => (cells[key].includes(',') ? `"${cells[key]}"` : cells[key])).join(',');
  });
  return [columns.map((key) => headerNames.en[key]).join(','), ...lines].join('\r\n');
}

function newClass(random: () => number) {
  const time = digits(6, random);
  return { time, guid: guid(time, random) };
}

/** A UUIDv7: its time is that of the import the student came with, which is the same for a class; the rest is chance. */
function guid(time: string, random: () => number): string {
  const variant = '89ab'[Math.floor(random() * 4)] ?? '8';
  const [first, second, third] = [digits(3, random), digits(3, random), digits(12, random)];
  return `01a20a${time.slice(0, 2)}-${time.slice(2)}-7${first}-${variant}${second}-${third}`;
}

/** Hexadecimal. */
function digits(length: number, random: () => number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
