import { proxy, wrap, type Remote } from 'comlink';
import type { FileWriter, RosterWorker } from './roster-api.ts';

/** `text` is small and starts at once; `workbook` carries the workbook reader and writer. */
export type WorkerKind = 'text' | 'workbook';

export interface SpawnedWorker {
  /** Answers reject when the worker stops or breaks; an answer lost with its worker would be waited for for ever. */
  readonly roster: RosterWorker & FileWriter;
  /** Ends the worker at once, whatever it does. What is waited for rejects with an `AbortError`. */
  readonly stop: () => void;
}

export function spawnWorker(kind: WorkerKind): SpawnedWorker {
  const worker = createWorker(kind);
  const { promise: ended, reject } = rejectable();
  const end = (reason: Error | DOMException) => {
    worker.terminate();
    reject(reason);
  };
  worker.addEventListener('error', (event) => end(new Error(`The roster worker broke: ${event.message}`)));
  worker.addEventListener('messageerror', () => end(new Error('The roster worker cannot be understood.')));
  return {
    roster: answering(wrap(worker), ended),
    stop: () => end(new DOMException('The roster worker was stopped.', 'AbortError')),
  };
}

/** The bundler finds the workers by exactly this form. */
function createWorker(kind: WorkerKind): Worker {
  return kind === 'text'
    ? new Worker(new URL('./roster.worker.ts', import.meta.url), { type: 'module' })
    : new Worker(new URL('./roster-xlsx.worker.ts', import.meta.url), { type: 'module' });
}

function answering(
  remote: Remote<RosterWorker & FileWriter>,
  ended: Promise<never>,
): RosterWorker & FileWriter {
  const answer = <Value>(pending: Promise<Value>) => Promise.race([pending, ended]);
  return {
    openFile: (file, onProgress, more = {}) =>
      answer(remote.openFile(file, proxy(onProgress), more) as ReturnType<RosterWorker['openFile']>),
    openDraft: (head, blocks) => answer(remote.openDraft(head, blocks)),
    openBlank: (head, rowCount) => answer(remote.openBlank(head, rowCount)),
    columns: () => answer(remote.columns()),
    map: (mapping) => answer(remote.map(mapping)),
    view: (request) => answer(remote.view(request)),
    findPosition: (rowNumber, rows) => answer(remote.findPosition(rowNumber, rows)),
    findNextProblem: (from, rows) => answer(remote.findNextProblem(from, rows)),
    findText: (search) => answer(remote.findText(search)),
    change: (changes) => answer(remote.change(changes)),
    undo: () => answer(remote.undo()),
    redo: () => answer(remote.redo()),
    know: (school, others) => answer(remote.know(school, others)),
    preview: (request) => answer(remote.preview(request)),
    repairs: () => answer(remote.repairs()),
    repairSamples: (request) => answer(remote.repairSamples(request)),
    repair: (pick) => answer(remote.repair(pick)),
    pack: () => answer(remote.pack()),
    packedSize: () => answer(remote.packedSize()),
    writeFile: (file) => answer(remote.writeFile(file)),
  };
}

/** A promise that only ever rejects; that nobody waits for it is no error. */
function rejectable(): { promise: Promise<never>; reject: (reason: Error | DOMException) => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  return { promise, reject };
}
