import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Database } from './database.ts';

/** Where an upload stands; readable also while its contents are locked. */
export type OutboxStanding = Omit<OutboxEntry, 'payloadHash'>;

/** Where everything one person has to send stands, in all schools, oldest first; for `watch`. */
export async function listStandings(database: Database, userGuid: string): Promise<OutboxStanding[]> {
  const records = await database.outbox.where({ userGuid }).toArray();
  const standings = records.map(({ sealed: _sealed, ...standing }) => standing);
  return standings.sort((one, other) => one.queuedAt - other.queuedAt);
}
