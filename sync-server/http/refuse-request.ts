import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { RefusalCode } from '#domain/refusal.ts';
import { problemMediaType } from '#protocol/media-type.ts';
import type { RefusalDocument } from '#protocol/refusals.ts';
import type { RequestEnv } from './env.ts';

/** Status and title of every refusal. Titles are for developers; the app has its own sentences by code. */
export const refusals: Readonly<Record<RefusalCode, readonly [status: ContentfulStatusCode, title: string]>> =
  {
    'auth.required': [401, 'Sign in first.'],
    'auth.wrong_credentials': [401, 'Username or password is wrong.'],
    'auth.too_many_tries': [429, 'Too many wrong passwords for this account. Wait, then try again.'],
    'auth.password_change_required': [403, 'Set a permanent password first.'],
    'auth.password_expired': [
      401,
      'This temporary password has expired or was used. A teacher can give a new one.',
    ],
    'auth.not_allowed': [403, 'This account may not do that.'],
    'password.not_allowed': [422, 'This password is not allowed.'],
    'username.taken': [409, 'This username belongs to somebody already.'],
    'link.spent': [410, 'This link was used, has run out, or was replaced by a newer one.'],
    'request.malformed': [400, 'The request does not have the agreed shape.'],
    'request.foreign_origin': [403, 'Requests that change something must come from the app itself.'],
    'request.too_large': [413, 'The request is too large.'],
    'request.too_many': [429, 'Too many requests of this kind. Wait, then try again.'],
    'protocol.unsupported': [400, 'This server does not speak that version of the protocol.'],
    not_found: [404, 'There is nothing here.'],
    'batch.id_reused': [422, 'This batch id belongs to another upload.'],
    'batch.busy': [409, 'This batch is being worked on. Try again later.'],
    'batch.chunk_damaged': [400, 'The chunk arrived damaged.'],
    'batch.chunks_missing': [409, 'Chunks of this batch are missing.'],
    'batch.file_missing': [404, 'This file does not exist for this batch.'],
    'batch.undo_too_late': [409, 'This batch can be undone no more.'],
    'batch.undone': [409, 'This batch was undone already.'],
    'server.broken': [500, 'Something broke on our side.'],
  };

/** Says no, as an RFC 9457 problem document. `retryAfterSeconds` tells the app when asking again makes sense. */
export function refuseRequest(
  c: Context<RequestEnv>,
  code: RefusalCode,
  { retryAfterSeconds }: { readonly retryAfterSeconds?: number | undefined } = {},
): Response {
  const [status, title] = refusals[code];
  c.set('refusal', code);
  const document: RefusalDocument = { status, title, code, requestId: c.get('requestId') };
  const headers: Record<string, string> = { 'Content-Type': problemMediaType };
  if (retryAfterSeconds !== undefined)
    headers['Retry-After'] = String(Math.max(1, Math.ceil(retryAfterSeconds)));
  return c.body(JSON.stringify(document), status, headers);
}
