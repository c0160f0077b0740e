import { DAY_MS, type Milliseconds } from '../time.ts';
import { englishWords1 } from './wordlists/en-1.ts';

/** An unused temporary password dies after 90 days, counted from the moment it was issued. */
export const TEMPORARY_PASSWORD_LIFETIME_MS: Milliseconds = 90 * DAY_MS;

/** The word list new temporary passwords are made from. An old version stays until its last password has expired. */
export const currentWordlistVersion = 1;

const wordlists: Readonly<Record<number, readonly string[]>> = { 1: englishWords1 };

/** 2,048 words a list, so that eleven bits choose one and no word is likelier than another. */
const WORD_BITS = 11;
const WORD_COUNT = 3;
const NUMBERS = 100n;
/** An HMAC-SHA-256. */
const NEEDED_BYTES = 32;

/** What one issue of a temporary password is derived from. */
export interface TemporaryPasswordIssue {
  readonly keyId: string;
  readonly wordlistVersion: number;
  readonly userGuid: string;
  /** Random for each issue, so that neither a restored backup nor a second reset brings an old password back. */
  readonly nonce: string;
}

/**
 * The text the server key signs: `temp-pw/v1|key id|word list version|GUID|nonce`.
 * The separator may stand in no part, or two issues could share a text; such a part is a bug and throws.
 */
export function temporaryPasswordMessage(issue: TemporaryPasswordIssue): string {
  const parts = ['temp-pw/v1', issue.keyId, String(issue.wordlistVersion), issue.userGuid, issue.nonce];
  if (parts.some((part) => part === '' || part.includes('|'))) {
    throw new Error('A temporary password needs a key id, a GUID and a nonce without "|".');
  }
  return parts.join('|');
}

/**
 * Renders a signature as `word-word-word-NN`: 33 bits of words and 6.6 of digits, 39.6 bits in all.
 * Words have no bias; the digits are 223 bits modulo 100, which favours none by more than 2^-216.
 */
export function renderTemporaryPassword(signature: Uint8Array, wordlistVersion: number): string {
  const words = wordlists[wordlistVersion];
  if (!words) throw new Error(`There is no word list ${wordlistVersion}.`);
  if (signature.length < NEEDED_BYTES) throw new Error('A temporary password needs a signature of 32 bytes.');
  let rest = bigEndian(signature);
  const parts: string[] = [];
  for (let count = 0; count < WORD_COUNT; count += 1) {
    parts.push(words[Number(BigInt.asUintN(WORD_BITS, rest))] ?? '');
    rest >>= BigInt(WORD_BITS);
  }
  return [...parts, String(rest % NUMBERS).padStart(2, '0')].join('-');
}

/**
 * What a person typed, ready to compare with a rendered password treated the same way: case, hyphens and spaces
 * do not count. Tablets like to turn hyphens into dashes, so every kind of dash is ignored.
 */
export function normalizeTypedTemporaryPassword(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}\p{Cf}\u2212]/gu, '');
}

const shape = /^([a-z]+)-([a-z]+)-([a-z]+)-\d\d$/;

/** Whether a text could have been rendered here, for any student and at any time. */
export function looksTemporary(text: string): boolean {
  const words = shape.exec(text)?.slice(1);
  if (!words) return false;
  return Object.values(wordlists).some((list) => words.every((word) => list.includes(word)));
}

/** Whether an issue is too old to be used. At exactly `lifetime` after `issuedAt` it has expired. */
export function isExpired(
  issuedAt: Milliseconds,
  now: Milliseconds,
  lifetime: Milliseconds = TEMPORARY_PASSWORD_LIFETIME_MS,
): boolean {
  return now - issuedAt >= lifetime;
}

function bigEndian(bytes: Uint8Array): bigint {
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}
