import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { seededRandom } from '#tests/support/seeded-random.ts';
import type { FaultClaim } from './browser-faults.ts';
import { classList, type ClassList } from './class-lists.ts';
import { createDevice, type Device } from './device.ts';
import { startFaultyWorld, type FaultyWorld } from './faulty-world.ts';
import { delay } from './faults.ts';
import { createJury } from './jury.ts';
import type { SeenRequest } from './seen-request.ts';
import { uploadsNamed } from './truth.ts';

const MOST_TABS = 4;
const QUIET_MS = 60_000;
const CHUNK_MS = 150;
/** After the tab that sends has gone, another goes on within this. */
const TAKEOVER_MS = 5_000;

/** What two to four tabs did with one outbox. */
export interface ManyTabs {
  readonly claims: readonly FaultClaim[];
  /** Until another tab went on, each time the sending one went. */
  readonly takeoversMs: readonly number[];
}

interface Scene {
  readonly world: FaultyWorld;
  readonly device: Device;
  readonly random: () => number;
  readonly tabs: Page[];
  /** Which tab sent the last chunk. */
  sender: Page | null;
  readonly takeoversMs: number[];
}

/**
 * Tabs open, close and crash at random while uploads go out over a slow line. Never are two requests for one chunk
 * under way at once; when the tab that sends goes, another goes on soon.
 */
export async function runManyTabs(changes: number, seed = 20_261_123): Promise<ManyTabs> {
  const world = await startFaultyWorld();
  const jury = createJury('tabs', world);
  const device = createDevice(world.url, (shown) => void jury.hear(shown));
  const takeoversMs: number[] = [];
  const scene: Scene = { world, device, random: seededRandom(seed), tabs: [], sender: null, takeoversMs };
  try {
    await openTab(scene);
    world.proxy.lay({ on: 'chunk', fault: delay(CHUNK_MS), times: Number.MAX_SAFE_INTEGER });
    let changed = 0;
    for (let number = 0; changed < changes; number += 1) {
      const list = classList(`tabs${seed}`, number, 3_600);
      jury.begin(`upload ${number}, seed ${seed}`, list);
      changed += await uploadFromManyTabs(list, changes - changed, scene);
      await jury.judge(list, await device.untilShown(list.name, 'Completed', QUIET_MS));
    }
    const late = takeoversMs.filter((ms) => ms > TAKEOVER_MS).map((ms) => `${ms} ms`);
    const claims = [
      { name: 'tabs: one chunk under way twice', n: changed, failures: overlaps(world.proxy.seen) },
      { name: 'tabs: takeover after more than 5 s', n: takeoversMs.length, failures: late },
      ...(await jury.verdict()),
    ];
    return { claims, takeoversMs };
  } finally {
    await device.dispose();
    await world.stop();
  }
}

/** Changes tabs at every chunk until the upload is over; returns how often. */
async function uploadFromManyTabs(list: ClassList, mostChanges: number, scene: Scene): Promise<number> {
  await scene.device.choose(list);
  await scene.device.upload();
  let changed = 0;
  while (changed < mostChanges && (await isChunkUnderWay(list.name, scene.world))) {
    await changeTabs(list.name, scene);
    changed += 1;
  }
  return changed;
}

async function openTab(scene: Scene): Promise<void> {
  const tab = await scene.device.open();
  tab.on('request', (request) => {
    if (request.url().includes('/chunks/')) scene.sender = tab;
  });
  scene.tabs.push(tab);
}

async function changeTabs(fileName: string, scene: Scene): Promise<void> {
  const { tabs, device, random, takeoversMs } = scene;
  if (tabs.length < 2 || (tabs.length < MOST_TABS && random() < 0.4)) return openTab(scene);
  const tab = random() < 0.75 && scene.sender ? scene.sender : tabs[Math.floor(random() * tabs.length)];
  if (!tab) return;
  tabs.splice(tabs.indexOf(tab), 1);
  const wasSender = tab === scene.sender;
  const goneAt = Date.now();
  device.turnTo(tab);
  await (random() < 0.5 ? device.closeTab() : device.crashTab());
  device.turnTo(tabs[Math.floor(random() * tabs.length)] ?? tab);
  if (wasSender) takeoversMs.push(...(await timeUntilTakeover(fileName, goneAt, scene.world)));
}

/** A new sender begins with the header. Nothing to take over when the last chunk had gone out already. */
async function timeUntilTakeover(fileName: string, goneAt: number, world: FaultyWorld): Promise<number[]> {
  while (Date.now() < goneAt + 2 * TAKEOVER_MS) {
    const next = world.proxy.seen.find(({ kind, startedAt }) => kind === 'header' && startedAt > goneAt);
    if (next) return [next.startedAt - goneAt];
    if (await isCommitted(fileName, world)) return [];
    await setTimeout(5);
  }
  return [Date.now() - goneAt];
}

/** Waits for the next chunk; false when the server has the upload instead. */
async function isChunkUnderWay(fileName: string, world: FaultyWorld): Promise<boolean> {
  const deadline = Date.now() + QUIET_MS;
  while (Date.now() < deadline) {
    if (world.proxy.seen.some(({ kind, endedAt }) => kind === 'chunk' && endedAt === null)) return true;
    if (await isCommitted(fileName, world)) return false;
    await setTimeout(5);
  }
  return false;
}

async function isCommitted(fileName: string, world: FaultyWorld): Promise<boolean> {
  const [upload] = await uploadsNamed(fileName, world);
  return upload?.committedAt != null;
}

/** Chunks that were asked to be stored while the same one was still under way from somebody who listened. */
function overlaps(seen: readonly SeenRequest[]): string[] {
  const chunks = seen.filter(({ kind }) => kind === 'chunk');
  return chunks.flatMap((request, index) =>
    chunks
      .slice(0, index)
      .filter(({ path, endedAt }) => path === request.path && (endedAt ?? Infinity) > request.startedAt)
      .map((earlier) => `${request.path} ${request.startedAt - earlier.startedAt} ms after itself`),
  );
}
