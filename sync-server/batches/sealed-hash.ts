import type { ServerKeys } from '../accounts/server-keys.ts';
import { openSealedPassword, sealPassword } from '../accounts/typed-passwords.ts';

/*
 * Digests of an upload cover its typed passwords. The rows beside them are stored, so a plain SHA-256 would let anybody
 * with a copy of the database try passwords against it, far faster than against argon2id. Hence the seal.
 */

/** Locks a digest away. `owner` names what it is the digest of. */
export function sealHash(hash: string, owner: string, keys: ServerKeys): string {
  return sealPassword(hash, `hash of ${owner}`, keys);
}

/** The digest, or null when the key that sealed it was destroyed: then nothing can be compared with it any more. */
export function openHash(sealed: string, owner: string, keys: ServerKeys): string | null {
  const keyId = sealed.slice(0, sealed.indexOf('.'));
  return keys.find(keyId) === undefined ? null : openSealedPassword(sealed, `hash of ${owner}`, keys);
}
