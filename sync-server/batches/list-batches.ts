import type { ExpressionBuilder } from 'kysely';
import type { BatchFailure, BatchStatus, BatchSummary } from '#domain/batches/batch.ts';
import { undoDeadline } from '#domain/batches/undo.ts';
import type { BatchId, UserGuid } from '#domain/ids.ts';
import { mayUndo } from '#domain/organizations/permissions.ts';
import type { Role } from '#domain/organizations/organization.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { BatchList } from '#protocol/batches.ts';
import type { Database } from '../database/schema.ts';
import type { DistrictScope, SchoolScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';

/**
 * An upload as history shows it. What is still being received is nobody's business but the sender's.
 * Whoever asks has not been checked: the caller asks whether this person may see the batch's school.
 */
export async function findBatch(
  batchId: BatchId,
  viewer: Viewer,
  { db }: Pick<Parts, 'db'>,
): Promise<BatchSummary | undefined> {
  const found = await committedBatches({ db }).where('batches.batch_id', '=', batchId).executeTakeFirst();
  return found && toSummary(found, viewer);
}

/** Who asks. */
export interface Viewer {
  readonly userGuid: UserGuid;
  readonly role: Role;
}

export interface BatchPage {
  /** One school, or every school of a district. */
  readonly scope: SchoolScope | DistrictScope;
  readonly viewer: Viewer;
  /** The cursor of the page before; null for the first page. */
  readonly after: string | null;
  readonly count: number;
}

/** The uploads of a school or a district, newest first, by the server's time of their commit. */
export async function listBatches(page: BatchPage, { db }: Pick<Parts, 'db'>): Promise<BatchList> {
  const cursor = readCursor(page.after);
  const found = await committedBatches({ db })
    .where((eb) => isWithin(eb, page.scope))
    .$if(cursor !== null, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('batches.committed_at', 'batches.batch_id'),
          '<',
          eb.tuple(cursor?.committedAt ?? 0, cursor?.batchId ?? ''),
        ),
      ),
    )
    .orderBy('batches.committed_at', 'desc')
    .orderBy('batches.batch_id', 'desc')
    .limit(page.count + 1)
    .execute();
  const shown = found.slice(0, page.count);
  const last = shown.at(-1);
  return {
    batches: shown.map((batch) => toSummary(batch, page.viewer)),
    next: found.length > page.count && last ? `${last.committed_at ?? 0}-${last.batch_id}` : null,
  };
}

function isWithin(eb: ExpressionBuilder<Database, 'batches'>, scope: SchoolScope | DistrictScope) {
  if ('schoolId' in scope) return eb('batches.school_id', '=', scope.schoolId);
  const schools = eb
    .selectFrom('schools')
    .select('schools.school_id')
    .where('schools.district_id', '=', scope.districtId);
  return eb('batches.school_id', 'in', schools);
}

function committedBatches({ db }: Pick<Parts, 'db'>) {
  return db
    .selectFrom('batches')
    .innerJoin('users', 'users.user_guid', 'batches.uploaded_by')
    .leftJoin('batch_undos', 'batch_undos.batch_id', 'batches.batch_id')
    .selectAll('batches')
    .select(['users.first_name', 'users.last_name'])
    .select(['batch_undos.finished_at as undone_at'])
    .where('batches.committed_at', 'is not', null);
}

type FoundBatch = Awaited<ReturnType<ReturnType<typeof committedBatches>['executeTakeFirstOrThrow']>>;

function toSummary(batch: FoundBatch, viewer: Viewer) {
  return {
    batchId: batch.batch_id,
    schoolId: batch.school_id,
    fileName: batch.file_name,
    uploadedAt: batch.committed_at ?? 0,
    uploadedBy: `${batch.first_name} ${batch.last_name}`.trim(),
    isOwn: batch.uploaded_by === viewer.userGuid,
    rowCount: batch.row_count,
    doneRowCount: batch.done_row_count,
    // Only `receiving` is no status of the domain, and that has no time of commit.
    status: batch.status as BatchStatus,
    finishedAt: batch.finished_at,
    counts: {
      created: batch.created_count,
      updated: batch.updated_count,
      unchanged: batch.unchanged_count,
      refused: batch.refused_count,
    },
    failure: batch.failure as BatchFailure | null,
    undoneAt: batch.undone_at,
    undoUntil: undoUntil(batch, viewer),
  };
}

/** Null when nothing was made or changed, when it is undone, and for everybody who may not undo it. */
function undoUntil(batch: FoundBatch, viewer: Viewer): Milliseconds | null {
  const { finished_at, undone_at, created_count, updated_count } = batch;
  if (finished_at === null || undone_at !== null || created_count + updated_count === 0) return null;
  return mayUndo(viewer, batch.uploaded_by) ? undoDeadline(finished_at) : null;
}

function readCursor(after: string | null): { readonly committedAt: number; readonly batchId: string } | null {
  const parts = /^(\d{1,15})-([0-9a-f-]{36})$/.exec(after ?? '');
  return parts?.[1] === undefined || parts[2] === undefined
    ? null
    : { committedAt: Number(parts[1]), batchId: parts[2] };
}
