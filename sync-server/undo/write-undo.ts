import { sql } from 'kysely';
import type { UserGuid } from '#domain/ids.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { BulkColumns } from '../database/dialect.ts';
import { changeProfiles, changeStudentIds } from '../jobs/change-students.ts';
import type { PasswordBefore } from '../jobs/record-changes.ts';
import type { Undoing } from './gather-since.ts';
import type { ClassPlan } from './plan-classes.ts';
import type { UndoPlan } from './plan-undo.ts';

export interface UndoWriting extends Undoing {
  readonly now: Milliseconds;
}

/** Writes what a chunk of an undoing decided, set by set. */
export async function writeUndo(plan: UndoPlan, writing: UndoWriting): Promise<void> {
  await deletePlaces(plan, writing);
  await deletePeople(plan, writing);
  await changeProfiles(
    plan.restored.filter((one) => one.hasProfile),
    writing,
  );
  await changeStudentIds(
    plan.restored.filter((one) => one.hasStudentId),
    writing,
  );
  await restorePasswords(plan, writing);
  await forgetRestored(plan, writing);
}

/** Takes back the classes and programs of the upload. Teachers and programs go with their class. */
export async function deleteClasses(plan: ClassPlan, { trx, dialect }: Undoing): Promise<void> {
  if (plan.programs.length > 0) {
    const rows = plan.programs.map((one) => ({ class_guid: one.classGuid, master_code: one.masterCode }));
    const gone = dialect.rowsFrom(rows, { class_guid: 'text', master_code: 'text' }, 'gone');
    await sql`delete from class_programs where (class_guid, master_code) in
      (select class_guid, master_code from ${gone})`.execute(trx);
  }
  if (plan.removed.length === 0) return;
  await trx.deleteFrom('classes').where(dialect.isOneOf('class_guid', plan.removed)).execute();
}

async function deletePlaces({ places }: UndoPlan, { trx, dialect }: Undoing): Promise<void> {
  if (places.length === 0) return;
  const rows = places.map((one) => ({ class_guid: one.classGuid, user_guid: one.userGuid }));
  const gone = dialect.rowsFrom(rows, { class_guid: 'text', user_guid: 'text' }, 'gone');
  await sql`delete from enrollments where (class_guid, user_guid) in
    (select class_guid, user_guid from ${gone})`.execute(trx);
}

async function deletePeople(plan: UndoPlan, { trx, dialect, schoolId }: Undoing): Promise<void> {
  const leaving = [...plan.removedAccounts, ...plan.removedMembers];
  if (leaving.length === 0) return;
  await trx
    .deleteFrom('memberships')
    .where('school_id', '=', schoolId)
    .where(dialect.isOneOf('user_guid', leaving))
    .execute();
  await trx.deleteFrom('users').where(dialect.isOneOf('user_guid', plan.removedAccounts)).execute();
}

type PasswordRow = PasswordBefore & { readonly user_guid: string };

const passwordRowColumns: BulkColumns<PasswordRow> = {
  user_guid: 'text',
  password_state: 'text',
  password_hash: 'text',
  sealed_password: 'text',
  temporary_key_id: 'text',
  temporary_wordlist: 'integer',
  temporary_nonce: 'text',
  temporary_issued_at: 'integer',
  temporary_used_at: 'integer',
  temporary_batch_id: 'text',
};

async function restorePasswords({ passwords }: UndoPlan, { trx, dialect, now }: UndoWriting): Promise<void> {
  if (passwords.length === 0) return;
  const rows: PasswordRow[] = passwords.map(({ userGuid, before }) => ({ user_guid: userGuid, ...before }));
  await trx
    .updateTable('users')
    .from(dialect.rowsFrom(rows, passwordRowColumns, 'past'))
    .set((eb) => ({
      password_state: eb.ref('past.password_state'),
      password_hash: eb.ref('past.password_hash'),
      sealed_password: eb.ref('past.sealed_password'),
      temporary_key_id: eb.ref('past.temporary_key_id'),
      temporary_wordlist: eb.ref('past.temporary_wordlist'),
      temporary_nonce: eb.ref('past.temporary_nonce'),
      temporary_issued_at: eb.ref('past.temporary_issued_at'),
      temporary_used_at: eb.ref('past.temporary_used_at'),
      temporary_batch_id: eb.ref('past.temporary_batch_id'),
      changed_at: now,
    }))
    .whereRef('users.user_guid', '=', 'past.user_guid')
    .execute();
}

/**
 * What was put back is no change any more. An account that another upload made is again as that one left it, and may go
 * with it.
 */
async function forgetRestored(plan: UndoPlan, { trx, dialect, batchId, now }: UndoWriting): Promise<void> {
  const guids = restoredWhole(plan);
  if (guids.length === 0) return;
  await trx
    .deleteFrom('account_changes')
    .where('batch_id', '=', batchId)
    .where(dialect.isOneOf('user_guid', guids))
    .execute();
  await sql`insert into account_changes (batch_id, user_guid, values_before, values_after, changed_at)
    select created_by_batch_id, user_guid, '{}', '{}', ${sql.lit(now)} from users
    where created_by_batch_id is not null and ${dialect.isOneOf('user_guid', guids)}
    on conflict (batch_id, user_guid) do update set changed_at = excluded.changed_at`.execute(trx);
}

function restoredWhole(plan: UndoPlan): UserGuid[] {
  const left = new Set(plan.left.map((one) => one.userGuid));
  const restored = new Set([...plan.restored, ...plan.passwords].map((one) => one.userGuid));
  return [...restored].filter((userGuid) => !left.has(userGuid));
}
