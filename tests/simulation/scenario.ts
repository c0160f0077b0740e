import { DAY_MS, HOUR_MS, MINUTE_MS, type Milliseconds, SECOND_MS } from '#domain/time.ts';
import { Device, type Draft } from './device/device.ts';
import type { Tab } from './device/tab.ts';
import { allFaults, type Fault, requestFaults, type DeviceFault, deviceFaults } from './faults.ts';
import type { World } from './world.ts';

/** What a seed has in store: who does what when, and which faults are about until when. */
export function planChaos(world: World): { chaosMs: Milliseconds; absenceMs: Milliseconds } {
  const { chance, devices, network } = world;
  const until = chance.pick([3 * MINUTE_MS, 3 * MINUTE_MS, 20 * MINUTE_MS, 2 * HOUR_MS]);
  const faults = drawFaults(world);
  network.faultRate = chance.pick([0.05, 0.15, 0.4]);
  network.faults = requestFaults.filter((fault) => faults.has(fault));
  for (const name of chance.happens(0.8) ? ['tablet'] : ['tablet', 'laptop']) {
    const device = new Device(name, world);
    devices.push(device);
    for (let tabs = chance.whole(1, 3); tabs > 0; tabs -= 1) device.openTab();
    planUse(device, until);
    for (const fault of deviceFaults) if (faults.has(fault)) planFault(fault, device, until);
  }
  return {
    chaosMs: until,
    absenceMs: faults.has('long-absence') ? chance.whole(8 * DAY_MS, 20 * DAY_MS) : 0,
  };
}

/** Everything is closed and left alone for days, longer than some browsers keep things and some outboxes do. */
export function leaveAlone({ devices, seen }: World): void {
  seen.add('long-absence');
  for (const device of devices) {
    device.session.isAlive = false;
    for (const tab of device.livingTabs()) device.kill(tab, 'is left with its device');
  }
}

/** A few kinds at a time: with all of them at once a run hardly gets anywhere. */
function drawFaults({ chance }: World): ReadonlySet<Fault> {
  const count = chance.pick([1, 3, 5, 9]);
  const [first, ...others] = allFaults as [Fault, ...Fault[]];
  return new Set(Array.from({ length: count }, () => chance.pick([first, ...others])));
}

/** Has something happen unless all is well again by then. */
function planned(world: World, ms: Milliseconds, call: () => void): void {
  world.timeline.after(ms, () => {
    if (world.isChaos) call();
  });
}

function planUse(device: Device, until: Milliseconds): void {
  const { chance } = device.world;
  for (let uploads = chance.whole(1, 3); uploads > 0; uploads -= 1) {
    planned(device.world, chance.whole(0, until * 0.8), () => upload(device));
  }
  for (let visits = chance.whole(1, 4); visits > 0; visits -= 1) {
    planned(device.world, chance.whole(0, until), () => glance(device));
  }
}

function upload(device: Device): void {
  withTab(device, (tab) => {
    const draft = device.makeDraft();
    device.drafts.push(draft);
    device.press(tab, draft);
  });
}

/** Somebody looks at the app: at the history, at what could not be saved, at what needs a decision. */
function glance(device: Device): void {
  withTab(device, (tab) => tab.returned());
  look(device);
}

/** The same by somebody who never looked away. */
export function look(device: Device): void {
  withTab(device, (tab) => {
    device.lookAtHistory(tab);
    for (const draft of device.drafts) {
      if (draft.person === device.person && device.outbox.drafts.has(draft.draftId)) device.press(tab, draft);
    }
    for (const { entry } of device.outbox.uploads.values()) {
      if (entry.status === 'blocked' && entry.userGuid === device.person) device.tryAgain(tab, entry);
    }
  });
}

/** What a person does needs a tab that works; one that does not exist yet is opened. */
function withTab(device: Device, act: (tab: Tab) => void): void {
  const { chance } = device.world;
  const able = device.livingTabs().filter((tab) => tab.life === 'alive');
  const [first, ...others] = able;
  act(first === undefined ? device.openTab() : chance.pick([first, ...others]));
}

function planFault(fault: DeviceFault, device: Device, until: Milliseconds): void {
  const { chance, seen, log } = device.world;
  for (let times = chance.whole(1, 2); times > 0; times -= 1) {
    planned(device.world, chance.whole(0, until), () => {
      seen.add(fault);
      log(`fault: ${fault} on ${device.name}`);
      strike(fault, device);
    });
  }
}

function strike(fault: DeviceFault, device: Device): void {
  const { chance, server } = device.world;
  const later = (from: Milliseconds, to: Milliseconds, call: () => void) =>
    planned(device.world, chance.whole(from, to), call);
  const living = device.livingTabs();
  const [first, ...others] = living;
  const anyTab = first && chance.pick([first, ...others]);
  switch (fault) {
    case 'offline':
      device.isOffline = true;
      later(5 * SECOND_MS, 20 * MINUTE_MS, () => endOffline(device));
      break;
    case 'large-requests-cut':
      device.cutsLargeRequests = true;
      later(30 * SECOND_MS, 10 * MINUTE_MS, () => (device.cutsLargeRequests = false));
      break;
    case 'session-end':
      device.session.isAlive = false;
      later(10 * SECOND_MS, 20 * MINUTE_MS, () => device.signIn(device.person, false));
      break;
    case 'other-person':
      device.signIn('other', chance.happens(0.5));
      later(SECOND_MS, MINUTE_MS, () => upload(device));
      later(2 * MINUTE_MS, 20 * MINUTE_MS, () => device.signIn('teacher', chance.happens(0.5)));
      break;
    case 'tab-closed':
      if (anyTab) device.kill(anyTab, 'is closed');
      break;
    case 'tab-crashed':
      crashWhileSending(device, 200);
      break;
    case 'worker-stopped': {
      const worker = device.openTab('worker');
      later(50, 30 * SECOND_MS, () => device.kill(worker, 'is stopped'));
      break;
    }
    case 'browser-killed':
      for (const tab of living) device.kill(tab, 'is killed with its browser');
      later(SECOND_MS, 10 * MINUTE_MS, () => device.openTab());
      break;
    case 'tab-frozen':
      anyTab?.freeze();
      later(10 * SECOND_MS, 30 * MINUTE_MS, () => anyTab?.thaw());
      break;
    case 'clock-jump':
      jump(device, chance.pick([-DAY_MS, DAY_MS, -10 * MINUTE_MS, 10 * MINUTE_MS]));
      break;
    case 'storage-full':
      device.outbox.isFull = true;
      later(5 * SECOND_MS, 10 * MINUTE_MS, () => (device.outbox.isFull = false));
      break;
    case 'upload-pressed-twice':
      pressTwice(device);
      break;
    case 'version-mismatch':
      device.isOutdated = true;
      later(10 * SECOND_MS, 5 * MINUTE_MS, () => updateApp(device));
      break;
    case 'runner-stalled':
      server.isStalled = true;
      later(30 * SECOND_MS, 5 * MINUTE_MS, () => (server.isStalled = false));
      break;
  }
}

/** The browser tells of a network when it feels like it. */
function endOffline(device: Device): void {
  device.isOffline = false;
  if (!device.world.chance.happens(0.8)) return;
  for (const tab of device.livingTabs()) tab.returned();
}

/** Waits for a moment at which a request is under way. */
function crashWhileSending(device: Device, triesLeft: number): void {
  const sending = device.livingTabs().find((tab) => tab.asking.length > 0);
  if (sending) device.kill(sending, 'crashes while it sends');
  else if (triesLeft > 0) planned(device.world, 37, () => crashWhileSending(device, triesLeft - 1));
}

function jump(device: Device, by: Milliseconds): void {
  device.clockOffset += by;
  if (by > 0) device.setForwardAt = device.world.timeline.now();
}

function pressTwice(device: Device): void {
  const { chance } = device.world;
  const one = device.livingTabs()[0] ?? device.openTab();
  const other = device.livingTabs()[1] ?? device.openTab();
  const draft: Draft = device.makeDraft();
  device.drafts.push(draft);
  device.press(one, draft);
  planned(device.world, chance.whole(0, 5), () => other.run(() => device.press(other, draft)));
}

/** Every page is reloaded into the new version. */
export function updateApp(device: Device): void {
  device.isOutdated = false;
  for (const tab of device.livingTabs()) device.kill(tab, 'is reloaded');
  device.openTab();
}
