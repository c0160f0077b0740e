import type { HeaderLanguage } from '#domain/roster/template.ts';
import { exportSheet } from '#domain/students/export-table.ts';
import type { RosterFacts } from '#domain/students/roster-cells.ts';
import type { SheetPages } from '../files/result-sheets.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';
import { listClassesOf, listStudents } from './students.repository.ts';

const STUDENTS_PER_PAGE = 500;

/** What Export Students is called, before the format's ending. */
export const exportNames: Readonly<Record<HeaderLanguage, string>> = { en: 'students', es: 'estudiantes' };

/** All students of the school as a roster that changes nothing when it comes back, a few hundred at a time. */
export function studentSheet(
  scope: SchoolScope,
  language: HeaderLanguage,
  parts: Pick<Parts, 'db'>,
): SheetPages {
  const { header, cells } = exportSheet(language);
  async function* pages() {
    for await (const rows of rosterPages(scope, parts)) yield rows.map((row) => ({ cells: cells(row) }));
  }
  return { header, pages: pages() };
}

async function* rosterPages(scope: SchoolScope, { db }: Pick<Parts, 'db'>): AsyncGenerator<RosterFacts[]> {
  let after: string | undefined;
  do {
    const students = await listStudents(db, scope, { search: '', after, limit: STUDENTS_PER_PAGE });
    if (students.length === 0) return;
    const guids = students.map((student) => student.user_guid);
    const classes = Map.groupBy(await listClassesOf(db, scope, guids), (one) => one.userGuid);
    yield students.flatMap((student) => {
      const facts = toFacts(student);
      const own = classes.get(student.user_guid) ?? [null];
      return own.map((schoolClass) => ({ student: facts, schoolClass }));
    });
    after = guids.at(-1);
  } while (after !== undefined);
}

function toFacts(student: Awaited<ReturnType<typeof listStudents>>[number]): RosterFacts['student'] {
  return {
    userGuid: student.user_guid,
    studentId: student.student_id,
    firstName: student.first_name,
    lastName: student.last_name,
    gradeLevel: student.grade_level,
    email: student.email,
    username: student.username,
  };
}
