import type { BatchId } from '#domain/ids.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';

/** Those of these ids that are uploads of this school. */
export async function findUploadsOf(
  { db, dialect }: Pick<Parts, 'db' | 'dialect'>,
  { schoolId }: SchoolScope,
  batchIds: readonly BatchId[],
): Promise<ReadonlySet<BatchId>> {
  const found = await db
    .selectFrom('batches')
    .select('batch_id')
    .where('school_id', '=', schoolId)
    .where(dialect.isOneOf('batch_id', [...new Set(batchIds)]))
    .execute();
  return new Set(found.map((row) => row.batch_id));
}
