import type { UserGuid } from '#domain/ids.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { ResetPassword } from '#protocol/accounts.ts';
import { recordEvent } from '../audit/record-event.ts';
import { deleteSessionsOf } from '../auth/sessions.repository.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import { temporaryPasswordLifetime } from '../organizations/settings.ts';
import type { Parts } from '../parts.ts';
import { findStudent } from './students.repository.ts';
import { issueTemporaryPassword, showTemporaryPassword } from './temporary-passwords.ts';

type ResetParts = Pick<Parts, 'db' | 'clock' | 'randomBytes' | 'keys'>;

/**
 * Gives a student of the school a fresh temporary password in place of whatever password there was. Whoever is signed
 * in as this student is signed out, and a closed account is open again. Asked twice, only the last password opens.
 */
export async function resetPassword(
  scope: SchoolScope,
  { userGuid, by }: { readonly userGuid: UserGuid; readonly by: UserGuid },
  parts: ResetParts,
): Promise<Result<ResetPassword, { readonly code: 'not_found' }>> {
  return parts.db.transaction().execute(async (trx) => {
    const student = await findStudent(trx, scope, userGuid);
    if (!student) return refuse({ code: 'not_found' });
    const issue = issueTemporaryPassword(parts, null);
    const open = { failed_sign_ins: 0, locked_until: null, changed_at: parts.clock() };
    await trx
      .updateTable('users')
      .set({ ...issue, ...open })
      .where('user_guid', '=', userGuid)
      .execute();
    await deleteSessionsOf(trx, userGuid);
    const temporaryPassword = showTemporaryPassword({ user_guid: userGuid, ...issue }, parts);
    if (temporaryPassword === null)
      throw new Error('A temporary password that was just issued cannot be shown.');
    const about = { ...scope, actor: by, subject: userGuid, facts: { detail: 'reset' } } as const;
    await recordEvent(trx, { event: 'authn_password_change', ...about }, parts);
    const expiresAt = issue.temporary_issued_at + (await temporaryPasswordLifetime(scope, { db: trx }));
    return ok({ userGuid, username: student.username, temporaryPassword, expiresAt });
  });
}
