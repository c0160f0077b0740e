import type { Hono } from 'hono';
import { protocolHeader, protocolVersion } from '#protocol/media-type.ts';
import { createApp } from '#sync-server/app.ts';
import type { RequestEnv } from '#sync-server/http/env.ts';
import type { Parts } from '#sync-server/parts.ts';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined for an empty answer or another media type. */
  readonly json: unknown;
  /** The refusal's code; undefined when it was none. */
  readonly code: string | undefined;
  readonly text: string;
}

/** A browser of one person: keeps the session cookie, sends the protocol header. */
export interface ApiClient {
  readonly get: (path: string, headers?: Record<string, string>) => Promise<ApiAnswer>;
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<ApiAnswer>;
  readonly request: (path: string, init: RequestInit) => Promise<ApiAnswer>;
  readonly signIn: (username: string, password: string, attempt?: string) => Promise<ApiAnswer>;
  /** The session cookie as a request carries it; empty when there is none. */
  readonly cookie: () => string;
}

/** The API over these parts, without a network. Each client is another browser. */
export function apiClient(parts: Parts, app: Hono<RequestEnv> = createApp(parts)): ApiClient {
  let cookie = '';
  const request = async (path: string, init: RequestInit): Promise<ApiAnswer> => {
    const headers = new Headers({ [protocolHeader]: String(protocolVersion), Cookie: cookie });
    new Headers(init.headers).forEach((value, name) => headers.set(name, value));
    const response = await app.request(`/api${path}`, { ...init, headers });
    for (const line of response.headers.getSetCookie()) cookie = line.split(';')[0] ?? '';
    return readAnswer(response);
  };
  const post: ApiClient['post'] = (path, body, headers) =>
    request(path, {
      method: 'POST',
      body: body === undefined ? null : JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    });
  return {
    request,
    post,
    get: (path, headers) => request(path, headers ? { headers } : {}),
    signIn: (username, password, attempt) => post('/sign-in', { username, password, attempt }),
    cookie: () => cookie,
  };
}

async function readAnswer(response: Response): Promise<ApiAnswer> {
  const text = await response.text();
  const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '');
  const json: unknown = isJson ? JSON.parse(text) : undefined;
  const code = typeof json === 'object' && json !== null && 'code' in json ? String(json.code) : undefined;
  return { status: response.status, headers: response.headers, json, code, text };
}
