import { gzipSync } from 'node:zlib';
import { setTimeout } from 'node:timers/promises';
import { type BatchSummary, isFinished } from '#domain/batches/batch.ts';
import { protocolHeader, protocolVersion } from '#protocol/media-type.ts';
import type { BatchProgress, Receipt } from '#protocol/batches.ts';
import type { PackedUpload } from './upload.ts';

/** A client that asks again until a server answers, as the outbox of a device does, only without its patience. */
export interface StubbornClient {
  signIn(username: string, password: string): Promise<void>;
  /** Sends what the server does not have yet, over any number of server lives. */
  upload(upload: PackedUpload): Promise<Receipt>;
  waitUntilFinished(batchId: string): Promise<BatchSummary>;
  download(path: string): Promise<Uint8Array>;
  /** For requests that may be made again. */
  post<Answer>(path: string, body: object): Promise<Answer>;
}

export function stubbornClient(url: string): StubbornClient {
  let cookie = '';
  const ask = async (method: string, path: string, init: RequestInit = {}): Promise<Response> => {
    for (;;) {
      const headers = new Headers({ [protocolHeader]: String(protocolVersion), Cookie: cookie });
      new Headers(init.headers).forEach((value, name) => headers.set(name, value));
      try {
        const response = await fetch(url + path, { ...init, method, headers });
        // Read to its end: an answer that was cut is no answer.
        const body = await response.arrayBuffer();
        if (response.status < 500) return new Response(body.byteLength === 0 ? null : body, response);
      } catch (trouble) {
        if (!(trouble instanceof TypeError)) throw trouble;
      }
      await setTimeout(20);
    }
  };
  const json = { 'Content-Type': 'application/json' };
  return {
    async signIn(username, password) {
      const body = JSON.stringify({ username, password });
      const response = await ask('POST', '/sign-in', { body, headers: json });
      cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    },
    async upload({ batchId, header, chunks }) {
      const path = `/batches/${batchId}`;
      const announced = await ask('PUT', path, { body: JSON.stringify(header), headers: json });
      const { have } = (await demand(announced)) as BatchProgress;
      for (const [index, { bytes, contentDigest }] of chunks.entries()) {
        if (have.includes(index)) continue;
        const headers = { ...json, 'Content-Encoding': 'gzip', 'Content-Digest': contentDigest };
        await demand(await ask('PUT', `${path}/chunks/${index}`, { body: gzipSync(bytes), headers }));
      }
      return (await demand(await ask('POST', `${path}/commit`))) as Receipt;
    },
    async waitUntilFinished(batchId) {
      for (;;) {
        const batch = (await demand(await ask('GET', `/batches/${batchId}`))) as BatchSummary;
        if (isFinished(batch.status)) return batch;
        await setTimeout(20);
      }
    },
    async post<Answer>(path: string, body: object) {
      const init = { body: JSON.stringify(body), headers: json };
      return (await demand(await ask('POST', path, init))) as Answer;
    },
    async download(path) {
      const response = await ask('GET', path);
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

async function demand(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`The server refused: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}
