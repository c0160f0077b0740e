import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../database/dialect.ts';
import type { Database } from '../database/schema.ts';

export interface Reserving {
  /**
   * On PostgreSQL not the transaction of the rows: a popular base would stay locked until that commits, and
   * imports on several servers would wait for each other. A crash then leaves a gap in the numbers, which harms nobody.
   */
  readonly db: Kysely<Database>;
  readonly dialect: Dialect;
  /** Names that rows of this batch type by hand; a generated name must not be quicker than its owner. */
  readonly isTyped: (username: string) => boolean;
}

/**
 * A free username for each base, in order: `ana.lopez`, then `ana.lopez2`, … Reserved for good, so two imports
 * at once never get the same one. One pass is two queries for any number of bases; names that somebody
 * typed by hand earlier are found taken, and their bases go through another pass.
 */
export async function reserveUsernames(bases: readonly string[], reserving: Reserving): Promise<string[]> {
  const names: string[] = new Array<string>(bases.length).fill('');
  let open = bases.map((_, index) => index);
  while (open.length > 0) {
    const candidates = await takeNumbers(
      open.map((index) => bases[index] ?? ''),
      reserving,
    );
    const taken = await findTaken(candidates, reserving);
    open.forEach((index, position) => {
      names[index] = candidates[position] ?? '';
    });
    open = open.filter((index) => taken.has(names[index] ?? ''));
  }
  return names;
}

/** Moves the sequences on. Sorted by base: every server locks them in the same order, so none wait in a circle. */
async function takeNumbers(bases: readonly string[], { db, dialect }: Reserving): Promise<string[]> {
  const counts = new Map<string, number>();
  for (const base of bases) counts.set(base, (counts.get(base) ?? 0) + 1);
  const wanted = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = wanted.map(([base, count]) => ({ base, last_number: count }));
  const source = dialect.rowsFrom(rows, { base: 'text', last_number: 'integer' }, 'wanted');
  const reserved = await sql<{ base: string; last_number: number }>`
    insert into username_sequences (base, last_number) select base, last_number from ${source} where true
    on conflict (base) do update set last_number = username_sequences.last_number + excluded.last_number
    returning base, last_number`.execute(db);
  const next = new Map(
    reserved.rows.map(({ base, last_number }) => [base, last_number - (counts.get(base) ?? 0) + 1]),
  );
  return bases.map((base) => {
    const number = next.get(base) ?? 1;
    next.set(base, number + 1);
    return number === 1 ? base : `${base}${number}`;
  });
}

async function findTaken(
  names: readonly string[],
  { db, dialect, isTyped }: Reserving,
): Promise<Set<string>> {
  const found = await db
    .selectFrom('users')
    .select('username')
    .where(dialect.isOneOf('username', names))
    .execute();
  return new Set([...found.map((user) => user.username), ...names.filter(isTyped)]);
}
