import type { Chance } from './chance.ts';
import type { RequestFault } from './faults.ts';
import type { Journey } from './network.ts';
import { answerWith, problem, type ServerAnswer } from './server/messages.ts';
import { startOfTime } from './start-of-time.ts';
import type { World } from './world.ts';

/** Faults in which somebody answers in the place of the server. */
export type LyingFault = Extract<
  RequestFault,
  | 'busy-seconds'
  | 'busy-date'
  | 'busy-proxy'
  | 'captive-portal'
  | 'redirect-lie'
  | 'empty-lie'
  | 'unknown-refusal'
  | 'wrong-receipt'
>;

const html = { 'Content-Type': 'text/html; charset=utf-8' };

/** What somebody says in the place of the server, or the server when it cannot or may not do its work. */
export function faultAnswer(fault: LyingFault, { request }: Journey, world: World): ServerAnswer {
  const { chance } = world;
  switch (fault) {
    case 'captive-portal':
      return { status: 200, headers: html, body: '<html>Welcome to Airport Wi-Fi</html>' };
    case 'redirect-lie':
      return chance.happens(0.5)
        ? { status: 302, headers: html, body: '' }
        : {
            status: 200,
            headers: { 'Content-Type': 'application/json' },
            body: '{"have":[],"receipt":null}',
          };
    case 'empty-lie':
      return { status: 204, headers: {}, body: '' };
    case 'busy-seconds':
    case 'busy-date':
      return problem(503, busy, retryAfter(fault, world));
    case 'busy-proxy':
      return { status: 429, headers: { ...html, ...retryAfter(fault, world) }, body: '<h1>Slow down</h1>' };
    case 'unknown-refusal': {
      const isOurs = chance.happens(0.3);
      const code = isOurs ? 'protocol.unsupported' : 'batch.word_of_a_later_year';
      const status = isOurs ? 400 : chance.pick([409, 422, 503]);
      const headers = status === 503 ? retryAfter('busy-seconds', world) : {};
      return problem(status, { status, title: 'New', code, requestId: 'simulated' }, headers);
    }
    case 'wrong-receipt':
      return wrongReceipt(request.path, world);
  }
}

const busy = { status: 503, title: 'Busy', code: 'server.broken', requestId: 'simulated' };

function retryAfter(fault: LyingFault, { chance, timeline }: World): Record<string, string> {
  const seconds = chance.pick([0, 1, 5, 30, 120, 900, 7_200]);
  const isDate = fault === 'busy-date' || (fault === 'busy-proxy' && chance.happens(0.5));
  // The server's clock; the device's may be a day off.
  const now = startOfTime + timeline.now();
  const date = (moment: number) => new Date(moment).toUTCString();
  return isDate
    ? { 'Retry-After': date(now + seconds * 1_000), Date: date(now) }
    : { 'Retry-After': String(seconds), Date: date(now) };
}

/** A receipt for another upload, or for other rows: of the same list as often as not, so that its hash fits. */
function wrongReceipt(path: string, { chance, server, timeline }: World): ServerAnswer {
  const batchId = path.split('/')[3] ?? '';
  const others = server.ledger.batches.filter((batch) => batch.batchId !== batchId);
  const [first, ...rest] = others;
  const other = first && chance.pick([first, ...rest]);
  const receipt = {
    batchId: other?.batchId ?? batchId,
    payloadHash: other?.header.payloadHash ?? '0'.repeat(64),
    acceptedAt: timeline.now(),
  };
  const isCommit = path.endsWith('/commit');
  return isCommit ? answerWith(receipt, 202) : answerWith({ have: [], receipt });
}

/** The same request with one byte of its chunk changed on the way; without a chunk, the request itself. */
export function corrupted(request: Journey['request'], chance: Chance): Journey['request'] {
  if (request.bytes === null) return request;
  const bytes = new Uint8Array(request.bytes.slice(0));
  const index = chance.whole(0, bytes.length - 1);
  bytes[index] = (bytes[index] ?? 0) ^ (1 << chance.whole(0, 7));
  return { ...request, bytes: bytes.buffer };
}
