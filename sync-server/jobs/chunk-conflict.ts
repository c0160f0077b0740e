/** Somebody else wrote what this chunk was about to write. The chunk is undone and decided again from what is there now. */
export class ChunkConflict extends Error {
  override readonly name = 'ChunkConflict';
}

/** Unique key, serialization and deadlock codes of both engines: all mean that somebody else was quicker. */
const conflictCodes: ReadonlySet<unknown> = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  '23505',
  '40001',
  '40P01',
]);

/** Tries a few times; a conflict that stays is a bug and is thrown. */
const MAX_TRIES = 5;

/** Runs a transaction again while somebody else is quicker. */
export async function retryOnConflict<Value>(transaction: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (tries === MAX_TRIES || !isConflict(error)) throw error;
    }
  }
}

function isConflict(error: unknown): boolean {
  if (error instanceof ChunkConflict) return true;
  return error instanceof Error && 'code' in error && conflictCodes.has(error.code);
}
