import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { personHeader } from '#protocol/media-type.ts';
import type { BatchHeader, BatchList } from '#protocol/batches.ts';
import { type ApiClient, apiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase, type TestDatabase } from '#tests/support/each-database.ts';
import { addDistrict, addTeacher } from '#tests/support/people.ts';
import { processAll } from '#tests/support/process-all.ts';
import { type TestParts, testParts } from '#tests/support/server-parts.ts';
import { type Chance, createChance } from '../chance.ts';
import { classLists, type PackedList } from '../class-lists.ts';
import { corrupted } from '../fault-answers.ts';
import { createTimeline } from '../timeline.ts';
import { emptyLedger } from './ledger.ts';
import type { ServerRequest } from './messages.ts';
import { RunnerModel } from './runner-model.ts';
import { ServerModel } from './server-model.ts';

const SEQUENCES = 10;
const REQUESTS = 120;

/** The same people on the real server and on the model, and what each answers. */
interface Pair {
  readonly parts: TestParts;
  readonly model: ServerModel;
  readonly schoolId: string;
  readonly people: readonly [Person, ...Person[]];
  readonly processBoth: () => Promise<void>;
}

interface Person {
  readonly guid: string;
  readonly api: ApiClient;
}

describeOnEachDatabase('the model of the server', (database) => {
  test(
    'answers any requests as the server does, and ends with the same effects',
    { timeout: 120_000 },
    async () => {
      const pair = await createPair(database());
      const seen = new Map<string, number>();
      for (let seed = 1; seed <= SEQUENCES; seed += 1) {
        const requests = createRequests(createChance(seed), pair);
        for (let count = 0; count < REQUESTS; count += 1) {
          const request = requests();
          const said = await askBoth(request, pair);
          expect(said.model, describeRequest(request)).toEqual(said.server);
          seen.set(said.server.what, (seen.get(said.server.what) ?? 0) + 1);
          if (request.path.endsWith('/commit')) await pair.processBoth();
        }
      }
      expect([...seen.keys()].sort()).toEqual([
        '200',
        '202',
        '204',
        'auth.required',
        'batch.chunk_damaged',
        'batch.chunks_missing',
        'batch.id_reused',
        'not_found',
        'request.malformed',
      ]);
      await expectSameEffects(pair);
    },
  );
});

async function createPair(database: TestDatabase): Promise<Pair> {
  const parts = testParts(database);
  const school = await addDistrict(parts);
  const elsewhere = await addDistrict(parts, 'Elsewhere');
  const password = 'a long password';
  const people: Person[] = [];
  for (const [username, where] of [
    ['teacher', school],
    ['other', school],
    ['stranger', elsewhere],
  ] as const) {
    const guid = await addTeacher(parts, [where], { username, password });
    const api = apiClient(parts);
    await api.signIn(username, password);
    people.push({ guid, api });
  }
  const members = people.map(({ guid }, index) => ({
    userGuid: guid,
    schoolIds: [index < 2 ? school.schoolId : elsewhere.schoolId],
  }));
  const ledger = emptyLedger();
  const timeline = createTimeline();
  const runner = new RunnerModel({ ledger, timeline, stepMs: (usual) => usual, log: () => undefined });
  const model = new ServerModel({ ledger, members, now: parts.clock, wakeJobs: () => runner.wake() });
  const processBoth = async () => {
    await processAll(parts, { rowsPerTransaction: 2 });
    while (timeline.step(timeline.now() + 60_000)) continue;
  };
  return { parts, model, schoolId: school.schoolId, people: people as [Person, ...Person[]], processBoth };
}

type Asked = Omit<ServerRequest, 'person'> & { readonly asker: Person };

/** Requests of devices in every order, with everything that a network or another person can do to them. */
function createRequests(chance: Chance, { parts, people, schoolId }: Pair): () => Asked {
  const uploads = [1, 2, 3].map((number) => ({
    batchId: parts.newGuid(),
    list: chance.pick(classLists as [PackedList, ...PackedList[]]),
    fileName: `class ${number}.csv`,
  }));
  type Upload = (typeof uploads)[number];
  return () => {
    const upload = chance.pick(uploads as [Upload, ...Upload[]]);
    const path = `/api/batches/${upload.batchId}`;
    const asker = chance.happens(0.8) ? people[0] : chance.pick(people);
    const nothing = { json: undefined, bytes: null, headers: {}, asker };
    const kind = chance.whole(0, 9);
    if (kind === 0) return { ...nothing, method: 'GET', path: `/api/batches?schoolId=${schoolId}` };
    if (kind <= 2) {
      const headers = { [personHeader]: chance.happens(0.8) ? asker.guid : people[0].guid };
      return { ...nothing, method: 'PUT', path, headers, json: header(upload, chance) };
    }
    if (kind === 3) return { ...nothing, method: 'POST', path: `${path}/commit` };
    return { ...nothing, ...chunk(path, upload.list, chance) };
  };

  function header({ list, fileName }: Upload, { happens }: Chance): BatchHeader {
    const real: BatchHeader = {
      version: 1,
      schoolId,
      fileName,
      header: [...list.contents.header],
      mapping: [...list.contents.mapping],
      rowCount: list.rowCount,
      chunkCount: list.chunks.length,
      payloadHash: list.payloadHash,
      choices: list.contents.choices,
    };
    if (happens(0.1)) return { ...real, fileName: 'another.csv' };
    return happens(0.1) ? { ...real, payloadHash: '0'.repeat(64) } : real;
  }
}

function chunk(path: string, { chunks }: PackedList, chance: Chance) {
  const index = chance.whole(0, chunks.length - 1);
  const place = chance.happens(0.1) ? chance.whole(0, chunks.length) : index;
  const { bytes, digest } = chunks[index]!;
  const claimed = chance.happens(0.1) ? createHash('sha256').update('other').digest('hex') : digest;
  const request = {
    method: 'PUT',
    path: `${path}/chunks/${place}`,
    json: undefined,
    bytes,
    headers: {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
      'Content-Digest': `sha-256=:${Buffer.from(claimed, 'hex').toString('base64')}:`,
    },
  };
  return chance.happens(0.15) ? corrupted(request, chance) : request;
}

interface Said {
  readonly what: string;
  readonly body: unknown;
}

async function askBoth(
  { asker, ...request }: Asked,
  { model }: Pair,
): Promise<{ server: Said; model: Said }> {
  const { method, path, json, bytes, headers } = request;
  const body = json === undefined ? bytes : JSON.stringify(json);
  const real = await asker.api.request(path.replace('/api', ''), {
    method,
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  const modelled = model.answer({ ...request, person: asker.guid });
  return {
    server: read(real.status, real.json),
    model: read(modelled.status, modelled.body === '' ? undefined : JSON.parse(modelled.body)),
  };
}

/** What decides anything in an answer: not the number of the request, nor what only people read in a history. */
function read(status: number, json: unknown): Said {
  if (typeof json !== 'object' || json === null) return { what: String(status), body: null };
  if ('code' in json) return { what: String(json.code), body: status };
  if (!('batches' in json)) return { what: String(status), body: json };
  const { batches } = json as BatchList;
  const shown = batches.map((batch) => `${batch.batchId} ${batch.status}`);
  return { what: String(status), body: shown.toSorted() };
}

function describeRequest({ method, path, asker, headers }: Asked): string {
  return `${method} ${path} by ${asker.guid} with ${JSON.stringify(headers)}`;
}

async function expectSameEffects({ parts, model }: Pair): Promise<void> {
  const students = await parts.db
    .selectFrom('memberships')
    .select(['school_id as schoolId', 'student_id as studentId'])
    .where('role', '=', 'student')
    .execute();
  const outcomes = await parts.db
    .selectFrom('row_outcomes')
    .select(['batch_id as batchId', 'row_number as rowNumber', 'outcome'])
    .execute();
  const { ledger } = model;
  expect(lines(ledger.accounts.map(({ schoolId, studentId }) => ({ schoolId, studentId })))).toEqual(
    lines(students),
  );
  expect(
    lines(ledger.outcomes.map(({ batchId, rowNumber, outcome }) => ({ batchId, rowNumber, outcome }))),
  ).toEqual(lines(outcomes));
  expect(outcomes.length).toBeGreaterThan(20);
}

function lines(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}
