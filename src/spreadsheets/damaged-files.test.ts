import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { DamageReport } from '#tests/fixtures/read-damaged.worker.ts';

/** `FUZZ_FILES=10000` tries more; `FUZZ_FROM` goes on where another run ended. */
const count = Number(process.env['FUZZ_FILES'] ?? 2000);
const from = Number(process.env['FUZZ_FROM'] ?? 1);

/** CPU time for one small file, and how long a file may give no sign of life on a busy machine. */
const cpuLimit = 2_000;
const silenceLimit = 30_000;

/** Reads the damaged files in a thread of its own, because nothing else can end a file that is read for ever. */
function readAll(onReport: (report: DamageReport) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const worker = new Worker(new URL('../../tests/fixtures/read-damaged.worker.ts', import.meta.url), {
    workerData: { from, to: from + count },
  });
  let last = from - 1;
  const giveUp = () => {
    reject(new Error(`Seed ${last + 1} does not come to an end.`));
    void worker.terminate();
  };
  let timer = setTimeout(giveUp, silenceLimit);
  worker.on('message', (report: DamageReport) => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, silenceLimit);
    last = report.seed;
    onReport(report);
  });
  worker.on('error', reject);
  worker.on('exit', () => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}

test(
  `${count} damaged files are each read or refused, soon and without harm`,
  { timeout: 600_000 },
  async () => {
    const outcomes = new Map<string, number>();
    const slow: DamageReport[] = [];
    await readAll((report) => {
      outcomes.set(report.outcome, (outcomes.get(report.outcome) ?? 0) + 1);
      if (report.cpuMilliseconds > cpuLimit) slow.push(report);
    });
    const seen = [...outcomes.keys()];
    expect(seen.filter((one) => one !== 'read' && !/^file\.[a-z_]+$/.test(one))).toEqual([]);
    expect(slow).toEqual([]);
    expect([...outcomes.values()].reduce((sum, one) => sum + one, 0)).toBe(count);
    // Damage that never reached a table, or never hurt one, would test nothing.
    expect(outcomes.get('read')).toBeGreaterThan(count / 10);
    expect(outcomes.get('file.unreadable')).toBeGreaterThan(count / 50);
  },
);
