import type { Milliseconds } from '#domain/time.ts';
import type { Device, Session } from './device/device.ts';
import type { Desk, Tab } from './device/tab.ts';
import type { RequestFault } from './faults.ts';
import { faultAnswer } from './fault-answers.ts';
import { aborted, failed, readRequest, toResponse } from './fetch-shapes.ts';
import { requestFaultEffects } from './request-fault-effects.ts';
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

/** As fetch, from this app: paths are texts. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

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
    const send: Send = (path, init = {}) =>
      new Promise((resolve, reject) => this.depart({ desk, path, init }, resolve, reject));
    const planted = this.world.plant.fetch(send, desk.tab);
    return (path, init) => planted(path as string, init);
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
    else this.reach(journey, journey.answer);
  }

  private meet(fault: RequestFault, journey: Journey): void {
    this.world.log(`fault: ${fault}`);
    this.world.seen.add(fault);
    requestFaultEffects[fault](journey, this.world);
  }

  wayMs(): Milliseconds {
    return this.world.chance.whole(5, 60);
  }

  /** The request arrives after a while, and its answer starts on its way back. */
  reach(journey: Journey, onAnswer: (answer: ServerAnswer) => void, delay = this.wayMs()): void {
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
}
