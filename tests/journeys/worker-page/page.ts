import type { FileFormat } from '#domain/batches/result-files.ts';
import { copiedContents } from '#ui/grid/copied-contents.ts';
import { cellsFrom } from '#worker/clipboard.ts';
import { startRosterWorker, writeTable } from '#worker/roster-worker.ts';
import type { Expected } from '../../fixtures/roster-cases/roster-case.ts';
import { timeEdits, timeReading } from './time-worker.ts';
import type { WorkerPage } from './worker-page-api.ts';

async function openForTest(bytes: Iterable<number>, fileName: string): Promise<Expected> {
  const { roster, stop } = startRosterWorker();
  try {
    const opened = await roster.openFile(new File([new Uint8Array(bytes)], fileName), () => {});
    if (!opened.ok) return { fileProblem: opened.refusal.code };
    const { isMapped } = opened.value;
    const { rowCount } = opened.value.summary;
    const proposed = isMapped ? [] : (await roster.columns()).map(({ proposal }) => proposal.meaning);
    if (!isMapped) await roster.map(proposed);
    const { rows } = await roster.view({ filter: 'problems', from: 0, count: rowCount });
    const problems = rows.flatMap((row) => row.problems);
    return {
      ...(isMapped ? {} : { asks: proposed }),
      rowCount,
      problems: problems.map(({ code, rowNumber, column }) => ({ code, rowNumber, column })),
    };
  } finally {
    stop();
  }
}

async function writeAndOpen(header: readonly string[], format: FileFormat): Promise<Expected> {
  const bytes = await writeTable({ header, rows: [] }, format);
  return openForTest(new Uint8Array(bytes), `template.${format}`);
}

function stopWhileReading(): Promise<string> {
  const { roster, stop } = startRosterWorker();
  const text = `Student ID,First Name,Last Name\r\n${'1,Ana,Lopez\r\n'.repeat(90_000)}`;
  return roster.openFile(new File([text], 'class.csv'), stop).then(
    () => 'finished',
    (error: unknown) => (error instanceof DOMException ? error.name : 'another error'),
  );
}

function readClipboard(text: string, html: string): string[][] {
  const clipboard = new DataTransfer();
  clipboard.setData('text/plain', text);
  if (html !== '') clipboard.setData('text/html', html);
  return cellsFrom(copiedContents(clipboard));
}

const workerPage: WorkerPage = {
  readClipboard,
  openForTest,
  writeAndOpen,
  stopWhileReading,
  timeReading,
  timeEdits,
};
Object.assign(globalThis, { workerPage });
