import { gzipSync } from 'node:zlib';
import { problemMediaType, protocolHeader, rollbookMediaType } from '#protocol/media-type.ts';
import { answer, deliver, readBody, reset, type Fault, type Journey, type WholeAnswer } from './journey.ts';
import type { RequestKind } from './seen-request.ts';

/** Where a portal sends people to; the proxy shows its page there. */
export const portalPath = '/portal/login.html';

const page = '<!doctype html><title>Welcome</title><h1>Airport Wi-Fi</h1><form action="/login">…</form>';
const html = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'max-age=600' };
const json = { 'content-type': 'application/json' };
const ours = { 'content-type': rollbookMediaType, [protocolHeader.toLowerCase()]: '1' };

/** A captive portal's own page in place of our answer. */
export const portalPage = lie('portal page', () => ({ status: 200, headers: html, body: Buffer.from(page) }));

/** Sent to a login page; the browser follows and gets it. */
const redirect = lie('redirect to a login page', () => ({
  status: 302,
  headers: { ...html, location: portalPath },
  body: Buffer.alloc(0),
}));

const empty = lie('204', () => ({ status: 204, headers: {}, body: Buffer.alloc(0) }));

/** All that our answer has, but not our media type. */
const foreignJson = lie('JSON of somebody else', ({ request }) => ({
  status: 200,
  headers: json,
  body: Buffer.from(JSON.stringify(likeOurs(request.batchId))),
}));

/** Our media type and a receipt, only not for these rows. */
const wrongReceipt = lie('wrong receipt', ({ request }) => {
  const receipt = { batchId: request.batchId, payloadHash: '0'.repeat(64), acceptedAt: Date.now() };
  const body = request.kind === 'commit' ? receipt : { have: [], receipt };
  return { status: 202, headers: ours, body: Buffer.from(JSON.stringify(body)) };
});

const portalProblem = lie('problem of somebody else', () => ({
  status: 511,
  headers: { 'content-type': `${problemMediaType}x` },
  body: Buffer.from('{"code":"batch.id_reused"}'),
}));

/** The true answer, cut: with the length it should have, or as if it were whole. */
const truncated: Fault = {
  name: 'truncated answer',
  async meet(journey) {
    const given = await trueAnswer(journey);
    if (!given) return reset(journey.response);
    const half = given.body.subarray(0, Math.floor(given.body.length / 2));
    if (journey.request.number % 2 === 0) return answer(journey, { ...given, body: half });
    journey.response.writeHead(given.status, { ...given.headers, 'content-length': given.body.length });
    journey.response.write(half, () => reset(journey.response));
  },
};

/** Named gzip, and no gzip. */
const brokenGzip: Fault = {
  name: 'broken gzip',
  async meet(journey) {
    const given = await trueAnswer(journey);
    if (!given) return reset(journey.response);
    const body = gzipSync(given.body).subarray(0, 12);
    return answer(journey, { ...given, headers: { ...given.headers, 'content-encoding': 'gzip' }, body });
  },
};

export const staleCacheName = 'stale answer of a cache';

/** A cache that keeps the first answer of each kind and gives it to everybody after: true once, of another upload. */
function staleCache(): Fault {
  const kept = new Map<RequestKind, WholeAnswer>();
  return {
    name: staleCacheName,
    async meet(journey) {
      const { kind } = journey.request;
      const given = kept.get(kind) ?? (await trueAnswer(journey));
      if (!given) return reset(journey.response);
      kept.set(kind, given);
      journey.message.resume();
      return answer(journey, given);
    },
  };
}

/** Everything a captive portal, a filter or a broken proxy says in our server's place. */
export function createLies(): readonly Fault[] {
  return [
    portalPage,
    redirect,
    empty,
    foreignJson,
    wrongReceipt,
    portalProblem,
    truncated,
    brokenGzip,
    staleCache(),
  ];
}

function lie(name: string, say: (journey: Journey) => WholeAnswer): Fault {
  return {
    name,
    async meet(journey) {
      await readBody(journey);
      return answer(journey, say(journey));
    },
  };
}

/** Null when there is none, or nothing in it that could be cut or broken. */
async function trueAnswer(journey: Journey): Promise<WholeAnswer | null> {
  const body = await readBody(journey);
  const given = body && (await deliver(journey, body));
  return given && given.body.length > 0 ? given : null;
}

function likeOurs(batchId: string | null) {
  return {
    batchId,
    have: [],
    receipt: null,
    payloadHash: '0'.repeat(64),
    acceptedAt: 0,
    batches: [],
    next: null,
  };
}
