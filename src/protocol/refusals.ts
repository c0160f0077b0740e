import * as v from 'valibot';
import { refusalCodes, type RefusalCode } from '#domain/refusal.ts';

/** RFC 9457 problem document. `code` is ours and stable; `requestId` finds the entry in the server's log. */
export const refusalSchema = v.object({
  status: v.number(),
  title: v.string(),
  code: v.picklist(refusalCodes),
  requestId: v.string(),
});
export type RefusalDocument = v.InferOutput<typeof refusalSchema>;

/**
 * A refusal as it comes in. A server of a later version may say no with a code this version has never heard of: that
 * becomes "something broke" where trying again may heal it (5xx, 429), else "this page is too old".
 */
export const receivedRefusalSchema = v.pipe(
  v.object({ ...refusalSchema.entries, code: v.string() }),
  v.transform((document): RefusalDocument => ({ ...document, code: knownCode(document) })),
);

function knownCode({ code, status }: { readonly code: string; readonly status: number }): RefusalCode {
  const known = refusalCodes.find((one) => one === code);
  return known ?? (status >= 500 || status === 429 ? 'server.broken' : 'protocol.unsupported');
}
