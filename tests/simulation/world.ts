import { uuidV7 } from '#domain/uuid-v7.ts';
import { type Chance, createChance } from './chance.ts';
import type { Device } from './device/device.ts';
import type { Fault } from './faults.ts';
import { Network } from './network.ts';
import { Oracle } from './oracle.ts';
import type { Plant } from './planted-bugs/plant.ts';
import { ServerHost } from './server/server-host.ts';
import { startOfTime } from './start-of-time.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** One run: a server, one or two devices, what lies between them, and who watches. */
export interface World {
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly plant: Plant;
  readonly oracle: Oracle;
  readonly network: Network;
  readonly server: ServerHost;
  readonly devices: Device[];
  /** Until then faults and people do what the seed has planned; nothing of that happens afterwards. */
  isChaos: boolean;
  /** Faults that happened. */
  readonly seen: Set<Fault>;
  readonly newId: () => string;
  readonly log: (line: string) => void;
}

/** `lines` takes the log, if anybody wants it. */
export function createWorld(seed: number, plant: Plant, lines: string[] | null): World {
  const timeline = createTimeline();
  let ids = 0;
  const world = {
    timeline,
    chance: createChance(seed),
    plant,
    devices: [] as Device[],
    isChaos: true,
    seen: new Set<Fault>(),
    newId: () => {
      ids += 1;
      return uuidV7(startOfTime, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, ids >> 8, ids & 0xff));
    },
    log: (line: string) => lines?.push(`${timeline.now()} ${line}`),
  } as unknown as { -readonly [Key in keyof World]: World[Key] };
  world.oracle = new Oracle(world);
  world.network = new Network(world);
  world.server = new ServerHost(world);
  plant.begin(world);
  return world;
}
