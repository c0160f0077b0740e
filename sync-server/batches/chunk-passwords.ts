import type { ServerKeys } from '../accounts/server-keys.ts';
import { openSealedPassword, sealPassword } from '../accounts/typed-passwords.ts';

/** Which chunk a sealed text belongs to; it opens for no other. */
interface ChunkName {
  readonly batch_id: string;
  readonly chunk_index: number;
}

/** Locks the typed passwords of a chunk away, by row number; null when it has none. */
export function sealChunkPasswords(
  passwords: ReadonlyMap<number, string>,
  chunk: ChunkName,
  keys: ServerKeys,
): string | null {
  return passwords.size === 0 ? null : sealPassword(JSON.stringify([...passwords]), ownerOf(chunk), keys);
}

/** The typed passwords of a chunk, by row number. */
export function openChunkPasswords(sealed: string, chunk: ChunkName, keys: ServerKeys): Map<number, string> {
  return new Map(JSON.parse(openSealedPassword(sealed, ownerOf(chunk), keys)) as [number, string][]);
}

function ownerOf({ batch_id, chunk_index }: ChunkName): string {
  return `${batch_id}/${chunk_index}`;
}
