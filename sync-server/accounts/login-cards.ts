import type { Kysely } from 'kysely';
import type { UserGuid } from '#domain/ids.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { LoginCard } from '#domain/students/cards/login-card.ts';
import { recordAlone } from '../audit/record-event.ts';
import type { Database } from '../database/schema.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import { temporaryPasswordLifetime } from '../organizations/settings.ts';
import type { Parts } from '../parts.ts';
import { findUploadsOf } from '../batches/uploads-of-school.ts';
import { listClassesOf, listStudentsByGuid } from './students.repository.ts';
import { showTemporaryPassword } from './temporary-passwords.ts';

type CardParts = Pick<Parts, 'db' | 'dialect' | 'clock' | 'keys'>;
type StudentRow = Awaited<ReturnType<typeof listStudentsByGuid>>[number];

/**
 * Cards of these students as they are now. A temporary password stands on them while it opens the door, and only when
 * an upload of this school gave it: what a teacher reset by hand was shown then, and is not shown again.
 */
export async function loginCards(
  scope: SchoolScope,
  userGuids: readonly UserGuid[],
  actor: UserGuid,
  parts: CardParts,
): Promise<LoginCard[]> {
  const students = await listStudentsByGuid(parts, scope, userGuids);
  const issuers = students.flatMap((student) => student.temporary_batch_id ?? []);
  const uploads = await findUploadsOf(parts, scope, issuers);
  const cards = await cardsOf(parts.db, scope, inOrder(students, userGuids), uploads, parts);
  const facts = { detail: 'login-cards', count: cards.length } as const;
  await recordAlone({ event: 'sensitive_read', ...scope, actor, facts }, parts);
  return cards;
}

/** Cards of these rows, with the temporary passwords that one of `issuers` (uploads, or one reset) gave. */
export async function cardsOf(
  db: Kysely<Database>,
  scope: SchoolScope,
  students: readonly StudentRow[],
  issuers: ReadonlySet<string>,
  parts: Pick<Parts, 'clock' | 'keys'>,
): Promise<LoginCard[]> {
  if (students.length === 0) return [];
  const guids = students.map((student) => student.user_guid);
  const classes = Map.groupBy(await listClassesOf(db, scope, guids), (one) => one.userGuid);
  const lifetime = await temporaryPasswordLifetime(scope, { db });
  return students.map((student) => {
    const isShown = issuers.has(student.temporary_batch_id ?? '');
    const names = (classes.get(student.user_guid) ?? []).map((one) => one.className || one.classId);
    return {
      ...factsOf(student),
      ...wayIn(student, isShown ? lifetime : null, parts),
      classNames: [...new Set(names)],
    };
  });
}

/** The students in the order they were asked for. */
export function inOrder(students: readonly StudentRow[], userGuids: readonly UserGuid[]): StudentRow[] {
  const byGuid = new Map(students.map((student) => [student.user_guid, student]));
  return [...new Set(userGuids)].flatMap((userGuid) => byGuid.get(userGuid) ?? []);
}

function factsOf(student: StudentRow) {
  return {
    userGuid: student.user_guid,
    firstName: student.first_name,
    lastName: student.last_name,
    gradeLevel: student.grade_level,
    username: student.username,
  };
}

/** `lifetime` is null for a temporary password that is not to be shown here. */
function wayIn(student: StudentRow, lifetime: Milliseconds | null, parts: Pick<Parts, 'clock' | 'keys'>) {
  const temporaryPassword = lifetime === null ? null : showTemporaryPassword(student, parts, lifetime);
  if (lifetime === null || temporaryPassword === null) return { temporaryPassword: null, diesAt: null };
  return { temporaryPassword, diesAt: (student.temporary_issued_at ?? 0) + lifetime };
}
