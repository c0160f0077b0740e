import { deliver } from '#sync/deliver.ts';
import type { ApiParts } from '#sync/api.ts';
import { createConnection } from '#sync/connection.ts';
import { createUploadServer } from '#sync/upload-server.ts';
import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Roster } from '#domain/roster/roster.ts';
import { protocolHeader, protocolVersion } from '#protocol/media-type.ts';
import type { Session } from '#protocol/auth.ts';
import type { Upload, UploadChunk } from '#storage/outbox.ts';
import { packRoster } from '#worker/pack-roster.ts';
import { teacher } from '#tests/support/rollbook.ts';

/** A device without a screen: the app's own packing and sending, over real HTTP, with an outbox in memory. */
export interface NodeDevice {
  /** Packs a roster as the worker does and puts it into the outbox; returns the upload's id. */
  queue(batchId: string, schoolId: string, roster: Roster, fileName: string): Promise<QueuedUpload>;
  /** Sends again and again, without waiting between two tries, until there is a receipt; throws when none ever comes. */
  send(upload: QueuedUpload): Promise<OutboxEntry>;
  /** A file of the server, or null when no answer came. */
  download(path: string): Promise<Uint8Array | null>;
}

export interface QueuedUpload extends Upload {
  readonly chunks: readonly UploadChunk[];
}

const MOST_TRIES = 1_000;

/** Signs in and stays so. */
export async function signedInDevice(url: string): Promise<NodeDevice> {
  const headers = { [protocolHeader]: String(protocolVersion), 'Content-Type': 'application/json' };
  const body = JSON.stringify(teacher);
  const response = await fetch(`${url}/api/sign-in`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`The sign-in was answered with ${response.status}.`);
  const { userGuid } = (await response.json()) as Session;
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const send: ApiParts['fetch'] = (path, init) =>
    fetch(new URL(path instanceof Request ? path.url : path, url), {
      ...init,
      headers: { ...init?.headers, Cookie: cookie },
    });
  const server = createUploadServer({ fetch: send, connection: createConnection() });
  return {
    async queue(batchId, schoolId, roster, fileName) {
      const { chunks, payloadHash } = await packRoster(roster);
      const entry: OutboxEntry = {
        version: 1,
        batchId,
        userGuid,
        schoolId,
        queuedAt: Date.now(),
        rowCount: roster.rows.length,
        chunkCount: chunks.length,
        payloadHash,
        status: 'waiting',
        attempts: 0,
        notBefore: 0,
        reason: null,
      };
      const { header, mapping } = roster;
      return {
        entry,
        chunks,
        contents: { fileName, header, mapping, choices: { existingStudents: 'leave' } },
      };
    },
    async send(upload) {
      const store = {
        readChunk: (_: string, index: number) => Promise.resolve(upload.chunks[index] ?? null),
        storeEntry: () => Promise.resolve(),
      };
      const parts = { server, store, now: () => Date.now(), random: Math.random };
      let { entry } = upload;
      for (let tries = 0; entry.status !== 'sent' && tries < MOST_TRIES; tries += 1) {
        entry = await deliver({ ...upload, entry }, parts, new AbortController().signal);
        if (entry.status === 'blocked') throw new Error(`Blocked: ${entry.reason}`);
      }
      if (entry.status !== 'sent') throw new Error(`No receipt after ${MOST_TRIES} tries.`);
      return entry;
    },
    async download(path) {
      try {
        // As it is, so that it can be compared with what the proxy saw.
        const plain = { [protocolHeader]: String(protocolVersion), 'Accept-Encoding': 'identity' };
        const file = await send(path, { headers: plain });
        return file.ok ? new Uint8Array(await file.arrayBuffer()) : null;
      } catch (trouble) {
        if (trouble instanceof TypeError) return null;
        throw trouble;
      }
    },
  };
}
