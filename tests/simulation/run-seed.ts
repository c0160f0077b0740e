import { HOUR_MS, MINUTE_MS, type Milliseconds, SECOND_MS } from '#domain/time.ts';
import type { Fault } from './faults.ts';
import { checkTheEnd } from './final-check.ts';
import type { Violation } from './oracle.ts';
import { nothingPlanted, type Plant } from './planted-bugs/plant.ts';
import { updateApp } from './device-fault-effects.ts';
import { look } from './people.ts';
import { leaveAlone, planChaos } from './scenario.ts';
import { createWorld, type World } from './world.ts';

export interface Verdict {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly faults: ReadonlySet<Fault>;
  readonly uploads: number;
}

/** Longest time to send when nothing is wrong any more: a last wait of our own, five minutes at most, and the sending. */
const CALM_MS: Milliseconds = 10 * MINUTE_MS;
/** With a wait the server asked for: one hour at most, once more if the clock was set back meanwhile. */
const CALM_AFTER_RETRY_MS: Milliseconds = 2 * HOUR_MS + CALM_MS;
/** Time for a new upload on a healthy device. */
const AT_ONCE_MS: Milliseconds = 30 * SECOND_MS;

/**
 * One run from its seed, one event at a time: whoever calls lets all promises settle after each. The same seed gives
 * the same run, line by line.
 */
export function* runSeed(
  seed: number,
  plant: Plant = nothingPlanted,
  lines: string[] | null = null,
): Generator<void, Verdict> {
  const world = createWorld(seed, plant, lines);
  const { chaosMs, absenceMs } = planChaos(world);
  yield* pass(world, chaosMs);
  world.isChaos = false;
  if (absenceMs > 0) {
    leaveAlone(world);
    yield* pass(world, absenceMs);
  }
  world.log('all is well from here on');
  for (const device of world.devices) for (const tab of device.livingTabs()) tab.thaw();
  yield* pass(world, SECOND_MS);
  for (const person of ['teacher', 'other']) {
    heal(world, person);
    yield* pass(world, SECOND_MS);
    yield* waitFor(world, person);
  }
  yield* sendOneMore(world);
  if (world.oracle.violations.length === 0) checkTheEnd(world);
  const { violations, saved } = world.oracle;
  return { seed, violations, faults: world.seen, uploads: saved.size };
}

function* pass(world: World, ms: Milliseconds): Generator<void, void> {
  const until = world.timeline.now() + ms;
  do yield;
  while (
    // One violation is enough: what comes after it may be its consequence.
    world.oracle.violations.length === 0 &&
    world.timeline.step(until)
  );
}

/** No more faults, and somebody is there. */
function heal(world: World, person: string): void {
  world.network.faultRate = 0;
  world.server.isStalled = false;
  world.server.start();
  for (const device of world.devices) {
    device.isOffline = false;
    device.cutsLargeRequests = false;
    device.outbox.isFull = false;
    device.outbox.isLost = false;
    if (device.isOutdated) updateApp(device);
    if (device.livingTabs().length === 0) device.openTab();
    const isIn = device.session.isAlive && device.livingTabs().every((tab) => tab.person === person);
    if (!isIn || device.session.person !== person) device.signIn(person, true);
    // Half the time nobody moves a finger when the network comes back: then timers alone must do.
    if (world.chance.happens(0.5)) for (const tab of device.livingTabs()) tab.returned();
  }
}

/** Until all this person has saved is done; how long that may take, the final check holds against it. */
function* waitFor(world: World, person: string): Generator<void, void> {
  const longest = world.oracle.wasAskedToWait() ? CALM_AFTER_RETRY_MS : CALM_MS;
  for (let waited = 0; waited <= longest && !isDone(world, person); waited += MINUTE_MS) {
    yield* pass(world, MINUTE_MS);
    for (const device of world.devices) look(device);
    yield* pass(world, SECOND_MS);
  }
}

function isDone({ devices, server }: World, person: string): boolean {
  const isEmpty = devices.every(({ outbox, drafts }) => {
    const waits = [...outbox.uploads.values()].some(({ entry }) => entry.userGuid === person);
    return !waits && !drafts.some((draft) => draft.person === person && outbox.drafts.has(draft.draftId));
  });
  return (
    isEmpty && server.ledger.batches.every(({ status }) => status === 'completed' || status === 'receiving')
  );
}

/** Nothing is wrong and the sender has gone to rest: a new upload must wake it. */
function* sendOneMore(world: World): Generator<void, void> {
  const [device] = world.devices;
  const tab = device?.livingTabs().at(-1);
  if (!device || !tab) throw new Error('A run has a device with a tab.');
  device.press(tab, device.makeDraft());
  yield* pass(world, AT_ONCE_MS);
  device.lookAtHistory(tab);
  yield* pass(world, SECOND_MS);
}
