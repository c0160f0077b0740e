import type { Dexie, Table } from 'dexie';
import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Milliseconds } from '#domain/time.ts';

export interface DraftRecord {
  readonly version: 1;
  readonly draftId: string;
  readonly userGuid: string;
  readonly schoolId: string;
  readonly createdAt: Milliseconds;
  readonly changedAt: Milliseconds;
  readonly rowCount: number;
  readonly refusedRowCount: number;
  readonly payload: Uint8Array;
}

/** 1,000 rows of a draft, as bytes of the worker's own making. */
export interface DraftBlockRecord {
  readonly draftId: string;
  readonly index: number;
  readonly bytes: ArrayBuffer;
}

export interface OutboxRecord extends OutboxEntry {
  readonly payload: Uint8Array;
}

/** One chunk exactly as it goes over the wire, with the digest of what is compressed inside. */
export interface OutboxChunkRecord {
  readonly batchId: string;
  readonly index: number;
  readonly digest: string;
  readonly bytes: ArrayBuffer;
}

/** The server's list as last seen, so that Upload History opens without a network. */
export interface HistoryRecord {
  readonly version: 1;
  readonly userGuid: string;
  readonly schoolId: string;
  readonly fetchedAt: Milliseconds;
  readonly payload: Uint8Array;
}

export interface Database extends Dexie {
  readonly drafts: Table<DraftRecord, string>;
  readonly draftBlocks: Table<DraftBlockRecord, [string, number]>;
  readonly outbox: Table<OutboxRecord, string>;
  readonly outboxChunks: Table<OutboxChunkRecord, [string, number]>;
  readonly history: Table<HistoryRecord, [string, string]>;
}

let opening: Promise<Database> | null = null;

/** The device's database, opened on first use; Dexie itself is loaded only then. */
export function openDatabase(): Promise<Database> {
  opening ??= createDatabase();
  return opening;
}

async function createDatabase(): Promise<Database> {
  const { Dexie } = await import('dexie');
  // "Saved" must survive a power cut: browsers answer earlier by default.
  const database = new Dexie('rollbook', { chromeTransactionDurability: 'strict' });
  database.version(1).stores({
    drafts: 'draftId, [userGuid+schoolId]',
    draftBlocks: '[draftId+index], draftId',
    outbox: 'batchId, userGuid, [userGuid+schoolId]',
    outboxChunks: '[batchId+index], batchId',
    history: '[userGuid+schoolId]',
  });
  return database as Database;
}
