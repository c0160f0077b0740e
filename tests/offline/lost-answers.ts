import { readHeader } from '#domain/roster/map-columns.ts';
import type { Roster } from '#domain/roster/roster.ts';
import { isFinished, type BatchStatus } from '#domain/batches/batch.ts';
import { readCsv } from '#spreadsheets/read-csv.ts';
import { waitUntil } from '#tests/support/wait-until.ts';
import type { FaultClaim } from './browser-faults.ts';
import { classList, type ClassList } from './class-lists.ts';
import { startFaultyWorld, type FaultyWorld } from './faulty-world.ts';
import { loseAnswer } from './faults.ts';
import { signedInDevice, type NodeDevice } from './node-device.ts';
import type { SeenRequest } from './seen-request.ts';
import { countEffects, countStudents } from './truth.ts';

/** Devices that send at the same time. */
const DEVICES = 8;

/**
 * The server has done it and the answer never arrives: to the header, to the chunk, to the commit and to the download
 * of the Completed File. After each upload its accounts are exactly its students, and the Completed File is the same to
 * the byte as the one that was lost.
 */
export async function runLostAnswers(count: number): Promise<FaultClaim[]> {
  const world = await startFaultyWorld();
  const failures: string[] = [];
  let lost = 0;
  try {
    const devices: NodeDevice[] = [];
    // One after the other: so many sign-ins to one account at once would be taken for guessing.
    while (devices.length < DEVICES) devices.push(await signedInDevice(world.url));
    const lanes = devices.map(async (device, lane) => {
      for (let number = 0; lost < count; number += 1) {
        lost += 2;
        failures.push(...(await loseOnce(classList(`lost${lane}`, number, 2), device, world, number)));
      }
    });
    await Promise.all(lanes);
    failures.push(...(await compareTotals(world)));
    return [{ name: 'answers lost: one effect, the same Completed File', n: lost, failures }];
  } finally {
    await world.stop();
  }
}

/** One answer lost on the way in, one on the way out. */
async function loseOnce(
  list: ClassList,
  device: NodeDevice,
  world: FaultyWorld,
  number: number,
): Promise<string[]> {
  const { proxy, parts, school } = world;
  const batchId = parts.newGuid();
  const upload = await device.queue(batchId, school.schoolId, readList(list), list.name);
  const on = (['commit', 'chunk', 'header'] as const)[number % 3] ?? 'commit';
  const where = (request: SeenRequest) => request.batchId === batchId;
  proxy.lay({ on, where, fault: loseAnswer() });
  await device.send(upload);
  await waitUntil(() => isDone(batchId, parts));
  const path = `/api/batches/${batchId}/files/completed`;
  let kept: Buffer | null = null;
  const trap = proxy.lay({ on: 'file', where, fault: loseAnswer((body) => (kept = body)) });
  const nothing = await device.download(path);
  await trap.struck();
  const again = await device.download(path);
  const { accounts, outcomes } = await countEffects(list.prefix, batchId, world);
  return [
    ...(accounts === list.newStudents ? [] : [`${list.name}: ${accounts} accounts`]),
    ...(outcomes === list.rowCount ? [] : [`${list.name}: ${outcomes} outcomes`]),
    ...(nothing === null ? [] : [`${list.name}: the answer was not lost`]),
    ...(again && kept && Buffer.compare(again, kept) === 0 ? [] : [`${list.name}: another Completed File`]),
  ];
}

async function isDone(batchId: string, { db }: FaultyWorld['parts']): Promise<boolean> {
  const batch = await db
    .selectFrom('batches')
    .select('status')
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  return batch !== undefined && isFinished(batch.status as BatchStatus);
}

async function compareTotals(world: FaultyWorld): Promise<string[]> {
  const { unique } = await world.parts.db
    .selectFrom('memberships')
    .select(({ fn }) => fn.count<number>('student_id').distinct().as('unique'))
    .where('role', '=', 'student')
    .executeTakeFirstOrThrow();
  const accounts = await countStudents(world);
  return Number(unique) === accounts ? [] : [`${accounts} accounts of ${unique} students`];
}

/** A list as the worker has it once it is read. */
export function readList({ text }: Pick<ClassList, 'text'>): Roster {
  const read = readCsv(new TextEncoder().encode(text));
  if (!read.ok) throw new Error('The list cannot be read.');
  const { header, rows } = read.value;
  return { header, mapping: readHeader(header), rows };
}
