import * as v from 'valibot';
import { refusalCodes } from '#domain/refusal.ts';

/** RFC 9457 problem document. `code` is ours and stable; `requestId` finds the entry in the server's log. */
export const refusalSchema = v.object({
  status: v.number(),
  title: v.string(),
  code: v.picklist(refusalCodes),
  requestId: v.string(),
});
export type RefusalDocument = v.InferOutput<typeof refusalSchema>;
