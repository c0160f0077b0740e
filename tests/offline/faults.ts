import { request as httpRequest } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { answer, deliver, readBody, reset, target, type Fault, type Journey } from './journey.ts';

/** How a server or a proxy asks to be left alone for a while. */
export interface BusyAnswer {
  readonly status: 429 | 503;
  readonly form: 'seconds' | 'date';
  readonly seconds: number;
}

/** The connection breaks before a byte of the request goes on. */
export function resetAtOnce(): Fault {
  return {
    name: 'reset at once',
    meet: ({ response }) => {
      reset(response);
      return Promise.resolve();
    },
  };
}

/** Nobody answers for a while, then the connection breaks. The server never hears of it. */
export function hang(ms: number): Fault {
  return {
    name: 'hang',
    async meet({ response }) {
      await setTimeout(ms);
      reset(response);
    },
  };
}

/** The server gets so many bytes of the body and then nothing: a train into a tunnel. */
export function cutAfter(bytes: number): Fault {
  return { name: 'cut in the request', meet: (journey) => cut(journey, bytes) };
}

async function cut(journey: Journey, bytes: number): Promise<void> {
  const { message, upstreamPort, response, request } = journey;
  const upstream = httpRequest({ ...target(message, upstreamPort), agent: false });
  upstream.on('error', () => upstream.destroy());
  upstream.flushHeaders();
  let left = bytes;
  for await (const part of message as AsyncIterable<Buffer>) {
    const piece = part.subarray(0, left);
    request.bodyBytes += part.length;
    upstream.write(piece);
    left -= piece.length;
    if (left === 0) break;
  }
  upstream.destroy();
  reset(response);
}

/** The server has done it and the client will never hear so; `onLost` gets what it would have heard. */
export function loseAnswer(onLost: (body: Buffer) => void = () => undefined): Fault {
  return {
    name: 'answer lost',
    async meet(journey) {
      const body = await readBody(journey);
      const given = body && (await deliver(journey, body));
      if (given) onLost(given.body);
      reset(journey.response);
    },
  };
}

/** The request arrives twice, at the same moment or one after the other; the second answer counts. */
export function duplicate(together: boolean): Fault {
  return {
    name: 'request doubled',
    async meet(journey) {
      const body = await readBody(journey);
      if (!body) return;
      const first = deliver(journey, body);
      if (!together) await first;
      const [second] = await Promise.all([deliver(journey, body), first]);
      if (second) await answer(journey, second);
      else reset(journey.response);
    },
  };
}

/** Everything goes through, later. */
export function delay(ms: number): Fault {
  return {
    name: 'delay',
    async meet(journey) {
      const body = await readBody(journey);
      await setTimeout(ms);
      const given = body && (await deliver(journey, body));
      if (given) await answer(journey, given);
      else reset(journey.response);
    },
  };
}

/** The body goes on piece by piece, as on a bad line. */
export function throttle(bytesPerPiece: number, msPerPiece: number): Fault {
  return {
    name: 'throttle',
    async meet(journey) {
      const body = await readBody(journey);
      if (!body) return;
      for (let sent = 0; sent < body.length; sent += bytesPerPiece) await setTimeout(msPerPiece);
      const given = await deliver(journey, body);
      if (given) await answer(journey, given);
      else reset(journey.response);
    },
  };
}

/** Somebody before the server is too busy. */
export function busy({ status, form, seconds }: BusyAnswer): Fault {
  return {
    name: `busy (${status}, ${form})`,
    meet: (journey) => {
      const now = Date.now();
      // A date says whole seconds: rounded up, or it would ask for less than it means.
      const date = new Date(Math.ceil(now / 1_000 + seconds) * 1_000).toUTCString();
      const headers = {
        'content-type': 'text/html',
        date: new Date(now).toUTCString(),
        'retry-after': form === 'seconds' ? String(seconds) : date,
      };
      return answer(journey, { status, headers, body: Buffer.from('<h1>Too many visitors</h1>') });
    },
  };
}

/** What a fault does at its worst moment: with the request in hand, before or after the server has done it. */
export function strike(when: 'before' | 'after', what: () => Promise<void>): Fault {
  return {
    name: `${when} the server has it`,
    async meet(journey) {
      const body = await readBody(journey);
      if (body && when === 'after') await deliver(journey, body);
      await what();
      reset(journey.response);
    },
  };
}
