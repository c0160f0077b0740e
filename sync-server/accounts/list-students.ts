import { isExpired } from '#domain/accounts/temporary-password.ts';
import type { ClassGuid, UserGuid } from '#domain/ids.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Student, StudentPage } from '#protocol/accounts.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import { temporaryPasswordLifetime } from '../organizations/settings.ts';
import type { Parts } from '../parts.ts';
import { countStudents, listStudents } from './students.repository.ts';

const STUDENTS_PER_PAGE = 100;

type StudentRow = Awaited<ReturnType<typeof listStudents>>[number];

export interface StudentsAsked {
  readonly search?: string | undefined;
  readonly after?: UserGuid | undefined;
  readonly waiting?: boolean | undefined;
  readonly class?: ClassGuid | undefined;
}

/** A page of the school's students who match the search, and how many match in all. */
export async function studentPage(
  scope: SchoolScope,
  { search = '', after, ...wanted }: StudentsAsked,
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
): Promise<StudentPage> {
  const found = await listStudents(db, scope, { ...wanted, search, after, limit: STUDENTS_PER_PAGE + 1 });
  const total = await countStudents(db, scope, { ...wanted, search });
  const shown = found.slice(0, STUDENTS_PER_PAGE);
  const next = found.length > shown.length ? (shown.at(-1)?.user_guid ?? null) : null;
  const lifetime = await temporaryPasswordLifetime(scope, { db });
  return { students: shown.map((row) => toStudent(row, clock(), lifetime)), total, next };
}

function toStudent(row: StudentRow, now: Milliseconds, lifetime: Milliseconds): Student {
  return {
    userGuid: row.user_guid,
    studentId: row.student_id,
    firstName: row.first_name,
    lastName: row.last_name,
    gradeLevel: row.grade_level,
    email: row.email,
    username: row.username,
    ...passwordState(row, now, lifetime),
  };
}

/** A used temporary password is as dead as an expired one: in both cases a teacher has to give a new one. */
function passwordState(
  row: StudentRow,
  now: Milliseconds,
  lifetime: Milliseconds,
): Pick<Student, 'passwordState' | 'temporaryPasswordExpiresAt'> {
  const { password_state, temporary_issued_at: issuedAt, temporary_used_at: usedAt } = row;
  if (password_state !== 'temporary' || issuedAt === null) {
    return { passwordState: 'permanent', temporaryPasswordExpiresAt: null };
  }
  const isDead = usedAt !== null || isExpired(issuedAt, now, lifetime);
  const diesAt = Math.min(usedAt ?? Number.MAX_SAFE_INTEGER, issuedAt + lifetime);
  return { passwordState: isDead ? 'temporary-expired' : 'temporary', temporaryPasswordExpiresAt: diesAt };
}
