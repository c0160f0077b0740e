import { renderResult } from '#domain/batches/render-result.ts';
import type { ResultFileRequest } from '#domain/batches/result-files.ts';
import type { Milliseconds } from '#domain/time.ts';
import { isWordedProblem, problemSentence } from '#i18n/problem-messages.ts';
import type { Owner } from '#storage/owner.ts';
import { readKeptResult, type ResultRows } from '#sync/keep-results.ts';
import { writeTable } from '#worker/roster-worker.ts';

export interface KeptFile {
  readonly contents: Blob;
  /** As of when it is, by the device's clock. */
  readonly keptAt: Milliseconds;
}

/** One of an upload's files, made from what this device keeps; null when it takes the network. */
export async function makeKeptFile(
  batchId: string,
  { kind, format, language }: ResultFileRequest,
  owner: Owner,
): Promise<KeptFile | null> {
  const kept = await readKeptResult(batchId, owner);
  if (kept === null || !isWorded(kept)) return null;
  const sentence = (problem: Parameters<typeof problemSentence>[0]) => problemSentence(problem, language);
  const table = renderResult(kept, kept.rows, { kind, language, sentence, now: Date.now() });
  return { contents: new Blob([await writeTable(table, format)]), keptAt: kept.keptAt };
}

/** A server of a later version may have found what this version has no words for. */
function isWorded({ rows }: ResultRows): boolean {
  return rows.every((row) => row.outcome?.problems.every(({ code }) => isWordedProblem(code)) ?? true);
}
