import { DAY_MS, MINUTE_MS } from '#domain/time.ts';
import { protocolHeader, rollbookMediaType } from '#protocol/media-type.ts';
import type { Upload } from '#storage/outbox.ts';
import type { SenderParts } from '#sync/sender.ts';
import type { Tab } from '../device/tab.ts';
import type { Send } from '../network.ts';
import type { Plant } from './plant.ts';
import { bug, entryOf, type PlantedBug, storing, understanding } from './planted-bug.ts';

/** Wrong ways to send. */
export const senderBugs: readonly PlantedBug[] = [
  bug('tries again under another id', underAnotherId),
  bug('believes any answer with status 200', () => ({ fetch: believesAnything })),
  bug('does not compare the hash of a receipt', () => ({
    parts: (parts, tab) =>
      understanding(parts, (answer, batchId) =>
        'receiptHash' in answer && answer.receiptHash !== null
          ? { ...answer, receiptHash: entryOf(tab, batchId)?.payloadHash ?? '' }
          : answer,
      ),
  })),
  bug('does not ask for which upload a receipt is', () => ({ fetch: withAnyReceipt })),
  bug('gives up after five tries', () => ({
    parts: (parts) =>
      storing(parts, (entry, store) =>
        store(entry.status === 'waiting' && entry.attempts >= 5 ? { ...entry, status: 'blocked' } : entry),
      ),
  })),
  bug('sends from two tabs at once', () => ({
    parts: (parts) => ({ ...parts, alone: (_name, work) => work() }),
  })),
  bug('does not hear Retry-After', () => ({
    parts: (parts) =>
      understanding(parts, (answer) => {
        if (answer.type === 'refused') return { type: 'refused', code: answer.code };
        return answer.type === 'no-answer' ? { type: 'no-answer' } : answer;
      }),
  })),
  bug('reads Retry-After only in seconds', () => ({ fetch: withoutDates })),
  bug('counts chunks from one', () => ({
    parts: (parts) => ({
      ...parts,
      server: {
        ...parts.server,
        putChunk: async (batchId, index, chunk) => {
          const answer = await parts.server.putChunk(batchId, index + 1, chunk);
          return answer.type === 'chunk-taken' ? { type: 'chunk-taken', index } : answer;
        },
      },
    }),
  })),
  bug('goes on one chunk too far after a cut', () => ({
    parts: (parts) =>
      understanding(parts, (answer) =>
        answer.type === 'progress' && answer.have.length > 0
          ? { ...answer, have: [...answer.have, Math.max(...answer.have) + 1] }
          : answer,
      ),
  })),
  bug('commits before all chunks are there', () => ({
    parts: (parts) =>
      understanding(parts, (answer) =>
        answer.type === 'progress' ? { ...answer, have: [0, 1, 2, 3, 4, 5, 6, 7, 8] } : answer,
      ),
  })),
  bug('believes that a chunk it has sent is there', () => ({ parts: believesItself() })),
  bug('takes a busy server for a final no', () => ({
    parts: (parts) =>
      understanding(parts, (answer) =>
        answer.type === 'refused' && answer.code === 'server.broken'
          ? { type: 'refused', code: 'request.malformed' }
          : answer,
      ),
  })),
  bug('waits twice as long each time without an end', () => ({
    parts: (parts) =>
      storing(parts, (entry, store) =>
        store(
          entry.reason === null && entry.notBefore > 0
            ? { ...entry, notBefore: parts.now() + 1_000 * 2 ** (2 * entry.attempts) }
            : entry,
        ),
      ),
  })),
  bug('tries again at once', () => ({
    parts: (parts) =>
      storing(parts, (entry, store) => store(entry.reason === null ? { ...entry, notBefore: 0 } : entry)),
  })),
  bug('sends nothing that was queued in the future', () => ({
    parts: (parts) => choosing(parts, ({ entry }) => entry.queuedAt <= parts.now()),
  })),
  bug('forgets what is older than a week', () => ({
    parts: (parts) => choosing(parts, ({ entry }) => entry.queuedAt > parts.now() - 7 * DAY_MS),
  })),
  bug('sleeps until somebody wakes it, and hears nothing of new uploads', () => ({
    parts: (parts) => ({
      ...parts,
      watchOutbox: () => () => undefined,
      after: (ms, call) =>
        ms >= MINUTE_MS ? () => undefined : (parts.after?.(ms, call) ?? (() => undefined)),
    }),
  })),
  bug('waits for ever for a write that failed', () => ({
    parts: (parts) =>
      storing(parts, (entry, store) => store(entry).catch(() => new Promise<void>(() => undefined))),
  })),
];

/** Another UUID in the path. */
function otherId(path: string): string {
  return path.replace('-8000-', '-9000-');
}

function underAnotherId(): Partial<Plant> {
  let isAgain = false;
  return {
    parts: (parts) => ({
      ...parts,
      server: {
        ...parts.server,
        putHeader: (upload) => {
          isAgain = upload.entry.attempts > 0;
          return parts.server.putHeader(upload);
        },
      },
    }),
    fetch: (send) => withAnyReceipt((path, init) => send(isAgain ? otherId(path) : path, init)),
  };
}

function believesAnything(send: Send, tab: Tab): Send {
  return async (path, init) => {
    const response = await send(path, init);
    const isOurs = response.headers.get('Content-Type') === rollbookMediaType;
    if (!response.ok || isOurs || response.headers.has(protocolHeader)) return response;
    const batchId = path.split('/')[3] ?? '';
    const payloadHash = entryOf(tab, batchId)?.payloadHash ?? '';
    const receipt = { batchId, payloadHash, acceptedAt: 0 };
    const body = path.endsWith('/commit') ? receipt : { have: [], receipt: null };
    if (path === '/api/session') return response;
    return new Response(JSON.stringify(body), { headers: { 'Content-Type': rollbookMediaType } });
  };
}

/** Whatever receipt comes back is read as the one that was asked for. */
function withAnyReceipt(send: Send): Send {
  return async (path, init) => {
    const response = await send(path, init);
    const batchId = path.split('/')[3] ?? '';
    const json = async () =>
      JSON.parse(
        JSON.stringify(await response.json()).replace(/"batchId":"[^"]*"/, `"batchId":"${batchId}"`),
      ) as unknown;
    return { ...response, json };
  };
}

function withoutDates(send: Send): Send {
  return async (path, init) => {
    const response = await send(path, init);
    const get = (name: string) => {
      const text = response.headers.get(name);
      return name === 'Retry-After' && text?.endsWith('GMT') ? null : text;
    };
    return { ...response, headers: { ...response.headers, get } };
  };
}

function believesItself(): (parts: SenderParts, tab: Tab) => SenderParts {
  const sent = new Map<string, number[]>();
  return (parts) => {
    const seeing = understanding(parts, (answer, batchId) =>
      answer.type === 'progress'
        ? { ...answer, have: [...answer.have, ...(sent.get(batchId) ?? [])] }
        : answer,
    );
    const putChunk: SenderParts['server']['putChunk'] = (batchId, index, chunk) => {
      sent.set(batchId, [...(sent.get(batchId) ?? []), index]);
      return parts.server.putChunk(batchId, index, chunk);
    };
    return { ...seeing, server: { ...seeing.server, putChunk } };
  };
}

function choosing(parts: SenderParts, isSent: (upload: Upload) => boolean): SenderParts {
  return { ...parts, uploadsOf: async (userGuid) => (await parts.uploadsOf(userGuid)).filter(isSent) };
}
