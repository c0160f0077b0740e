import { createHash } from 'node:crypto';
import type { Parts } from '../parts.ts';

const TOKEN_BYTES = 32;

/** 256 random bits for the cookie. Only `hashToken` of it is ever stored: a copy of the database opens no session. */
export function newToken({ randomBytes }: Pick<Parts, 'randomBytes'>): string {
  return Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url');
}

/** The name under which a token is stored. A fast hash is enough: nobody guesses 256 bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
