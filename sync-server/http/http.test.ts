import { Writable } from 'node:stream';
import { beforeEach, describe, expect, test } from 'vitest';
import { problemMediaType, rollbookMediaType } from '#protocol/media-type.ts';
import { type ApiClient, apiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { addDistrict, addStudent, addTeacher } from '#tests/support/people.ts';
import { type TestParts, testParts } from '#tests/support/server-parts.ts';
import { createApp } from '../app.ts';
import { createLog } from '../log.ts';

const signIn = { username: 'teacher', password: 'demo-teacher-1' };

describeOnEachDatabase('the API', (database) => {
  let parts: TestParts;
  let api: ApiClient;
  beforeEach(async () => {
    parts = testParts(database());
    api = apiClient(parts);
    await addTeacher(parts, [await addDistrict(parts)], signIn);
  });

  test('says that it is healthy, in a media type no captive portal has', async () => {
    const { status, json, headers } = await api.get('/health');

    expect(status).toBe(200);
    expect(json).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string });
    expect(headers.get('Content-Type')).toBe(rollbookMediaType);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Rollbook-Protocol')).toBe('1');
  });

  test('is not healthy without its database', async () => {
    await parts.db.destroy();

    expect((await api.get('/health')).code).toBe('server.broken');
  });

  test('refuses with a problem document that names the entry in the log', async () => {
    const { status, json, headers } = await api.get('/session');

    expect(status).toBe(401);
    expect(headers.get('Content-Type')).toBe(problemMediaType);
    expect(json).toEqual({
      status: 401,
      title: 'Sign in first.',
      code: 'auth.required',
      requestId: headers.get('Request-Id'),
    });
  });

  test('lets nobody frame it, sniff it, or learn where its links were followed from', async () => {
    const { headers } = await api.get('/health');

    expect(headers.get('Content-Security-Policy')).toBe("frame-ancestors 'none'");
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Strict-Transport-Security')).toBeNull();
    const secure = apiClient({ ...parts, origin: 'https://rollbook.example.org' });
    expect((await secure.get('/health')).headers.get('Strict-Transport-Security')).toContain('max-age=');
  });

  test.each([
    ['with an empty version', { 'Rollbook-Protocol': '' }, 'protocol.unsupported'],
    ['in a version we do not speak', { 'Rollbook-Protocol': '2' }, 'protocol.unsupported'],
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }, 'request.foreign_origin'],
    ['from another subdomain', { 'Sec-Fetch-Site': 'same-site' }, 'request.foreign_origin'],
    ['from a foreign origin', { Origin: 'https://evil.example' }, 'request.foreign_origin'],
    ['from no origin at all', { Origin: 'null' }, 'request.foreign_origin'],
  ])('refuses a request that changes something %s', async (_, headers, code) => {
    expect((await api.post('/sign-in', signIn, headers)).code).toBe(code);
  });

  test('refuses a form of a foreign page, which cannot add our header', async () => {
    const response = await createApp(parts).request('/api/sign-in', {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain' },
      body: JSON.stringify(signIn),
    });

    expect(await response.json()).toMatchObject({ status: 403, code: 'request.foreign_origin' });
  });

  test('takes requests of its own pages, by the browser’s word, by host, or by the configured origin', async () => {
    const behindProxy = apiClient({ ...parts, origin: 'https://rollbook.example.org' });

    expect((await api.post('/sign-in', signIn, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
    expect((await api.post('/sign-in', signIn, { Origin: 'http://localhost' })).status).toBe(200);
    expect(
      (await behindProxy.post('/sign-in', signIn, { Origin: 'https://rollbook.example.org' })).status,
    ).toBe(200);
    expect((await behindProxy.post('/sign-in', signIn, { Origin: 'http://localhost' })).status).toBe(403);
  });

  test.each([
    ['broken JSON', '{"username":'],
    ['another shape', '{"username":["a"]}'],
    ['nothing', ''],
  ])('refuses a body of %s as malformed', async (_, body) => {
    const headers = { 'Content-Type': 'application/json' };

    expect((await api.request('/sign-in', { method: 'POST', headers, body })).code).toBe('request.malformed');
  });

  test('refuses a body that is too large before anyone reads it', async () => {
    const answer = await api.post('/sign-in', { username: 'teacher', password: 'x'.repeat(3 * 1024 * 1024) });

    expect(answer.status).toBe(413);
    expect(answer.code).toBe('request.too_large');
  });

  test('tells strangers nothing about which routes exist, and staff that one does not', async () => {
    expect((await api.get('/no/such/route')).code).toBe('auth.required');
    await api.signIn(signIn.username, signIn.password);
    expect((await api.get('/no/such/route')).code).toBe('not_found');
  });

  test('logs routes and ids, never names, usernames, passwords or what was searched for', async () => {
    const lines: string[] = [];
    const into = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const logging = { ...parts, log: createLog('trace', into) };
    const teacher = apiClient(logging);
    const school = await addDistrict(parts, 'Roosevelt');
    await addTeacher(parts, [school], { username: 'maestra', password: 'muy-secreta-1' });
    const { temporaryPassword } = await addStudent(parts, school, { username: 'ximena', lastName: 'Quispe' });
    await teacher.signIn('maestra', 'muy-secreta-1');
    await teacher.get(`/schools/${school.schoolId}/students?search=quispe`);
    await teacher.request('/sign-in', { method: 'POST', body: '{"password":"geheim' });
    await apiClient(logging).signIn('ximena', temporaryPassword);
    await parts.db.destroy();
    await teacher.get('/session');

    const log = lines.join('');
    expect(log).toContain('/schools/:schoolId/students');
    expect(log).toContain('a request broke');
    for (const secret of ['maestra', 'muy-secreta', 'quispe', 'ximena', 'geheim', temporaryPassword]) {
      expect(log.toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });
});

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: object };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

describeOnEachDatabase('the OpenAPI document', (database) => {
  let document: OpenApi;
  beforeEach(async () => {
    document = (await apiClient(testParts(database())).get('/openapi.json')).json as OpenApi;
  });
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method} ${path}`,
        path,
        method,
        operation,
      })),
    );

  test('names every route of the API', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations().map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'get /health',
        'post /sign-in',
        'post /sign-out',
        'get /session',
        'post /welcome',
        'get /schools/{schoolId}/programs',
        'get /schools/{schoolId}/students',
        'post /schools/{schoolId}/students/{userGuid}/reset-password',
        'get /schools/{schoolId}/student-export',
        'put /batches/{batchId}',
        'put /batches/{batchId}/chunks/{index}',
        'post /batches/{batchId}/commit',
        'get /batches/{batchId}/files/{kind}',
      ]),
    );
  });

  test('declares every parameter of a path, describes every response, and refers to nothing that is missing', () => {
    for (const { path, operation } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path');
      expect(declared.map((one) => one.name)).toEqual(named);
      expect(declared.every((one) => one.required)).toBe(true);
      expect(Object.values(operation.responses).every((one) => one.description !== '')).toBe(true);
      expect(operation.responses).toHaveProperty('default');
    }
    expect(JSON.stringify(document)).not.toContain('"$ref"');
  });

  test('describes the body of every route that takes one', () => {
    const withBody = operations().filter(({ operation }) => operation.requestBody !== undefined);

    expect(withBody.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'post /sign-in',
        'post /welcome',
        'put /batches/{batchId}',
        'put /batches/{batchId}/chunks/{index}',
      ]),
    );
  });
});

describe('an error in the log', () => {
  test('keeps its kind, code and place, and not the values that databases and parsers put into it', () => {
    const lines: string[] = [];
    const into = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const detailed = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (username)=(ximena)',
    });
    let unreadable: unknown;
    try {
      JSON.parse('ximena');
    } catch (error) {
      unreadable = error;
    }

    createLog('info', into).error({ err: new Error('outer', { cause: detailed }) }, 'one');
    createLog('info', into).error({ err: unreadable }, 'two');

    expect(lines.join('')).not.toContain('ximena');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { message: 'outer', cause: { code: '23505' } } });
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ err: { name: 'SyntaxError' } });
  });
});
