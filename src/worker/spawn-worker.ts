import { wrap } from 'comlink';
import type { FileWriter, RosterWorker } from './roster-api.ts';

/** `text` is small and starts at once; `workbook` carries the workbook reader and writer. */
export type WorkerKind = 'text' | 'workbook';

export interface SpawnedWorker {
  readonly remote: RosterWorker & FileWriter;
  /** The answer, or a rejection when the worker stops or breaks: an answer that is lost with its worker would be waited for for ever. */
  readonly answer: <Value>(pending: Promise<Value>) => Promise<Value>;
  /** Ends the worker at once, whatever it does. What was waited for rejects with an `AbortError`. */
  readonly stop: () => void;
}

export function spawnWorker(kind: WorkerKind): SpawnedWorker {
  const worker = createWorker(kind);
  const { promise: ended, reject } = withReject();
  const end = (reason: Error | DOMException) => {
    worker.terminate();
    reject(reason);
  };
  worker.addEventListener('error', (event) => end(new Error(`The roster worker broke: ${event.message}`)));
  worker.addEventListener('messageerror', () =>
    end(new Error('The roster worker sent what cannot be read.')),
  );
  return {
    // Every method is a promise on both sides, so the remote object has the very shape of the local one.
    remote: wrap(worker) as unknown as RosterWorker & FileWriter,
    answer: (pending) => Promise.race([pending, ended]),
    stop: () => end(new DOMException('The roster worker was stopped.', 'AbortError')),
  };
}

/** The bundler finds the workers by exactly this form. */
function createWorker(kind: WorkerKind): Worker {
  return kind === 'text'
    ? new Worker(new URL('./roster.worker.ts', import.meta.url), { type: 'module' })
    : new Worker(new URL('./roster-xlsx.worker.ts', import.meta.url), { type: 'module' });
}

/** A promise that only ever rejects; nobody waiting for it is no error. */
function withReject(): { promise: Promise<never>; reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, rejectIt) => (reject = rejectIt));
  promise.catch(() => {});
  return { promise, reject };
}
