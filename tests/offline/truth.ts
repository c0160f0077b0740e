import type { FaultyWorld } from './faulty-world.ts';

/** What the server's database says of the uploads of one file name. */
export interface TrueUpload {
  readonly batchId: string;
  readonly status: string;
  /** The server's clock; null before the commit. */
  readonly committedAt: number | null;
}

type Truth = Pick<FaultyWorld, 'parts' | 'school'>;

/** All uploads with this name: more than one were the same file sent twice. */
export async function uploadsNamed(fileName: string, { parts }: Truth): Promise<TrueUpload[]> {
  const found = await parts.db
    .selectFrom('batches')
    .select(['batch_id', 'status', 'committed_at'])
    .where('file_name', '=', fileName)
    .execute();
  return found.map(({ batch_id: batchId, status, committed_at: committedAt }) => ({
    batchId,
    status,
    committedAt,
  }));
}

/** How many accounts the Student IDs that begin like this have, and how many row outcomes an upload has. */
export async function countEffects(
  prefix: string,
  batchId: string,
  { parts, school }: Truth,
): Promise<{ readonly accounts: number; readonly outcomes: number }> {
  const { accounts } = await parts.db
    .selectFrom('memberships')
    .select(({ fn }) => fn.count<number>('user_guid').as('accounts'))
    .where('school_id', '=', school.schoolId)
    .where('student_id', '>=', prefix)
    .where('student_id', '<', `${prefix}~`)
    .executeTakeFirstOrThrow();
  const { outcomes } = await parts.db
    .selectFrom('row_outcomes')
    .select(({ fn }) => fn.count<number>('row_number').as('outcomes'))
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  return { accounts: Number(accounts), outcomes: Number(outcomes) };
}

/** All student accounts there are, in any school. */
export async function countStudents({ parts }: Truth): Promise<number> {
  const { count } = await parts.db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', '=', 'student')
    .executeTakeFirstOrThrow();
  return Number(count);
}
