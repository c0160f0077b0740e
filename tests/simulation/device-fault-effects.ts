import { DAY_MS, MINUTE_MS, type Milliseconds, SECOND_MS } from '#domain/time.ts';
import type { Device } from './device/device.ts';
import type { Tab } from './device/tab.ts';
import type { DeviceFault } from './faults.ts';
import { planned, upload } from './people.ts';

/** What each fault does to a device, and when it is over. */
export const deviceFaultEffects: Readonly<Record<DeviceFault, (device: Device) => void>> = {
  offline(device) {
    device.isOffline = true;
    later(device, 5 * SECOND_MS, 20 * MINUTE_MS, () => endOffline(device));
  },
  'large-requests-cut'(device) {
    device.cutsLargeRequests = true;
    later(device, 30 * SECOND_MS, 10 * MINUTE_MS, () => (device.cutsLargeRequests = false));
  },
  'session-end'(device) {
    device.session.isAlive = false;
    later(device, 10 * SECOND_MS, 20 * MINUTE_MS, () => device.signIn(device.person, false));
  },
  'other-person'(device) {
    const { happens } = device.world.chance;
    device.signIn('other', happens(0.5));
    later(device, SECOND_MS, MINUTE_MS, () => upload(device));
    later(device, 2 * MINUTE_MS, 20 * MINUTE_MS, () => device.signIn('teacher', happens(0.5)));
  },
  'tab-closed'(device) {
    const tab = anyTab(device);
    if (tab) device.kill(tab, 'is closed');
  },
  'tab-crashed': (device) => crashWhileSending(device, 200),
  'worker-stopped'(device) {
    const worker = device.openTab('worker');
    later(device, 50, 30 * SECOND_MS, () => device.kill(worker, 'is stopped'));
  },
  'browser-killed'(device) {
    for (const tab of device.livingTabs()) device.kill(tab, 'is killed with its browser');
    later(device, SECOND_MS, 10 * MINUTE_MS, () => device.openTab());
  },
  'tab-frozen'(device) {
    const tab = anyTab(device);
    tab?.freeze();
    later(device, 10 * SECOND_MS, 30 * MINUTE_MS, () => tab?.thaw());
  },
  'clock-jump'(device) {
    device.clockOffset += device.world.chance.pick([-DAY_MS, DAY_MS, -10 * MINUTE_MS, 10 * MINUTE_MS]);
    device.clockSetAt = device.world.timeline.now();
  },
  'storage-full'(device) {
    const { outbox } = device;
    outbox.isFull = true;
    later(device, 5 * SECOND_MS, 10 * MINUTE_MS, () => (outbox.isFull = false));
  },
  'storage-lost'(device) {
    const { outbox } = device;
    outbox.isLost = true;
    later(device, SECOND_MS, 2 * MINUTE_MS, () => (outbox.isLost = false));
  },
  'upload-pressed-twice': pressTwice,
  'version-mismatch'(device) {
    device.isOutdated = true;
    later(device, 10 * SECOND_MS, 5 * MINUTE_MS, () => updateApp(device));
  },
  'runner-stalled'(device) {
    const { server } = device.world;
    server.isStalled = true;
    later(device, 30 * SECOND_MS, 5 * MINUTE_MS, () => (server.isStalled = false));
  },
};

function later(device: Device, from: Milliseconds, to: Milliseconds, call: () => void): void {
  planned(device.world, device.world.chance.whole(from, to), call);
}

function anyTab(device: Device): Tab | undefined {
  const [first, ...others] = device.livingTabs();
  return first && device.world.chance.pick([first, ...others]);
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

function pressTwice(device: Device): void {
  const { chance } = device.world;
  const one = device.livingTabs()[0] ?? device.openTab();
  const other = device.livingTabs()[1] ?? device.openTab();
  const draft = device.makeDraft();
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
