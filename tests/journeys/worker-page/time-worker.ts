import { spawnWorker } from '#worker/spawn-worker.ts';
import type { ReaderKind, ReadingTimes } from './worker-page-api.ts';

type Read = (file: File) => Promise<number>;

const WARM_UP_RUNS = 2;

export async function timeReading(url: string, kind: ReaderKind, runs: number): Promise<ReadingTimes> {
  const file = await fetchFile(url);
  const [ours, bare] = [startOurs(kind), startBare(kind)];
  const times: ReadingTimes = { ours: [], bare: [] };
  for (let run = -WARM_UP_RUNS; run < runs; run += 1) {
    const taken = { ours: await time(ours, file), bare: await time(bare, file) };
    if (run < 0) continue;
    times.ours.push(taken.ours);
    times.bare.push(taken.bare);
  }
  return times;
}

export async function timeEdits(url: string, runs: number): Promise<number[]> {
  const { roster, stop } = spawnWorker('text');
  await roster.openFile(await fetchFile(url), () => {});
  const times: number[] = [];
  for (let run = -WARM_UP_RUNS; run < runs; run += 1) {
    const start = performance.now();
    await roster.change([
      { type: 'cells', cells: [{ rowNumber: 100 + run, columnIndex: 2, text: `Kim ${run}` }] },
    ]);
    if (run >= 0) times.push(performance.now() - start);
  }
  stop();
  return times;
}

async function fetchFile(url: string): Promise<File> {
  return new File([await (await fetch(url)).blob()], url);
}

async function time(read: Read, file: File): Promise<number> {
  const start = performance.now();
  if ((await read(file)) === 0) throw new Error('No rows were read.');
  return performance.now() - start;
}

/** A started worker that reads and checks whole files. */
function startOurs(kind: ReaderKind): Read {
  const { roster } = spawnWorker(kind);
  return async (file) => {
    const opened = await roster.openFile(file, () => {});
    return opened.ok ? opened.value.head.rowCount : 0;
  };
}

/** A started worker that only parses. */
function startBare(kind: ReaderKind): Read {
  const worker =
    kind === 'text'
      ? new Worker(new URL('./bare-csv.worker.ts', import.meta.url), { type: 'module' })
      : new Worker(new URL('./bare-xlsx.worker.ts', import.meta.url), { type: 'module' });
  return (file) =>
    new Promise((resolve) => {
      worker.addEventListener('message', (event: MessageEvent<number>) => resolve(event.data), {
        once: true,
      });
      worker.postMessage(file, []);
    });
}
