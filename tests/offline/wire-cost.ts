import { createDevice } from './device.ts';
import { startFaultyWorld } from './faulty-world.ts';
import { realisticColumns, realisticRoster } from './realistic-roster.ts';
import type { SeenRequest } from './seen-request.ts';

/** What one upload weighed on the wire, from pressing Upload to the receipt: heads and bodies, both ways. */
export interface WireCost {
  readonly roster: string;
  readonly rows: number;
  readonly bytes: number;
  readonly bytesPerRow: number;
}

const sending = ['session', 'header', 'chunk', 'commit'];

/** Uploads a made-up roster of each kind from a real browser and counts what went through the proxy. */
export async function measureWireCost(rows: number): Promise<WireCost[]> {
  const world = await startFaultyWorld();
  const device = createDevice(world.url, () => undefined);
  const costs: WireCost[] = [];
  try {
    await device.open();
    for (const [roster, columns] of Object.entries(realisticColumns)) {
      const name = `cost-${costs.length}.csv`;
      await device.choose({ name, text: realisticRoster(columns, rows) });
      const before = world.proxy.seen.length;
      await device.upload();
      await device.untilOnServer(name);
      const upload = world.proxy.seen.slice(before).filter(({ kind }) => sending.includes(kind));
      const bytes = upload.reduce((sum, request) => sum + weigh(request), 0);
      costs.push({ roster, rows, bytes, bytesPerRow: bytes / rows });
    }
    return costs;
  } finally {
    await device.dispose();
    await world.stop();
  }
}

function weigh({ headBytes, bodyBytes, answerBytes }: SeenRequest): number {
  return headBytes + bodyBytes + answerBytes;
}
