import type { Selectable } from 'kysely';
import type { AccountValues, UndoableColumn } from '#domain/batches/undo.ts';
import type { UserGuid } from '#domain/ids.ts';
import type { AccountChangeTable } from '../database/schema.ts';
import { readValues } from '../jobs/record-changes.ts';
import type { Undoing } from './gather-since.ts';

/** The columns whose earlier value another person has by now. */
export type Taken = (userGuid: UserGuid, before: AccountValues) => ReadonlySet<UndoableColumn>;

/** Looks who has the usernames and Student IDs that these accounts had before. */
export async function findTaken(
  changes: readonly Selectable<AccountChangeTable>[],
  undoing: Undoing,
): Promise<Taken> {
  const ours = changes
    .filter((one) => one.batch_id === undoing.batchId)
    .map((one) => readValues(one.values_before));
  const usernames = await findUsernameOwners(
    ours.flatMap((one) => one.username ?? []),
    undoing,
  );
  const studentIds = await findIdOwners(
    ours.flatMap((one) => one.studentId ?? []),
    undoing,
  );
  return (userGuid, { username, studentId }) => {
    const taken = new Set<UndoableColumn>();
    if (isAnothers(usernames.get(username ?? ''), userGuid)) taken.add('username');
    if (isAnothers(studentIds.get(studentId ?? ''), userGuid)) taken.add('studentId');
    return taken;
  };
}

function isAnothers(owner: UserGuid | undefined, userGuid: UserGuid): boolean {
  return owner !== undefined && owner !== userGuid;
}

async function findUsernameOwners(names: readonly string[], { trx, dialect }: Undoing) {
  if (names.length === 0) return new Map<string, UserGuid>();
  const owners = await trx
    .selectFrom('users')
    .select(['username', 'user_guid'])
    .where(dialect.isOneOf('username', names))
    .execute();
  return new Map(owners.map((one) => [one.username, one.user_guid]));
}

async function findIdOwners(ids: readonly string[], { trx, dialect, schoolId }: Undoing) {
  if (ids.length === 0) return new Map<string, UserGuid>();
  const owners = await trx
    .selectFrom('memberships')
    .select(['student_id', 'user_guid'])
    .where('school_id', '=', schoolId)
    .where(dialect.isOneOf('student_id', ids))
    .execute();
  return new Map(owners.map((one) => [one.student_id ?? '', one.user_guid]));
}
