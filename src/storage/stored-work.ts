import type { Database, DraftRecord, OutboxRecord } from './database.ts';
import { inDatabase } from './in-database.ts';
import type { LostWork } from './storage-trouble.ts';

/** What of one person is only on this device, in all schools, readable or not. */
export async function storedWork(userGuid: string): Promise<LostWork> {
  return inDatabase((database) => countWork(database, userGuid));
}

/** The same for `watch`. */
export async function countWork(database: Database, userGuid: string): Promise<LostWork> {
  const [drafts, uploads] = await Promise.all([draftsOf(database, userGuid), unsentOf(database, userGuid)]);
  const times = [...drafts.map(({ changedAt }) => changedAt), ...uploads.map(({ queuedAt }) => queuedAt)];
  return { drafts: drafts.length, uploads: uploads.length, lastAt: Math.max(0, ...times) };
}

/** Whether somebody else keeps work on this device, so that it must not be wiped as a whole. */
export async function othersKeepWork(userGuid: string): Promise<boolean> {
  return inDatabase(async (database) => {
    const drafts = await database.drafts.where('userGuid').notEqual(userGuid).count();
    const uploads = await database.outbox.where('userGuid').notEqual(userGuid).count();
    return drafts + uploads > 0;
  });
}

function draftsOf(database: Database, userGuid: string): Promise<DraftRecord[]> {
  return database.drafts.where('userGuid').equals(userGuid).toArray();
}

async function unsentOf(database: Database, userGuid: string): Promise<OutboxRecord[]> {
  const uploads = await database.outbox.where('userGuid').equals(userGuid).toArray();
  return uploads.filter(({ status }) => status !== 'sent');
}
