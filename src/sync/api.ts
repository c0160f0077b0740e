import * as v from 'valibot';
import type { Milliseconds } from '#domain/time.ts';
import { MINUTE_MS } from '#domain/time.ts';
import {
  problemMediaType,
  protocolHeader,
  protocolVersion,
  rollbookMediaType,
} from '#protocol/media-type.ts';
import { receivedRefusalSchema, type RefusalDocument } from '#protocol/refusals.ts';
import { connection, type Connection } from './connection.ts';
import { readRetryAfter } from './retry-after.ts';
import { deviceTimer, type Timer } from './timer.ts';

/**
 * How the server answered. `no-answer` is a network that is away, a captive portal, a proxy's error page: the request
 * may or may not have been taken. `retryAfterMs` is what the server asked for, or who stands before it.
 */
export type ApiAnswer<Value> =
  | { readonly type: 'answer'; readonly value: Value }
  | {
      readonly type: 'refused';
      readonly refusal: RefusalDocument;
      readonly retryAfterMs: Milliseconds | null;
    }
  | { readonly type: 'no-answer'; readonly retryAfterMs?: Milliseconds };

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From `/api` on, with its query. */
  readonly path: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is; give `Content-Type` in `headers`. */
  readonly bytes?: ArrayBuffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborting gives `no-answer` and says nothing about the connection. */
  readonly signal?: AbortSignal;
}

export interface ApiParts {
  readonly fetch: typeof fetch;
  readonly connection: Connection;
  /** How long patience lasts is counted by this; the device's own timers unless given. */
  readonly after?: Timer;
}

/** This tab's way to the server. */
export const deviceApi: ApiParts = { fetch: (...args) => fetch(...args), connection };

/** Long enough for a chunk on a bad line; a request that takes longer counts as lost. */
const patience: Milliseconds = MINUTE_MS;

/** An answer without a body (204, or 304 to `If-None-Match`), told apart from a portal's by our protocol header. */
export const emptyAnswerSchema = v.undefined();

/**
 * Asks our server, once. Never throws for a network or a refusal; throws when our own server
 * answers in a shape that was not agreed, which is a bug.
 */
export async function callApi<const Schema extends v.GenericSchema>(
  request: ApiRequest,
  schema: Schema,
  parts: ApiParts = deviceApi,
): Promise<ApiAnswer<v.InferOutput<Schema>>> {
  const received = await receive(request, parts);
  if (!received?.isOurs) {
    if (!request.signal?.aborted) parts.connection.unanswered();
    const retryAfterMs = received?.retryAfterMs ?? null;
    return retryAfterMs === null ? { type: 'no-answer' } : { type: 'no-answer', retryAfterMs };
  }
  parts.connection.answered();
  if (received.ok) return { type: 'answer', value: parse(schema, received.body, request) };
  const refusal = parse(receivedRefusalSchema, received.body, request);
  if (refusal.code === 'auth.required') parts.connection.sessionEnded();
  return { type: 'refused', refusal, retryAfterMs: received.retryAfterMs };
}

type Received =
  | {
      readonly isOurs: true;
      readonly ok: boolean;
      readonly body: unknown;
      readonly retryAfterMs: Milliseconds | null;
    }
  /** Somebody else's words, or half of ours; only "too busy, come back later" is believed of them. */
  | { readonly isOurs: false; readonly retryAfterMs: Milliseconds | null };

/** What came back; null when nobody answered or the answer broke off. */
async function receive(request: ApiRequest, parts: ApiParts): Promise<Received | null> {
  const { fetch: send, after = deviceTimer } = parts;
  const timeout = new AbortController();
  const callOff = after(patience, () => timeout.abort());
  const stop = () => timeout.abort();
  request.signal?.addEventListener('abort', stop);
  if (request.signal?.aborted) stop();
  try {
    const response = await send(request.path, requestInit(request, timeout.signal));
    return await readResponse(response);
  } catch (error) {
    if (isLostOnTheWay(error)) return null;
    throw error;
  } finally {
    callOff();
    request.signal?.removeEventListener('abort', stop);
  }
}

function requestInit(request: ApiRequest, signal: AbortSignal): RequestInit {
  const isJson = request.json !== undefined;
  return {
    method: request.method,
    headers: {
      Accept: `${rollbookMediaType}, ${problemMediaType}`,
      [protocolHeader]: String(protocolVersion),
      ...(isJson ? { 'Content-Type': 'application/json' } : {}),
      ...request.headers,
    },
    body: isJson ? JSON.stringify(request.json) : (request.bytes ?? null),
    cache: 'no-store',
    signal,
  };
}

async function readResponse(response: Response): Promise<Received> {
  const { status, headers } = response;
  const ok = response.ok || status === 304;
  const retryAfterMs = readRetryAfter(headers);
  const mediaType = headers.get('Content-Type')?.split(';')[0]?.trim();
  const isEmpty = (status === 204 || status === 304) && headers.has(protocolHeader);
  const isOurs = isEmpty || mediaType === (ok ? rollbookMediaType : problemMediaType);
  try {
    if (isOurs) return { isOurs, ok, body: isEmpty ? undefined : await response.json(), retryAfterMs };
  } catch (error) {
    if (!isLostOnTheWay(error)) throw error;
  }
  // What was asked for stood in the headers, also when the words after them broke off.
  return { isOurs: false, retryAfterMs: status === 429 || status === 503 ? retryAfterMs : null };
}

/** fetch says TypeError for every network failure; a body cut short is a SyntaxError; our own stop is an AbortError. */
function isLostOnTheWay(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof SyntaxError) return true;
  return error instanceof DOMException && error.name === 'AbortError';
}

function parse<const Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
  { method, path }: ApiRequest,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const where = result.issues.map((issue) => v.getDotPath(issue) ?? 'the whole').join(', ');
  throw new Error(
    `The answer to ${method} ${path.split('?')[0]} does not have the agreed shape at: ${where}`,
  );
}
