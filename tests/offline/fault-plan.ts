import type { Device } from './device.ts';
import type { FaultyWorld } from './faulty-world.ts';
import {
  busy,
  cutAfter,
  delay,
  duplicate,
  hang,
  loseAnswer,
  resetAtOnce,
  strike,
  throttle,
} from './faults.ts';
import type { Fault } from './journey.ts';
import { createLies } from './lies.ts';
import type { RequestKind } from './seen-request.ts';

/** One thing that goes wrong while an upload is on its way. */
export interface PlannedFault {
  readonly name: string;
  readonly on: RequestKind;
  readonly fault: Fault;
  /** How often in a row it strikes. */
  readonly times: number;
  /** What happens once it has struck, until everything is well again. */
  readonly afterwards: () => Promise<void>;
}

interface Stage {
  readonly world: FaultyWorld;
  readonly device: Device;
  readonly random: () => number;
}

type Kind = (stage: Stage) => Pick<PlannedFault, 'name' | 'fault'> & Partial<PlannedFault>;

const sending = ['session', 'header', 'chunk', 'commit'] as const;
const changing = ['header', 'chunk', 'commit'] as const;
/** Kinds of requests a fault of the network may meet. */
const anything = [...sending, 'chunk', 'commit', 'history'] as const;

const kinds: readonly (readonly [Kind, readonly RequestKind[]])[] = [
  [() => named(resetAtOnce()), anything],
  [
    ({ random }) => ({ ...named(resetAtOnce()), name: 'reset again and again', times: whole(2, 4, random) }),
    sending,
  ],
  [({ random }) => named(hang(whole(200, 1_500, random))), anything],
  [({ random }) => named(cutAfter(whole(1, 400, random))), ['header', 'chunk']],
  [() => named(loseAnswer()), anything],
  [() => ({ ...named(loseAnswer()), name: 'answer lost twice', times: 2 }), changing],
  [({ random }) => named(duplicate(random() < 0.5)), changing],
  [({ random }) => named(delay(whole(200, 1_500, random))), anything],
  [() => named(throttle(512, 20)), ['header', 'chunk']],
  [() => named(busy({ status: 503, form: 'seconds', seconds: 1 })), changing],
  [() => named(busy({ status: 429, form: 'date', seconds: 1 })), changing],
  ...createLies().map((lie) => [() => named(lie), anything] as const),
  [networkAway, sending],
  [tabCloses, changing],
  [tabCrashes, changing],
  [browserIsKilled, changing],
  [serviceWorkerStops, changing],
  [serverIsKilled, changing],
];

/** Every kind of fault in turn, each on requests and at moments of chance. */
export function* planFaults(stage: Stage): Generator<PlannedFault, never> {
  for (;;) {
    for (const [kind, meets] of shuffle(kinds, stage.random)) {
      const on = pick(meets, stage.random);
      const { name, fault, times = 1, afterwards = () => Promise.resolve() } = kind(stage);
      yield { name: `${name} (${on})`, on, fault, times, afterwards };
    }
  }
}

function named(fault: Fault) {
  return { name: fault.name, fault };
}

function networkAway({ world: { proxy }, random }: Stage) {
  const fault = strike(beforeOrAfter(random), () => {
    proxy.goAway();
    return Promise.resolve();
  });
  const afterwards = (): Promise<void> =>
    new Promise((back) => {
      setTimeout(
        () => {
          proxy.comeBack();
          back();
        },
        whole(100, 1_000, random),
      );
    });
  return { name: `network away, ${fault.name}`, fault, afterwards };
}

function tabCloses({ device, random }: Stage) {
  const fault = strike(beforeOrAfter(random), () => device.closeTab());
  return { name: `tab closed ${fault.name}`, fault, afterwards: () => reopen(device) };
}

function tabCrashes({ device, random }: Stage) {
  const fault = strike(beforeOrAfter(random), () => device.crashTab());
  return { name: `tab crashed ${fault.name}`, fault, afterwards: () => reopen(device) };
}

function browserIsKilled({ device, random }: Stage) {
  const fault = strike(beforeOrAfter(random), () => device.killBrowser());
  return { name: `browser killed ${fault.name}`, fault, afterwards: () => reopen(device) };
}

function serviceWorkerStops({ device, random }: Stage) {
  const fault = strike(beforeOrAfter(random), () => device.stopServiceWorkers());
  return { name: `service worker stopped ${fault.name}`, fault };
}

function serverIsKilled({ world, random }: Stage) {
  const fault = strike(beforeOrAfter(random), () => world.restartServer());
  return { name: `server killed ${fault.name}`, fault };
}

async function reopen(device: Device): Promise<void> {
  await device.open();
}

function beforeOrAfter(random: () => number): 'before' | 'after' {
  return random() < 0.5 ? 'before' : 'after';
}

function whole(least: number, most: number, random: () => number): number {
  return least + Math.floor(random() * (most - least + 1));
}

function pick<Value>(list: readonly Value[], random: () => number): Value {
  return list[Math.floor(random() * list.length)] as Value;
}

function shuffle<Value>(list: readonly Value[], random: () => number): Value[] {
  return list
    .map((value) => ({ value, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ value }) => value);
}
