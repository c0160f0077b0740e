import type { UserGuid } from '#domain/ids.ts';
import type { LoginCard } from '#domain/students/cards/login-card.ts';
import { recordEvent } from '../audit/record-event.ts';
import { deleteSessionsOf } from '../auth/sessions.repository.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';
import { cardsOf, inOrder } from './login-cards.ts';
import { listStudentsByGuid } from './students.repository.ts';
import { issueTemporaryPassword } from './temporary-passwords.ts';

type ResetParts = Pick<Parts, 'db' | 'dialect' | 'clock' | 'randomBytes' | 'keys'>;

export interface PasswordResets {
  /** Names this reset: a student who got a password under it gets no second one. */
  readonly resetId: string;
  readonly userGuids: readonly UserGuid[];
  readonly actor: UserGuid;
}

/**
 * Gives students of the school fresh temporary passwords, as `resetPassword` does for one; all of them or none. Asked
 * again with the same id, also at the same time, it answers with the same passwords. Others than students of the school
 * are left out.
 */
export async function resetPasswords(
  scope: SchoolScope,
  { resetId, userGuids, actor }: PasswordResets,
  parts: ResetParts,
): Promise<LoginCard[]> {
  return parts.db.transaction().execute(async (trx) => {
    const within = { ...parts, db: trx };
    const students = await listStudentsByGuid(within, scope, userGuids);
    const renewed: UserGuid[] = [];
    // In one order for everybody, or two resets of the same students would wait for each other.
    for (const userGuid of students.map((student) => student.user_guid).sort()) {
      if (await renew(userGuid, resetId, within)) renewed.push(userGuid);
    }
    // Read again: the password is the one that stands in the row, whoever was first.
    const now = await listStudentsByGuid(within, scope, userGuids);
    const cards = await cardsOf(trx, scope, inOrder(now, userGuids), new Set([resetId]), parts);
    for (const subject of renewed) {
      const facts = { detail: 'reset' } as const;
      await recordEvent(trx, { event: 'authn_password_change', ...scope, actor, subject, facts }, parts);
    }
    return cards;
  });
}

/** False when this reset has given the student a password before. */
async function renew(userGuid: UserGuid, resetId: string, parts: ResetParts): Promise<boolean> {
  const open = { failed_sign_ins: 0, locked_until: null, changed_at: parts.clock() };
  const updated = await parts.db
    .updateTable('users')
    .set({ ...issueTemporaryPassword(parts, resetId), ...open })
    .where('user_guid', '=', userGuid)
    .where((eb) => eb.or([eb('temporary_batch_id', 'is', null), eb('temporary_batch_id', '!=', resetId)]))
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return false;
  await deleteSessionsOf(parts.db, userGuid);
  return true;
}
