import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { problemMediaType, protocolHeader, rollbookMediaType } from '#protocol/media-type.ts';
import { callApi, emptyAnswerSchema, type ApiRequest } from './api.ts';
import { createConnection } from './connection.ts';

const schema = v.object({ name: v.string() });
const get: ApiRequest = { method: 'GET', path: '/api/thing?search=ana' };

function answering(body: string, status: number, headers: Record<string, string>): typeof fetch {
  return () =>
    Promise.resolve(new Response(status === 204 || status === 304 ? null : body, { status, headers }));
}

const ours = { 'Content-Type': `${rollbookMediaType}; charset=utf-8` };
const problem = { 'Content-Type': problemMediaType };

function refusal(code: string): string {
  return JSON.stringify({ status: 403, title: 'No', code, requestId: 'r1' });
}

describe('asking the server', () => {
  test('gives the value of an answer of the agreed shape', async () => {
    const connection = createConnection();
    const answer = await callApi(get, schema, { fetch: answering('{"name":"Ana"}', 200, ours), connection });
    expect(answer).toEqual({ type: 'answer', value: { name: 'Ana' } });
    expect(connection.reachability()).toBe('reachable');
  });

  test('takes 304 for an answer without a body when it is ours', async () => {
    const connection = createConnection();
    const parts = { fetch: answering('', 304, { [protocolHeader]: '1' }), connection };
    expect(await callApi(get, v.optional(schema), parts)).toEqual({ type: 'answer', value: undefined });
    const portal = { fetch: answering('', 304, {}), connection };
    expect(await callApi(get, v.optional(schema), portal)).toEqual({ type: 'no-answer' });
  });

  test('says which protocol it speaks, and sends JSON as JSON', async () => {
    const sent: RequestInit[] = [];
    const spy: typeof fetch = (_path, init) => {
      sent.push(init ?? {});
      return Promise.resolve(new Response('{"name":"Ana"}', { headers: ours }));
    };
    await callApi({ method: 'POST', path: '/api/thing', json: { a: 1 } }, schema, {
      fetch: spy,
      connection: createConnection(),
    });
    expect(sent[0]?.headers).toMatchObject({ [protocolHeader]: '1', 'Content-Type': 'application/json' });
    expect(sent[0]?.body).toBe('{"a":1}');
  });

  test('gives the refusal and how long the server asks to wait', async () => {
    const fetch = answering(refusal('auth.too_many_tries'), 429, { ...problem, 'Retry-After': '30' });
    const answer = await callApi(get, schema, { fetch, connection: createConnection() });
    expect(answer).toMatchObject({
      type: 'refused',
      refusal: { code: 'auth.too_many_tries' },
      retryAfterMs: 30_000,
    });
  });

  test.each([
    [503, 'server.broken'],
    [409, 'protocol.unsupported'],
  ])('reads a code of a later version, said with %i, as %s', async (status, code) => {
    const body = JSON.stringify({ status, title: 'No', code: 'batch.of_a_later_year', requestId: 'r1' });
    const fetch = answering(body, status, { ...problem, 'Retry-After': '5' });
    const answer = await callApi(get, schema, { fetch, connection: createConnection() });
    expect(answer).toMatchObject({ type: 'refused', refusal: { code }, retryAfterMs: 5_000 });
  });

  test('waits as long as a proxy before the server asks when it is too busy', async () => {
    const headers = { 'Content-Type': 'text/html', 'Retry-After': '90' };
    const parts = (status: number) => ({
      fetch: answering('<h1>', status, headers),
      connection: createConnection(),
    });
    const busy = { type: 'no-answer', retryAfterMs: 90_000 };
    expect(await callApi(get, schema, parts(503))).toEqual(busy);
    expect(await callApi(get, schema, parts(429))).toEqual(busy);
    expect(await callApi(get, schema, parts(200))).toEqual({ type: 'no-answer' });
  });

  test('waits as long as the server asks when its words broke off after that', async () => {
    const fetch = answering('{"status":5', 503, { ...problem, 'Retry-After': '90' });
    const answer = await callApi(get, schema, { fetch, connection: createConnection() });
    expect(answer).toEqual({ type: 'no-answer', retryAfterMs: 90_000 });
  });

  test('tells the app when the session has ended', async () => {
    const connection = createConnection();
    let ended = 0;
    connection.onSessionEnded(() => (ended += 1));
    await callApi(get, schema, { fetch: answering(refusal('auth.required'), 401, problem), connection });
    expect(ended).toBe(1);
  });

  test.each([
    ['a sign-in page of a captive portal', '<html>', 200, { 'Content-Type': 'text/html' }],
    ['JSON of somebody else', '{"name":"Ana"}', 200, { 'Content-Type': 'application/json' }],
    ['an error page of a proxy', 'Bad gateway', 502, { 'Content-Type': 'text/html' }],
    ['an empty answer that does not speak our protocol', '', 204, {}],
    ['an answer that breaks off', '{"name":"An', 200, ours],
  ])('counts %s as no answer', async (_name, body, status, headers) => {
    const connection = createConnection();
    const answer = await callApi(get, schema, { fetch: answering(body, status, headers), connection });
    expect(answer).toEqual({ type: 'no-answer' });
    expect(connection.reachability()).toBe('unreachable');
  });

  test('counts a network that is away as no answer', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await callApi(get, schema, { fetch, connection: createConnection() })).toEqual({
      type: 'no-answer',
    });
  });

  test('says nothing about the connection when the asker stopped waiting', async () => {
    const connection = createConnection();
    const stopped = AbortSignal.abort();
    const fetch = () => Promise.reject(new DOMException('stopped', 'AbortError'));
    await callApi({ ...get, signal: stopped }, schema, { fetch, connection });
    expect(connection.reachability()).toBe('unknown');
  });

  test('takes an empty answer of our server', async () => {
    const fetch = answering('', 204, { [protocolHeader]: '1' });
    const answer = await callApi(get, emptyAnswerSchema, { fetch, connection: createConnection() });
    expect(answer).toEqual({ type: 'answer', value: undefined });
  });

  test('breaks loudly, without the values, when our server answers in another shape', async () => {
    const fetch = answering('{"name":42}', 200, ours);
    await expect(callApi(get, schema, { fetch, connection: createConnection() })).rejects.toThrow(
      'The answer to GET /api/thing does not have the agreed shape at: name',
    );
  });
});
