import * as v from 'valibot';
import { batchStatuses } from '#domain/batches/batch.ts';

/** The name of every event of `GET /api/schools/:schoolId/events`. */
export const batchEventName = 'batch';

/**
 * Where an upload is now, as JSON. A hint to ask sooner: events may get lost or come twice, and nothing in them is about
 * a person.
 */
export const batchEventSchema = v.object({
  batchId: v.pipe(v.string(), v.uuid()),
  status: v.picklist(batchStatuses),
  rowCount: v.number(),
  doneRowCount: v.number(),
});
export type BatchEvent = v.InferOutput<typeof batchEventSchema>;
