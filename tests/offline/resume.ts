import type { Roster } from '#domain/roster/roster.ts';
import { seededRandom } from '#tests/support/seeded-random.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { startFaultyWorld, type FaultyWorld } from './faulty-world.ts';
import { cutAfter, loseAnswer, resetAtOnce } from './faults.ts';
import type { Fault } from './journey.ts';
import { signedInDevice, type NodeDevice, type QueuedUpload } from './node-device.ts';

/** What an upload cost of which every chunk was cut once. Bytes are of chunk bodies, as the proxy counted them. */
export interface ResumedUpload {
  readonly isAllThere: boolean;
  readonly cuts: number;
  readonly chunks: number;
  /** Requests with a chunk in them. */
  readonly chunkRequests: number;
  readonly packedBytes: number;
  readonly largestChunkBytes: number;
  readonly sentAgainBytes: number;
}

/**
 * Sends a roster again and again under new ids, cut at every chunk: once before each, once between its arrival and the
 * answer, and then inside of each at a byte of chance, until there were `cuts` of those.
 */
export async function runResume(roster: Roster, cuts: number, seed = 20_261_123): Promise<ResumedUpload[]> {
  const world = await startFaultyWorld();
  const random = seededRandom(seed);
  const inside = (bytes: number) => cutAfter(1 + Math.floor(random() * (bytes - 1)));
  try {
    const device = await signedInDevice(world.url);
    const done = [
      await sendCut(roster, () => resetAtOnce(), device, world),
      await sendCut(roster, () => loseAnswer(), device, world),
    ];
    for (let made = 0; made < cuts; made += done.at(-1)?.cuts ?? 1) {
      done.push(await sendCut(roster, inside, device, world));
    }
    return done;
  } finally {
    await world.stop();
  }
}

/** Every chunk meets the fault the first time it is sent. */
async function sendCut(
  roster: Roster,
  faultFor: (chunkBytes: number) => Fault,
  device: NodeDevice,
  { proxy, parts, school }: FaultyWorld,
): Promise<ResumedUpload> {
  const batchId = parts.newGuid();
  const upload = await device.queue(batchId, school.schoolId, roster, 'resumed.csv');
  for (const [index, { bytes }] of upload.chunks.entries()) {
    const isThis = ({ path }: { path: string }) => path === `/api/batches/${batchId}/chunks/${index}`;
    proxy.lay({ on: 'chunk', where: isThis, fault: faultFor(bytes.byteLength) });
  }
  const { status } = await device.send(upload);
  const stored = await parts.db
    .selectFrom('batch_chunks')
    .select('chunk_index')
    .where('batch_id', '=', batchId)
    .execute();
  return {
    isAllThere: status === 'sent' && stored.length === upload.chunks.length,
    ...costOf(upload, proxy),
  };
}

function costOf({ entry, chunks }: QueuedUpload, { seen }: FaultProxy): Omit<ResumedUpload, 'isAllThere'> {
  const requests = seen.filter(({ batchId, kind }) => batchId === entry.batchId && kind === 'chunk');
  const sizes = chunks.map((chunk) => chunk.bytes.byteLength);
  const packedBytes = sum(sizes);
  return {
    cuts: requests.filter(({ fault }) => fault !== null).length,
    chunks: chunks.length,
    chunkRequests: requests.length,
    packedBytes,
    largestChunkBytes: Math.max(...sizes),
    // A connection that breaks before a byte was counted may have carried all of them.
    sentAgainBytes: sum(requests.map((request) => bytesOf(request, sizes))) - packedBytes,
  };
}

function bytesOf({ path, bodyBytes }: { path: string; bodyBytes: number }, sizes: readonly number[]): number {
  return bodyBytes > 0 ? bodyBytes : (sizes[Number(path.split('/').at(-1))] ?? 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
