import { ok, refuse, type Result } from '../result.ts';
import type { FileProblem } from '../roster/file-problem.ts';
import { readGrade } from '../roster/read-grade.ts';
import type { SourceRow } from '../roster/roster.ts';
import { countNotes } from './count-notes.ts';
import { joinSet } from './join-set.ts';
import { findStudents, isActive } from './one-roster-people.ts';
import { readColumns } from './read-columns.ts';
import type { JoinedSet, SetClass, SetFile, SetPlace } from './roster-set.ts';

/** Files of a OneRoster set that are used, by what they hold; the others say nothing of students and classes. */
export interface OneRosterFiles {
  readonly users: SetFile;
  readonly roles?: SetFile | undefined;
  readonly classes?: SetFile | undefined;
  readonly courses?: SetFile | undefined;
  readonly enrollments?: SetFile | undefined;
  readonly academicSessions?: SetFile | undefined;
}

/** One roster of the files of a OneRoster 1.1 or 1.2 export (IMS Global, "OneRoster CSV Tables"), of one school. */
export function joinOneRoster(files: OneRosterFiles): Result<JoinedSet, FileProblem> {
  const { users, classes: classesFile, enrollments } = files;
  if (classesFile === undefined && enrollments !== undefined) return incomplete('classes.csv');
  if (classesFile !== undefined && enrollments === undefined) return incomplete('enrollments.csv');
  const people = findStudents(files);
  if (people === null) return incomplete('roles.csv');
  const classes = classesFile === undefined ? null : readClasses(classesFile, files);
  const places = enrollments === undefined ? null : readPlaces(enrollments, people.all, classes);
  const found = places?.found ?? [];
  const schools = new Set(found.map(({ classId }) => classes?.active.get(classId)?.schoolId ?? ''));
  if (schools.size > 1) return refuse({ code: 'file.set_several_schools', schools: schools.size });
  const joined = joinSet({
    header: users.header,
    students: people.students,
    classes: classes?.active ?? null,
    places: found,
  });
  if (!joined.ok) return joined;
  const left = countNotes({
    'set.inactive_students': people.inactive,
    'set.other_people': people.others,
    'set.inactive_places': places?.inactive ?? 0,
    'set.unmatched_places': places?.unmatched ?? 0,
  });
  return ok({ ...joined.value, notes: [...left, ...joined.value.notes] });
}

function incomplete(missing: string): Result<never, FileProblem> {
  return refuse({ code: 'file.set_incomplete', set: 'OneRoster', missing });
}

interface Classes {
  readonly active: ReadonlyMap<string, SetClass>;
  readonly inactive: ReadonlySet<string>;
}

function readClasses(file: SetFile, { courses, academicSessions }: OneRosterFiles): Classes {
  const read = readColumns(file);
  const titles = readTitles(courses);
  const datesOf = createDates(academicSessions);
  const active = new Map<string, SetClass>();
  const inactive = new Set<string>();
  for (const row of file.rows) {
    const id = read(row, 'sourcedid');
    if (!isActive(read(row, 'status'))) {
      inactive.add(id);
      continue;
    }
    const name = read(row, 'title') || (titles.get(read(row, 'coursesourcedid')) ?? '');
    const schoolId = read(row, 'schoolsourcedid');
    const gradeLevel = onlyGrade(read(row, 'grades'));
    active.set(id, { id, schoolId, name, gradeLevel, ...datesOf(read(row, 'termsourcedids')) });
  }
  return { active, inactive };
}

function readTitles(courses: SetFile | undefined): Map<string, string> {
  if (courses === undefined) return new Map();
  const read = readColumns(courses);
  return new Map(courses.rows.map((row) => [read(row, 'sourcedid'), read(row, 'title')]));
}

/** A class of several grades has none of its own. */
function onlyGrade(grades: string): string {
  return readGrade(grades) === null ? '' : grades;
}

/** From the first day of a class's terms to the last. */
function createDates(
  sessions: SetFile | undefined,
): (terms: string) => Pick<SetClass, 'startDate' | 'endDate'> {
  const days = new Map<string, { start: string; end: string }>();
  const read = sessions === undefined ? null : readColumns(sessions);
  for (const row of sessions?.rows ?? []) {
    if (read === null || !isActive(read(row, 'status'))) continue;
    days.set(read(row, 'sourcedid'), { start: read(row, 'startdate'), end: read(row, 'enddate') });
  }
  return (terms) => {
    const known = terms.split(',').flatMap((term) => days.get(term.trim()) ?? []);
    const starts = known.map(({ start }) => start).sort();
    const ends = known.map(({ end }) => end).sort();
    return { startDate: starts[0] ?? '', endDate: ends.at(-1) ?? '' };
  };
}

interface Places {
  readonly found: readonly SetPlace[];
  readonly inactive: number;
  readonly unmatched: number;
}

/** Places of students; what a class's teachers and helpers have is no place. */
function readPlaces(
  file: SetFile,
  people: ReadonlyMap<string, 'student' | 'left-out'>,
  classes: Classes | null,
): Places {
  const read = readColumns(file);
  const found: SetPlace[] = [];
  let inactive = 0;
  let unmatched = 0;
  const add = (row: SourceRow) => {
    const place = { studentId: read(row, 'usersourcedid'), classId: read(row, 'classsourcedid') };
    const person = people.get(place.studentId);
    if (person === 'left-out') return;
    if (!isActive(read(row, 'status')) || classes?.inactive.has(place.classId)) inactive += 1;
    else if (person === undefined || !classes?.active.has(place.classId)) unmatched += 1;
    else found.push(place);
  };
  for (const row of file.rows) if (read(row, 'role').toLowerCase() === 'student') add(row);
  return { found, inactive, unmatched };
}
