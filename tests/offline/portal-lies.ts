import { setTimeout } from 'node:timers/promises';
import { seededRandom } from '#tests/support/seeded-random.ts';
import type { FaultClaim } from './browser-faults.ts';
import { classList } from './class-lists.ts';
import { createDevice } from './device.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { startFaultyWorld } from './faulty-world.ts';
import { createJury } from './jury.ts';
import { createLies, staleCacheName } from './lies.ts';
import type { RequestKind, SeenRequest } from './seen-request.ts';

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
  const random = seededRandom(count);
  const believed: string[] = [];
  const lies = createLies();
  let told = 0;
  try {
    await device.open();
    for (let number = 0; told < count; number += 1) {
      const list = classList('portal', number, 3 + Math.floor(random() * 3));
      jury.begin(`portal ${number}`, list);
      await device.choose(list);
      // One lie to each question, so that the upload meets them all on its way.
      const traps = steps.slice(0, count - told).map((on, step) => {
        const fault = lies[(number + step * 2) % lies.length];
        if (!fault) throw new Error('There is no lie.');
        return world.proxy.lay({ on, fault });
      });
      await device.upload();
      for (const trap of traps) {
        const lie = await trap.struck();
        await device.page().evaluate(() => dispatchEvent(new Event('online')));
        if (isHarmless(lie)) continue;
        told += 1;
        if (await wasBelieved(lie, world.proxy)) believed.push(`${lie.fault} to ${lie.kind}`);
        report(`${told}/${count} ${lie.fault} (${lie.kind})`);
      }
      await jury.judge(list, await device.untilShown(list.name, 'Completed', QUIET_MS));
    }
    const [...verdict] = await jury.verdict();
    return [{ name: 'portal lies believed', n: told, failures: believed }, ...verdict];
  } finally {
    await device.dispose();
    await world.stop();
  }
}

/** What a cache keeps is no lie the first time, and who is signed in or has nothing yet is as true as before. */
function isHarmless({ fault, kind, delivered }: SeenRequest): boolean {
  return fault === staleCacheName && (delivered || kind === 'session' || kind === 'header');
}

/** Whoever believed an answer goes on to the next step or rests; whoever did not asks again. */
async function wasBelieved(lie: SeenRequest, { seen }: FaultProxy): Promise<boolean> {
  const deadline = Date.now() + QUIET_MS;
  while (Date.now() < deadline) {
    const next = seen.slice(lie.number + 1).find(({ kind }) => steps.includes(kind));
    // The same request again is the browser's own second try after a broken connection.
    if (next) return next.path !== lie.path && next.kind !== 'session' && next.kind !== 'header';
    await setTimeout(10);
  }
  return true;
}
