import pg from 'pg';
import type { Logger } from 'pino';
import { SECOND_MS } from '#domain/time.ts';
import { createLocalNews, type News } from './news.ts';

const CHANNEL = 'rollbook_batch';

/** Between two tries to hear again after the connection broke; until then whoever listens has to ask by itself. */
const PAUSE_MS = SECOND_MS;

/** What `tell` says it through; any connection will do. */
interface Speaker {
  query(text: string, values: readonly string[]): Promise<unknown>;
}

/**
 * News by LISTEN and NOTIFY, the payload a batch id and nothing else. The one connection that listens is opened when
 * somebody first does.
 */
export function createPostgresNews(speaker: Speaker, url: string, log: Logger): News {
  const local = createLocalNews();
  let ear: Ear | null = null;
  const warn = (error: unknown) => log.warn({ err: error }, 'news of batches are not told or heard');
  return {
    tell: (batchId) => {
      speaker.query('select pg_notify($1, $2)', [CHANNEL, batchId]).catch(warn);
    },
    listen: async (listener) => {
      ear ??= openEar(url, (batchId) => local.tell(batchId), warn);
      const stop = await local.listen(listener);
      await ear.opened;
      return stop;
    },
    close: async () => {
      await local.close();
      await ear?.close();
    },
  };
}

interface Ear {
  /** Resolves after the first try, whether it hears or not. */
  readonly opened: Promise<void>;
  close(): Promise<void>;
}

function openEar(url: string, heard: (batchId: string) => void, warn: (error: unknown) => void): Ear {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  async function open(): Promise<void> {
    const opening = new pg.Client({ connectionString: url });
    client = opening;
    opening.on('notification', ({ payload }) => heard(payload ?? ''));
    opening.on('error', again);
    try {
      await opening.connect();
      await opening.query(`listen ${CHANNEL}`);
    } catch (error) {
      again(error);
    }
  }
  /** A broken connection tells so more than once. */
  function again(error: unknown): void {
    if (isClosed || client === null) return;
    warn(error);
    client.removeAllListeners('notification').end().catch(warn);
    client = null;
    timer = setTimeout(() => void open(), PAUSE_MS).unref();
  }
  return {
    opened: open(),
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
