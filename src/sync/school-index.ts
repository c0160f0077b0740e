import * as v from 'valibot';
import type { SchoolIndex } from '#domain/students/school-index.ts';
import type { Milliseconds } from '#domain/time.ts';
import { schoolIndexPageSchema, type SchoolIndexPage } from '#protocol/school-index.ts';
import type { Owner } from '#storage/owner.ts';
import { loadSchoolIndex, storeSchoolIndex, touchSchoolIndex } from '#storage/school-index.ts';
import { orWithoutMemory } from '#storage/without-memory.ts';
import { callApi, type ApiAnswer } from './api.ts';

/** What a school has, as the server said at `asOf` (server time). */
export interface KnownSchoolIndex {
  readonly asOf: Milliseconds;
  /** The server's name for this state. */
  readonly etag: string;
  readonly index: SchoolIndex;
}

/** What this device keeps of the school; null when that is nothing, or it cannot be read now. */
export async function readSchoolIndex(owner: Owner): Promise<KnownSchoolIndex | null> {
  const kept = await orWithoutMemory(() => loadSchoolIndex(owner), null);
  return kept && unpack(kept.bytes);
}

/**
 * Asks the server what the school has now and keeps it on this device, sealed, for when there is no network. With the
 * one that is known already nothing is sent twice: `same` says that it still holds. Null: no answer that helps.
 */
export async function fetchSchoolIndex(
  owner: Owner,
  known: KnownSchoolIndex | null,
  now: () => Milliseconds,
  signal: AbortSignal,
): Promise<KnownSchoolIndex | 'same' | null> {
  const first = await askForPage(owner, null, known, signal);
  if (first.type !== 'answer') return null;
  if (first.value === undefined) {
    await orWithoutMemory(() => touchSchoolIndex(owner, now()), undefined);
    return 'same';
  }
  const { asOf, school } = first.value;
  const pages = await fetchRest(owner, first.value, signal);
  if (pages === null || school === null) return null;
  const { etag, ...facts } = school;
  const fetched = { asOf, etag, index: { ...facts, pages } };
  await keep(owner, fetched, now());
  return fetched;
}

/** Brings what this device keeps up to date, if it can. */
export async function refreshSchoolIndex(
  owner: Owner,
  now: () => Milliseconds,
  signal: AbortSignal,
): Promise<void> {
  // Several tabs have the same news at the same moment; one fetches.
  await navigator.locks.request(
    `rollbook-index:${owner.userGuid}:${owner.schoolId}`,
    { ifAvailable: true },
    async (lock) => {
      if (lock) await fetchSchoolIndex(owner, await readSchoolIndex(owner), now, signal);
    },
  );
}

async function fetchRest(
  owner: Owner,
  first: SchoolIndexPage,
  signal: AbortSignal,
): Promise<SchoolIndex['pages'] | null> {
  const pages = [first.students];
  let { next } = first;
  while (next !== null) {
    const page = await askForPage(owner, next, null, signal);
    if (page.type !== 'answer' || page.value === undefined) return null;
    pages.push(page.value.students);
    next = page.value.next;
  }
  return pages;
}

function askForPage(
  { schoolId }: Owner,
  after: string | null,
  known: KnownSchoolIndex | null,
  signal: AbortSignal,
): Promise<ApiAnswer<SchoolIndexPage | undefined>> {
  const query = after === null ? '' : `?${new URLSearchParams({ after })}`;
  const path = `/api/schools/${encodeURIComponent(schoolId)}/index${query}`;
  const headers = known === null ? {} : { 'If-None-Match': `"${known.etag}"` };
  return callApi({ method: 'GET', path, headers, signal }, v.optional(schoolIndexPageSchema));
}

/** Where the device cannot keep it, having it now will do. */
async function keep(owner: Owner, known: KnownSchoolIndex, fetchedAt: Milliseconds): Promise<void> {
  await orWithoutMemory(
    async () => storeSchoolIndex(owner, { fetchedAt, bytes: await pack(known) }),
    undefined,
  );
}

function pack(known: KnownSchoolIndex): Promise<ArrayBuffer> {
  const json = new Blob([JSON.stringify(known)]);
  return new Response(json.stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}

async function unpack(bytes: ArrayBuffer): Promise<KnownSchoolIndex> {
  const json = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(json).json()) as KnownSchoolIndex;
}
