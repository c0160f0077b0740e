import type { Dexie, Table } from 'dexie';
import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { DroppedKey } from './drop-box.ts';
import type { KeyringRecord } from './keyring.ts';
import {
  endTrouble,
  isLostConnection,
  StorageFailure,
  tellTrouble,
  type StorageTroubleCode,
} from './storage-trouble.ts';

/** Everything personal stands in a `sealed` column; what is plain are ids, times and counts. */
export interface DraftRecord {
  readonly version: 1;
  readonly draftId: string;
  readonly userGuid: string;
  readonly schoolId: string;
  readonly createdAt: Milliseconds;
  readonly changedAt: Milliseconds;
  readonly rowCount: number;
  readonly refusedRowCount: number;
  readonly blockCount: number;
  readonly sealed: ArrayBuffer;
}

/** 1,000 rows of a draft, as bytes of the worker's own making. */
export interface DraftBlockRecord {
  readonly draftId: string;
  readonly index: number;
  readonly sealed: ArrayBuffer;
}

/** A hash of rows would let them be guessed: it is sealed with the rest. */
export interface OutboxRecord extends Omit<OutboxEntry, 'payloadHash'> {
  readonly sealed: ArrayBuffer;
}

/** One chunk exactly as it goes over the wire, with the digest of what is compressed inside. */
export interface OutboxChunkRecord {
  readonly batchId: string;
  readonly index: number;
  readonly sealed: ArrayBuffer;
}

/** The server's list as last seen, so that Upload History opens without a network. */
export interface HistoryRecord {
  readonly version: 1;
  readonly userGuid: string;
  readonly schoolId: string;
  readonly fetchedAt: Milliseconds;
  readonly sealed: ArrayBuffer;
}

/** What the result files of one finished upload are made from, so that they can be had without a network. */
export interface ResultRecord {
  readonly version: 1;
  readonly batchId: string;
  readonly userGuid: string;
  readonly schoolId: string;
  /** Device time. */
  readonly keptAt: Milliseconds;
  readonly pageCount: number;
}

/** Some hundred rows of a result, as bytes of the sync's own making. */
export interface ResultPageRecord {
  readonly batchId: string;
  readonly index: number;
  readonly sealed: ArrayBuffer;
}

/** What somebody said the columns of one shape of file mean; `shape` is a keyed hash of its header. */
export interface HeaderMappingRecord {
  readonly version: 1;
  readonly userGuid: string;
  readonly shape: string;
  readonly sealed: ArrayBuffer;
}

/** The students and classes of a school as the server had them last, so that a review without a network can compare. */
export interface SchoolIndexRecord {
  readonly version: 1;
  readonly userGuid: string;
  readonly schoolId: string;
  readonly fetchedAt: Milliseconds;
  readonly sealed: ArrayBuffer;
}

/** Who the person is, as the server said last. */
export interface ProfileRecord {
  readonly userGuid: string;
  readonly sealed: ArrayBuffer;
}

/** A key that sealed something while the keys of its owner were locked. */
export interface DroppedKeyRecord extends DroppedKey {
  readonly userGuid: string;
}

/** What should be in the database, written with every change; see manifest.ts. */
export interface ManifestRecord {
  readonly version: 1;
  readonly userGuid: string;
  /** Counts the changes: of two copies the one with the higher number is right. */
  readonly sequence: number;
  readonly items: readonly ManifestItem[];
}

export interface ManifestItem {
  readonly kind: 'draft' | 'upload';
  readonly id: string;
  readonly at: Milliseconds;
  /** How many blocks or chunks belong to it. */
  readonly parts: number;
}

/** Room that is given back when the device is full, so that what is stored can still be changed and sent. */
export interface ReserveRecord {
  readonly name: string;
  readonly bytes: ArrayBuffer;
}

export interface Database extends Dexie {
  readonly drafts: Table<DraftRecord, string>;
  readonly draftBlocks: Table<DraftBlockRecord, [string, number]>;
  readonly outbox: Table<OutboxRecord, string>;
  readonly outboxChunks: Table<OutboxChunkRecord, [string, number]>;
  readonly history: Table<HistoryRecord, [string, string]>;
  readonly results: Table<ResultRecord, string>;
  readonly resultPages: Table<ResultPageRecord, [string, number]>;
  readonly headerMappings: Table<HeaderMappingRecord, [string, string]>;
  readonly schoolIndexes: Table<SchoolIndexRecord, [string, string]>;
  readonly profiles: Table<ProfileRecord, string>;
  readonly keyrings: Table<KeyringRecord, string>;
  readonly droppedKeys: Table<DroppedKeyRecord, string>;
  readonly manifests: Table<ManifestRecord, string>;
  readonly reserve: Table<ReserveRecord, string>;
}

const databaseName = 'rollbook';
const latestVersion = 4;

type OpeningTrouble = Extract<StorageTroubleCode, 'storage.newer' | 'storage.unavailable' | 'storage.broken'>;

let opening: Promise<Database> | null = null;

/**
 * The device's database, opened on first use; Dexie itself is loaded only then. Fails with `StorageFailure` when there
 * is none or it may not be touched; the trouble has been told then.
 */
export function openDatabase(): Promise<Database> {
  opening ??= createDatabase();
  return opening;
}

/** Gives up a connection the browser has dropped, and opens another one. */
export async function reopenDatabase(): Promise<Database> {
  const lost = await opening;
  opening = null;
  lost?.close();
  return openDatabase();
}

async function createDatabase(): Promise<Database> {
  const { Dexie } = await import('dexie');
  if (await isNewer()) throw fail('storage.newer', null);
  // "Saved" must survive a power cut: browsers answer earlier by default.
  const database = new Dexie(databaseName, { chromeTransactionDurability: 'strict' }) as Database;
  declareVersions(database);
  database.on('blocked', () => tellTrouble({ code: 'storage.blocked' }));
  database.on('versionchange', (event) => (event.newVersion === null ? undefined : giveWay(database)));
  try {
    await database.open();
  } catch (error) {
    throw fail(isLostConnection(error) ? 'storage.broken' : 'storage.unavailable', error);
  }
  endTrouble('storage.blocked');
  return database;
}

function declareVersions(database: Database): void {
  database.version(1).stores({
    drafts: 'draftId, [userGuid+schoolId]',
    draftBlocks: '[draftId+index], draftId',
    outbox: 'batchId, userGuid, [userGuid+schoolId]',
    outboxChunks: '[batchId+index], batchId',
    history: '[userGuid+schoolId]',
  });
  // Rows of version 1 stand in clear until their owner's keys are made; see seal-old-rows.ts.
  database.version(2).stores({
    drafts: 'draftId, userGuid, [userGuid+schoolId]',
    history: '[userGuid+schoolId], userGuid',
    profiles: 'userGuid',
    keyrings: 'userGuid',
    droppedKeys: 'keyId, userGuid',
    manifests: 'userGuid',
    reserve: 'name',
  });
  database.version(3).stores({
    results: 'batchId, userGuid, [userGuid+schoolId]',
    resultPages: '[batchId+index], batchId',
  });
  database.version(latestVersion).stores({
    headerMappings: '[userGuid+shape], userGuid',
    schoolIndexes: '[userGuid+schoolId], userGuid',
  });
}

/** Dexie would open, and even alter, a database that a newer version of the app wrote. */
async function isNewer(): Promise<boolean> {
  const known = await globalThis.indexedDB?.databases?.().catch(() => []);
  const version = known?.find(({ name }) => name === databaseName)?.version ?? 0;
  return version >= (latestVersion + 1) * 10;
}

/** A newer version of the app waits in another tab. This tab must not write any more; it says so. */
function giveWay(database: Database): false {
  database.close();
  opening = Promise.reject(fail('storage.newer', null));
  opening.catch(() => undefined);
  return false;
}

function fail(code: OpeningTrouble, cause: unknown): StorageFailure {
  tellTrouble({ code });
  return new StorageFailure(code, cause);
}
