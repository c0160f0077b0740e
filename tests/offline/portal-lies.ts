import { setTimeout } from 'node:timers/promises';
import type { FaultClaim } from './browser-faults.ts';
import { classList, type ClassList } from './class-lists.ts';
import { createDevice, type Device } from './device.ts';
import type { FaultProxy, Trap } from './fault-proxy.ts';
import { startFaultyWorld, type FaultyWorld } from './faulty-world.ts';
import { createJury } from './jury.ts';
import { createLies, staleCacheName } from './lies.ts';
import type { RequestKind, SeenRequest } from './seen-request.ts';

/** The questions an upload asks, in order. */
const steps: readonly RequestKind[] = ['session', 'header', 'chunk', 'commit'];
const QUIET_MS = 30_000;

/**
 * Somebody else answers in our server's place: every kind of lie to every question an upload asks, one after the
 * other. Not believed: the upload goes on as if nobody had answered, and no screen calls it sent.
 */
export async function runPortalLies(count: number, report: (line: string) => void): Promise<FaultClaim[]> {
  const world = await startFaultyWorld();
  const jury = createJury('portal', world);
  const device = createDevice(world.url, (shown) => void jury.hear(shown));
  const lies = createLies();
  const believed: string[] = [];
  let told = 0;
  try {
    await device.open();
    for (let number = 0; told < count; number += 1) {
      const list = classList('portal', number, 3);
      jury.begin(`portal ${number}`, list);
      // One lie to each question, so that an upload meets four on its way.
      const traps = steps.slice(0, count - told).map((on, step) => {
        return { on, fault: pick(lies, number + step * 2) };
      });
      for (const { lie, wasBelieved } of await uploadThroughLies(list, traps, device, world)) {
        told += 1;
        if (wasBelieved) believed.push(lie);
        report(`${told}/${count} ${lie}`);
      }
      await jury.judge(list, await device.untilShown(list.name, 'Completed', QUIET_MS));
    }
    return [{ name: 'portal lies believed', n: told, failures: believed }, ...(await jury.verdict())];
  } finally {
    await device.dispose();
    await world.stop();
  }
}

interface ToldLie {
  readonly lie: string;
  readonly wasBelieved: boolean;
}

async function uploadThroughLies(
  list: ClassList,
  traps: readonly Trap[],
  device: Device,
  { proxy }: FaultyWorld,
): Promise<ToldLie[]> {
  await device.choose(list);
  const laid = traps.map((trap) => proxy.lay(trap));
  await device.upload();
  const told: ToldLie[] = [];
  for (const [index, trap] of laid.entries()) {
    const lie = await trap.struck();
    // The question was never asked: an earlier lie has ended the sending.
    if (!lie) return [...told, { lie: `before ${traps[index]?.on ?? ''}`, wasBelieved: true }];
    await device.page().evaluate(() => dispatchEvent(new Event('online')));
    if (isHarmless(lie)) continue;
    told.push({ lie: `${lie.fault} (${lie.kind})`, wasBelieved: await isBelieved(lie, proxy) });
  }
  return told;
}

function pick<Value>(list: readonly Value[], index: number): Value {
  return list[index % list.length] as Value;
}

/** What a cache keeps is no lie the first time, and who is signed in or has nothing yet is as true as before. */
function isHarmless({ fault, kind, delivered }: SeenRequest): boolean {
  return fault === staleCacheName && (delivered || kind === 'session' || kind === 'header');
}

/** Whoever believed an answer goes on to the next step or rests; whoever did not asks again. */
async function isBelieved(lie: SeenRequest, { seen }: FaultProxy): Promise<boolean> {
  const deadline = Date.now() + QUIET_MS;
  while (Date.now() < deadline) {
    const next = seen.slice(lie.number + 1).find(({ kind }) => steps.includes(kind));
    // The same request again is the browser's own second try after a broken connection.
    if (next) return next.path !== lie.path && next.kind !== 'session' && next.kind !== 'header';
    await setTimeout(10);
  }
  return true;
}
