import type { ServerAnswer, ServerRequest } from './server/messages.ts';

/** As fetch says it; made once, because each takes a stack trace. */
export const aborted = new DOMException('aborted', 'AbortError');
export const failed = new TypeError('Failed to fetch');

/** What the app handed to fetch. */
export function readRequest(path: string, init: RequestInit): Omit<ServerRequest, 'person'> {
  const { method = 'GET', body, headers } = init;
  return {
    method,
    path,
    json: typeof body === 'string' ? JSON.parse(body) : undefined,
    bytes: body instanceof ArrayBuffer ? body : null,
    headers: headers as Record<string, string>,
  };
}

/** The part of a Response that api.ts reads; a real one costs more than the rest of a request. */
export function toResponse({ status, headers, body }: ServerAnswer): Response {
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: { get: (name: string) => headers[name] ?? null, has: (name: string) => name in headers },
    json: () => Promise.resolve(body).then((text) => JSON.parse(text) as unknown),
  } as unknown as Response;
}
