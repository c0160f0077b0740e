import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { pass, type Fault, type Journey } from './journey.ts';
import { portalPage, portalPath } from './lies.ts';
import { readSeenRequest, type RequestKind, type SeenRequest } from './seen-request.ts';

/** A fault laid in the way of the next requests of a kind. */
export interface Trap {
  readonly on: RequestKind;
  readonly fault: Fault;
  /** Which of them; all unless given. */
  readonly where?: (request: SeenRequest) => boolean;
  /** How many requests it meets; once unless given. */
  readonly times?: number;
}

/** A trap that lies in wait. */
export interface LaidTrap {
  /** Resolves with the first request it met, when that is over; null when none came for long. */
  struck(): Promise<SeenRequest | null>;
}

/**
 * Stands at a port of its own between devices and one server, and behaves as badly as it is told. Without a trap
 * everything goes through as it is.
 */
export interface FaultProxy {
  /** With `localhost`, so that browsers take it for a safe place. */
  readonly url: string;
  /** Every request since the start, in order. */
  readonly seen: readonly SeenRequest[];
  lay(trap: Trap): LaidTrap;
  removeTraps(): void;
  /** Resets every connection, also new ones, until `comeBack`: nobody is there. */
  goAway(): void;
  comeBack(): void;
  stop(): Promise<void>;
}

interface Waiting {
  readonly trap: Trap;
  left: number;
  readonly strike: (request: SeenRequest) => void;
}

export async function startFaultProxy(upstreamPort: number): Promise<FaultProxy> {
  const seen: SeenRequest[] = [];
  const traps = new Set<Waiting>();
  const sockets = new Set<Socket>();
  let isAway = false;
  const server = createServer((message, response) => {
    const request = readSeenRequest(message, seen.length);
    seen.push(request);
    void handle({ request, message, response, upstreamPort }, traps);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The other side may go at any moment; that is what this is for.
    socket.on('error', () => socket.destroy());
    if (isAway) socket.resetAndDestroy();
  });
  const port = await listen(server);
  return {
    url: `http://localhost:${port}`,
    seen,
    lay: (trap) => lay(trap, traps),
    removeTraps: () => traps.clear(),
    goAway() {
      isAway = true;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    comeBack() {
      isAway = false;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function lay(trap: Trap, traps: Set<Waiting>): LaidTrap {
  const { promise, resolve } = Promise.withResolvers<SeenRequest>();
  const waiting: Waiting = { trap, left: trap.times ?? 1, strike: resolve };
  traps.add(waiting);
  return { struck: () => withPatience(promise) };
}

/** Longer than the wait between two tries of an upload that is a few tries old. */
const PATIENCE_MS = 30_000;

async function withPatience<Value>(promise: Promise<Value>): Promise<Value | null> {
  const decided = new AbortController();
  const late = setTimeout(PATIENCE_MS, null, { signal: decided.signal }).catch(() => null);
  return Promise.race([promise, late]).finally(() => decided.abort());
}

async function handle(journey: Journey, traps: Set<Waiting>): Promise<void> {
  const { request, message, response } = journey;
  const { socket } = message;
  const writtenBefore = socket.bytesWritten;
  response.on('close', () => {
    request.endedAt = Date.now();
    request.answerBytes = socket.bytesWritten - writtenBefore;
  });
  message.on('error', () => response.destroy());
  if (request.path === portalPath) return portalPage.meet(journey);
  const waiting = springTrap(request, traps);
  if (!waiting) return pass(journey);
  request.fault = waiting.trap.fault.name;
  await waiting.trap.fault.meet(journey);
  waiting.strike(request);
}

/** The trap this request runs into, if any. */
function springTrap(request: SeenRequest, traps: Set<Waiting>): Waiting | undefined {
  for (const waiting of traps) {
    const { on, where = () => true } = waiting.trap;
    if (on !== request.kind || !where(request)) continue;
    waiting.left -= 1;
    if (waiting.left === 0) traps.delete(waiting);
    return waiting;
  }
  return undefined;
}
