import { seededRandom } from '#tests/support/seeded-random.ts';
import { classList, type ClassList } from './class-lists.ts';
import { createDevice, type Device } from './device.ts';
import { planFaults, type PlannedFault } from './fault-plan.ts';
import { startFaultyWorld, type FaultyWorld } from './faulty-world.ts';
import { createJury, type Jury } from './jury.ts';

/** One thing that must never happen: how often it was tried, and each time it happened. */
export interface FaultClaim {
  readonly name: string;
  readonly n: number;
  readonly failures: readonly string[];
}

/** So long a healthy network and server get to bring everything to its end. */
const QUIET_MS = 30_000;

/**
 * Uploads from a real browser through a misbehaving network, with crashes of tabs, browser and server; one fault each.
 * `report` hears of every fault as it is over. The same seed plans the same faults.
 */
export async function runBrowserFaults(
  count: number,
  report: (line: string) => void,
  seed = 20_261_123,
): Promise<FaultClaim[]> {
  const world = await startFaultyWorld();
  const jury = createJury('browser', world);
  const device = createDevice(world.url, (shown) => void jury.hear(shown));
  const random = seededRandom(seed);
  const faults = planFaults({ world, device, random });
  try {
    await device.open();
    for (let number = 0; number < count; number += 1) {
      // Most lists are one chunk, some are two or three.
      const list = classList(
        `fault${seed}`,
        number,
        random() < 0.25 ? 700 + 500 * Math.floor(random() * 2) : 4,
      );
      const fault = faults.next().value;
      jury.begin(`fault ${number}, seed ${seed}: ${fault.name}`, list);
      const startedAt = Date.now();
      await uploadThroughFault(list, fault, { world, device, jury, isHinted: random() < 0.5 });
      report(`${number + 1}/${count} ${fault.name}: ${((Date.now() - startedAt) / 1_000).toFixed(1)} s`);
    }
    return await jury.verdict();
  } finally {
    await device.dispose();
    await world.stop();
  }
}

interface Scene {
  readonly world: FaultyWorld;
  readonly device: Device;
  readonly jury: Jury;
  /** Whether the browser says once that a network is back, as it often does. */
  readonly isHinted: boolean;
}

async function uploadThroughFault(list: ClassList, planned: PlannedFault, scene: Scene): Promise<void> {
  const { world, device, jury, isHinted } = scene;
  await device.choose(list);
  const trap = world.proxy.lay(planned);
  const [, struck] = await Promise.all([device.upload(), trap.struck()]);
  // What never came must not strike later, in another fault's place.
  if (!struck) world.proxy.removeTraps();
  await planned.afterwards();
  if (isHinted) await device.page().evaluate(() => dispatchEvent(new Event('online')));
  const shown = await device.untilShown(list.name, 'Completed', QUIET_MS);
  world.proxy.removeTraps();
  await jury.judge(list, shown);
}
