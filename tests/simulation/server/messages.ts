import type { RefusalCode } from '#domain/refusal.ts';
import {
  problemMediaType,
  protocolHeader,
  protocolVersion,
  rollbookMediaType,
} from '#protocol/media-type.ts';
import { refusals } from '#sync-server/http/refuse-request.ts';

/** A request as it reaches the server; `person` is whose cookie the browser added, if any. */
export interface ServerRequest {
  readonly method: string;
  readonly path: string;
  readonly json: unknown;
  readonly bytes: ArrayBuffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly person: string | null;
}

export interface ServerAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** As `answer` of sync-server/http/answer.ts. */
export function answerWith(body: object, status = 200): ServerAnswer {
  return { status, headers: { 'Content-Type': rollbookMediaType, ...spoken }, body: JSON.stringify(body) };
}

export const nothing: ServerAnswer = {
  status: 204,
  headers: { [protocolHeader]: String(protocolVersion) },
  body: '',
};

/** As `refuseRequest` of the server. */
export function refuseWith(code: RefusalCode): ServerAnswer {
  const [status, title] = refusals[code];
  return problem(status, { status, title, code, requestId: 'simulated' });
}

export function problem(
  status: number,
  document: object,
  headers: Readonly<Record<string, string>> = {},
): ServerAnswer {
  return {
    status,
    headers: { 'Content-Type': problemMediaType, ...spoken, ...headers },
    body: JSON.stringify(document),
  };
}

const spoken = { [protocolHeader]: String(protocolVersion) };
