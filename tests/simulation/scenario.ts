import { DAY_MS, HOUR_MS, MINUTE_MS, type Milliseconds } from '#domain/time.ts';
import { deviceFaultEffects } from './device-fault-effects.ts';
import { Device } from './device/device.ts';
import { allFaults, type Fault, requestFaults, type DeviceFault, deviceFaults } from './faults.ts';
import { glance, planned, upload } from './people.ts';
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

function planUse(device: Device, until: Milliseconds): void {
  const { chance } = device.world;
  for (let uploads = chance.whole(1, 3); uploads > 0; uploads -= 1) {
    planned(device.world, chance.whole(0, until * 0.8), () => upload(device));
  }
  for (let visits = chance.whole(1, 4); visits > 0; visits -= 1) {
    planned(device.world, chance.whole(0, until), () => glance(device));
  }
}

function planFault(fault: DeviceFault, device: Device, until: Milliseconds): void {
  const { chance, seen, log } = device.world;
  for (let times = chance.whole(1, 2); times > 0; times -= 1) {
    planned(device.world, chance.whole(0, until), () => {
      seen.add(fault);
      log(`fault: ${fault} on ${device.name}`);
      deviceFaultEffects[fault](device);
    });
  }
}
