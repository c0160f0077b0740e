import { isFinished, type BatchSummary } from '#domain/batches/batch.ts';
import type { UploadedColumns } from '#domain/batches/result-files.ts';
import type { ResultRow } from '#domain/batches/result-row.ts';
import type { Milliseconds } from '#domain/time.ts';
import { outcomePageSchema, type OutcomePage } from '#protocol/outcomes.ts';
import { inDatabase } from '#storage/in-database.ts';
import { isUnlocked } from '#storage/keys.ts';
import type { Owner } from '#storage/owner.ts';
import { dropResults, listResults, loadResult, storeResult } from '#storage/results.ts';
import { orWithoutMemory } from '#storage/without-memory.ts';
import { callApi } from './api.ts';

/** As many as a teacher looks at again, and no more of a school's people on a device than that. */
const MOST_RESULTS = 20;

/** Larger ones are a district's; they would fill a tablet. */
const MOST_ROWS = 10_000;

/**
 * Whether this device keeps what the upload's files are made from: the person's own newest ones, when finished. Not of
 * one that was undone: its accounts are gone, and only the server knows which.
 */
export function resultsToKeep(batches: readonly BatchSummary[]): BatchSummary[] {
  return batches
    .filter((batch) => batch.isOwn && isFinished(batch.status) && !batch.undoneAt)
    .filter((batch) => batch.rowCount <= MOST_ROWS)
    .slice(0, MOST_RESULTS);
}

/**
 * Brings the results this device keeps in line with the school's list: fetches those that are missing, deletes those
 * that have left it. What cannot be had now is fetched the next time.
 */
export async function keepResults(
  owner: Owner,
  batches: readonly BatchSummary[],
  now: () => Milliseconds,
  signal: AbortSignal,
): Promise<void> {
  if (!isUnlocked(owner.userGuid)) return;
  const wanted = resultsToKeep(batches).map(({ batchId }) => batchId);
  const bring = async () => {
    const kept = await inDatabase((database) => listResults(database, owner));
    const old = [...kept].filter((batchId) => !wanted.includes(batchId));
    if (old.length > 0) await dropResults(old);
    for (const batchId of wanted) {
      if (signal.aborted) return;
      if (!kept.has(batchId)) await keepResult(owner, batchId, now(), signal);
    }
  };
  // Several tabs have the same news at the same moment; one fetches.
  await navigator.locks.request(`rollbook-results:${owner.userGuid}`, { ifAvailable: true }, async (lock) => {
    if (lock) await orWithoutMemory(bring, undefined);
  });
}

async function keepResult(
  owner: Owner,
  batchId: string,
  keptAt: Milliseconds,
  signal: AbortSignal,
): Promise<void> {
  const pages = await fetchPages(batchId, signal);
  if (pages) await storeResult(owner, batchId, { keptAt, pages: await Promise.all(pages.map(pack)) });
}

/** All pages of an upload's outcomes; null when one of them did not come. */
async function fetchPages(batchId: string, signal: AbortSignal): Promise<readonly OutcomePage[] | null> {
  const pages: OutcomePage[] = [];
  let after: string | null = null;
  do {
    const query: string = after === null ? '' : `?${new URLSearchParams({ after })}`;
    const path = `/api/batches/${batchId}/outcomes${query}`;
    const answer = await callApi({ method: 'GET', path, signal }, outcomePageSchema);
    if (answer.type !== 'answer') return null;
    pages.push(answer.value);
    after = answer.value.next;
  } while (after !== null);
  return pages;
}

export interface ResultRows extends UploadedColumns {
  readonly keptAt: Milliseconds;
  readonly rows: readonly ResultRow[];
}

/** What this device keeps of an upload; null when that is nothing, or cannot be read now. */
export async function readKeptResult(batchId: string, owner: Owner): Promise<ResultRows | null> {
  const kept = await orWithoutMemory(() => loadResult(batchId, owner), null);
  return kept && rowsOf(await Promise.all(kept.pages.map(unpack)), kept.keptAt);
}

/** An upload's result as the server has it now; null when it did not come. */
export async function fetchResultRows(
  batchId: string,
  now: Milliseconds,
  signal: AbortSignal,
): Promise<ResultRows | null> {
  const pages = await fetchPages(batchId, signal);
  return pages && rowsOf(pages, now);
}

function rowsOf(pages: readonly OutcomePage[], keptAt: Milliseconds): ResultRows {
  const { header, mapping } = pages[0] ?? { header: [], mapping: [] };
  // Codes of a later server are met by whoever words them.
  const rows = pages.flatMap((page) => page.rows as readonly unknown[] as readonly ResultRow[]);
  return { keptAt, header, mapping, rows };
}

function pack(page: OutcomePage): Promise<ArrayBuffer> {
  const json = new Blob([JSON.stringify(page)]);
  return new Response(json.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}

async function unpack(bytes: ArrayBuffer): Promise<OutcomePage> {
  const json = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(json).json()) as OutcomePage;
}
