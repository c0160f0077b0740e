import * as v from 'valibot';
import { leftReasons, leftThings } from '#domain/batches/undo.ts';
import { columnKeys } from '#domain/roster/template.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.nullable(v.string());

/** `POST /api/batches/:batchId/undo`. `undoId` is made by the device: the same one asks for the same undoing again. */
export const undoRequestSchema = v.object({ undoId: v.pipe(v.string(), v.uuid(), v.toLowerCase()) });

const leftoverSchema = v.object({
  thing: v.picklist(leftThings),
  reason: v.picklist(leftReasons),
  userGuid: text,
  studentId: text,
  /** First and last name as they are now; null when it is about no student, or the account is gone. */
  studentName: text,
  classId: text,
  className: text,
  columns: v.array(v.picklist(columnKeys)),
});

/**
 * What undoing an upload would do (`possible`), what it has done so far (`running`: it goes on by itself), or what it
 * did (`undone`). `left` is what stays as it is, and why: at most 5,000 of them; `leftCount` counts all.
 */
export const undoReportSchema = v.object({
  batchId: v.string(),
  state: v.picklist(['possible', 'running', 'undone']),
  /** Until when it can be asked for, and when it was done. Milliseconds, server time. */
  until: v.number(),
  undoneAt: v.nullable(v.number()),
  counts: v.object({ accounts: count, restored: count, places: count, classes: count }),
  left: v.array(leftoverSchema),
  leftCount: count,
});
export type UndoReport = v.InferOutput<typeof undoReportSchema>;
export type UndoLeftover = UndoReport['left'][number];
