import { ok, refuse, type Result } from '../result.ts';
import type { FileProblem } from '../roster/file-problem.ts';
import { readGrade } from '../roster/read-grade.ts';
import { countNotes } from './count-notes.ts';
import { joinSet } from './join-set.ts';
import { readColumns } from './read-columns.ts';
import type { JoinedSet, SetClass, SetFile, SetPlace } from './roster-set.ts';

/** Files of a Clever set that are used, by what they hold. */
export interface CleverFiles {
  readonly students: SetFile;
  readonly sections?: SetFile | undefined;
  readonly enrollments?: SetFile | undefined;
}

/** One roster of the files that schools send to Clever by SFTP, of one school. */
export function joinClever({ students, sections, enrollments }: CleverFiles): Result<JoinedSet, FileProblem> {
  if (sections === undefined && enrollments !== undefined) return incomplete('sections.csv');
  if (sections !== undefined && enrollments === undefined) return incomplete('enrollments.csv');
  const read = readColumns(students);
  const schools = new Set(students.rows.map((row) => read(row, 'schoolid')));
  if (schools.size > 1) return refuse({ code: 'file.set_several_schools', schools: schools.size });
  const people = students.rows.map((row) => ({ id: read(row, 'studentid'), row }));
  const classes = sections === undefined ? null : readSections(sections);
  const ids = new Set(people.map(({ id }) => id));
  const places = enrollments === undefined ? [] : readPlaces(enrollments);
  const found = places.filter(({ studentId, classId }) => ids.has(studentId) && classes?.has(classId));
  const joined = joinSet({ header: students.header, students: people, classes, places: found });
  if (!joined.ok) return joined;
  const left = countNotes({ 'set.unmatched_places': places.length - found.length });
  return ok({ ...joined.value, notes: [...left, ...joined.value.notes] });
}

function incomplete(missing: string): Result<never, FileProblem> {
  return refuse({ code: 'file.set_incomplete', set: 'Clever', missing });
}

function readSections(file: SetFile): Map<string, SetClass> {
  const read = readColumns(file);
  return new Map(
    file.rows.map((row) => {
      const id = read(row, 'sectionid');
      const grade = read(row, 'grade');
      const section: SetClass = {
        id,
        schoolId: read(row, 'schoolid'),
        name: read(row, 'name') || read(row, 'coursename'),
        gradeLevel: readGrade(grade) === null ? '' : grade,
        startDate: isoDay(read(row, 'termstart')),
        endDate: isoDay(read(row, 'termend')),
      };
      return [id, section] as const;
    }),
  );
}

function readPlaces(file: SetFile): SetPlace[] {
  const read = readColumns(file);
  return file.rows.map((row) => ({ studentId: read(row, 'studentid'), classId: read(row, 'sectionid') }));
}

const monthFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** Clever's days are month first by its own rules ("MM/DD/YYYY"), so there is nothing to ask; other texts stay as they are. */
function isoDay(text: string): string {
  const [, month, day, year] = monthFirst.exec(text) ?? [];
  if (month === undefined || day === undefined || year === undefined) return text;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
