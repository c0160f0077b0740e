import { Hono } from 'hono';
import { ok, refuse, type Result } from '#domain/result.ts';
import { batchIdParamsSchema } from '#protocol/batches.ts';
import { type UndoReport, undoReportSchema, undoRequestSchema } from '#protocol/undo.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import { answer } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readBody, readPath } from '../http/read.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import type { Parts } from '../parts.ts';
import { findUndo, findUndoable, type UndoableBatch } from './find-undoable.ts';
import { previewUndo } from './preview-undo.ts';
import { AFTER_LAST_ROW, undoBatch } from './undo-batch.ts';
import { countsOf, nameLeftovers, storedLeftovers } from './undo-report.ts';

/** Undoing an upload: what it would do, and doing it. */
export function undoRoutes(parts: Parts): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  const refusals = ['not_found', 'auth.not_allowed', 'batch.busy', 'batch.undo_too_late'] as const;
  routes.get(
    '/batches/:batchId/undo',
    describe({ summary: 'What undoing an upload would do, or did', answer: undoReportSchema, refusals }),
    readPath(batchIdParamsSchema),
    async (c) => {
      const found = await findUndoable(c.req.valid('param').batchId, c.var.person, parts);
      return found.ok ? answer(c, await report(found.value, parts)) : refuseRequest(c, found.refusal);
    },
  );
  routes.post(
    '/batches/:batchId/undo',
    describe({
      summary: 'Undo an upload; asked again with the same id, it answers the same',
      answer: undoReportSchema,
      refusals: [...refusals, 'batch.undone', 'request.malformed'],
    }),
    readPath(batchIdParamsSchema),
    readBody(undoRequestSchema),
    async (c) => {
      const { batchId } = c.req.valid('param');
      const found = await findUndoable(batchId, c.var.person, parts);
      if (!found.ok) return refuseRequest(c, found.refusal);
      const begun = await begin(found.value, c.req.valid('json').undoId, c.var.person, parts);
      if (!begun.ok) return refuseRequest(c, begun.refusal);
      c.var.log.info({ batchId, userGuid: c.var.person.userGuid }, 'an upload is undone');
      await undoBatch(found.value.batch, parts);
      const undo = await findUndo(batchId, parts);
      return answer(c, await report({ ...found.value, undo }, parts));
    },
  );
  return routes;
}

/** Two at once: the primary key decides which one is the first; the other, if it has another id, is told so. */
async function begin(
  { batch }: UndoableBatch,
  undoId: string,
  person: SignedIn,
  parts: Parts,
): Promise<Result<null, 'batch.undone'>> {
  await parts.db
    .insertInto('batch_undos')
    .values({
      batch_id: batch.batch_id,
      undo_id: undoId,
      requested_by: person.userGuid,
      requested_at: parts.clock(),
      rows_left_before: AFTER_LAST_ROW,
      account_count: 0,
      restored_count: 0,
      place_count: 0,
      class_count: 0,
      left_count: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const undo = await findUndo(batch.batch_id, parts);
  return undo?.undo_id === undoId ? ok(null) : refuse('batch.undone');
}

async function report({ batch, until, undo }: UndoableBatch, parts: Parts): Promise<UndoReport> {
  const shared = { batchId: batch.batch_id, until };
  if (!undo) {
    const { counts, left } = await previewUndo(batch, parts);
    const named = await nameLeftovers(left, batch.school_id, parts);
    return { ...shared, state: 'possible', undoneAt: null, counts, left: named, leftCount: left.length };
  }
  const left = await nameLeftovers(await storedLeftovers(batch.batch_id, parts), batch.school_id, parts);
  const state = undo.finished_at === null ? 'running' : 'undone';
  const counts = countsOf(undo);
  return { ...shared, state, undoneAt: undo.finished_at, counts, left, leftCount: undo.left_count };
}
