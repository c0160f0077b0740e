import type { Milliseconds } from '#domain/time.ts';
import type { Device, Session } from './device/device.ts';
import type { Desk, Tab } from './device/tab.ts';
import type { RequestFault } from './faults.ts';
import { corrupted, faultAnswer } from './fault-answers.ts';
import type { ServerAnswer, ServerRequest } from './server/messages.ts';
import type { World } from './world.ts';

/** One request under way, and the two ways it can end for whoever waits. */
export interface Journey {
  readonly tab: Tab;
  readonly device: Device;
  readonly session: Session;
  readonly request: Omit<ServerRequest, 'person'>;
  readonly answer: (answer: ServerAnswer) => void;
  readonly fail: () => void;
}

interface Departure {
  readonly desk: Desk;
  readonly path: string;
  readonly init: RequestInit;
}

/** What lies between the tabs and the server, and does to each request what the seed says. */
export class Network {
  readonly world: World;
  /** How often a request meets a fault, and which. */
  faultRate = 0;
  faults: readonly RequestFault[] = [];

  constructor(world: World) {
    this.world = world;
  }

  fetchFor(desk: Desk): typeof fetch {
    const send: typeof fetch = (path, init = {}) =>
      new Promise((resolve, reject) => this.depart({ desk, path: String(path), init }, resolve, reject));
    return this.world.plant.fetch(send, desk.tab);
  }

  private depart(
    { desk, path, init }: Departure,
    resolve: (response: Response) => void,
    reject: (error: Error) => void,
  ): void {
    const { oracle, log } = this.world;
    const { tab } = desk;
    const request = readRequest(path, init);
    log(`${tab.name} ${request.method} ${path}`);
    oracle.departs(desk);
    let isOpen = true;
    const settle = (how: () => void) =>
      tab.run(() => {
        if (!isOpen) return;
        isOpen = false;
        oracle.ends(desk);
        how();
      });
    init.signal?.addEventListener('abort', () => settle(() => reject(aborted)));
    const answer = (given: ServerAnswer) =>
      settle(() => {
        log(`${tab.name} gets ${given.status} ${given.body.slice(0, 60)}`);
        oracle.answered(desk, given);
        resolve(toResponse(given));
      });
    const fail = () => settle(() => reject(failed));
    const { device } = tab;
    this.travel({ tab, device, session: device.session, request, answer, fail });
  }

  private travel(journey: Journey): void {
    const { chance, timeline } = this.world;
    const { isOffline, cutsLargeRequests } = journey.device;
    if (isOffline || (cutsLargeRequests && journey.request.bytes !== null)) {
      timeline.after(chance.whole(1, 50), journey.fail);
      return;
    }
    const [first, ...others] = this.faults;
    const isFaulty = first !== undefined && chance.happens(this.faultRate);
    if (isFaulty) this.meet(chance.pick([first, ...others]), journey);
    else this.reach(journey, this.wayMs(), journey.answer);
  }

  private wayMs(): Milliseconds {
    return this.world.chance.whole(5, 60);
  }

  /** The request arrives after so long, and its answer starts on its way back. */
  reach(journey: Journey, delay: Milliseconds, onAnswer: (answer: ServerAnswer) => void): void {
    const { timeline, server } = this.world;
    timeline.after(delay, () => {
      const { session, request, device } = journey;
      const person = session.isAlive ? session.person : null;
      const answer = device.isOutdated
        ? faultAnswer('unknown-refusal', journey, this.world)
        : server.answer({ ...request, person });
      if (answer === null) {
        timeline.after(this.wayMs(), journey.fail);
        return;
      }
      device.staleAnswers.set(`${request.method} ${request.path}`, answer);
      timeline.after(this.wayMs(), () => onAnswer(answer));
    });
  }

  private meet(fault: RequestFault, journey: Journey): void {
    const { chance, timeline, log, server, seen } = this.world;
    const { request, answer, fail } = journey;
    log(`fault: ${fault}`);
    seen.add(fault);
    /** Half of what is lost ends with a reset, half in silence until patience is over. */
    const reset = () => {
      if (chance.happens(0.5)) fail();
    };
    switch (fault) {
      case 'refused':
        timeline.after(3, fail);
        break;
      case 'request-lost':
        timeline.after(this.wayMs(), reset);
        break;
      case 'answer-lost':
        this.reach(journey, this.wayMs(), reset);
        break;
      case 'answer-truncated':
        this.reach(journey, this.wayMs(), (given) =>
          answer({ ...given, body: given.body.slice(0, given.body.length * chance.real()) }),
        );
        break;
      case 'duplicated':
        this.reach(journey, this.wayMs(), answer);
        this.reach(journey, chance.whole(1, 200_000), () => undefined);
        break;
      case 'delayed':
        this.reach(journey, chance.whole(500, 150_000), answer);
        break;
      case 'chunk-corrupted':
        this.reach({ ...journey, request: corrupted(request, chance) }, this.wayMs(), answer);
        break;
      case 'crash-before-commit':
        server.crash();
        timeline.after(this.wayMs(), reset);
        break;
      case 'crash-after-commit':
        this.reach(journey, this.wayMs(), reset);
        timeline.after(60, () => server.crash());
        break;
      case 'stale-answer': {
        const stale = journey.device.staleAnswers.get(`${request.method} ${request.path}`);
        if (stale) timeline.after(this.wayMs(), () => answer(stale));
        else this.reach(journey, this.wayMs(), answer);
        break;
      }
      case 'busy-seconds':
      case 'busy-date':
      case 'busy-proxy':
      case 'captive-portal':
      case 'redirect-lie':
      case 'empty-lie':
      case 'unknown-refusal':
      case 'wrong-receipt': {
        if (fault === 'wrong-receipt' && !isAskingForReceipt(request)) {
          this.reach(journey, this.wayMs(), answer);
          break;
        }
        const lie = faultAnswer(fault, journey, this.world);
        // Some of these come from a proxy that gave up on a request the server has taken.
        if (chance.happens(0.3)) this.reach(journey, this.wayMs(), () => answer(lie));
        else timeline.after(this.wayMs(), () => answer(lie));
        break;
      }
    }
  }
}

/** As fetch says it; made once, because each takes a stack trace. */
const aborted = new DOMException('aborted', 'AbortError');
const failed = new TypeError('Failed to fetch');

function isAskingForReceipt({ method, path }: Journey['request']): boolean {
  return path.endsWith('/commit') || (method === 'PUT' && !path.includes('/chunks/'));
}

function readRequest(path: string, init: RequestInit): Omit<ServerRequest, 'person'> {
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
function toResponse({ status, headers, body }: ServerAnswer): Response {
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: { get: (name: string) => headers[name] ?? null, has: (name: string) => name in headers },
    json: () => Promise.resolve(body).then((text) => JSON.parse(text) as unknown),
  } as unknown as Response;
}
