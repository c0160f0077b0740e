import { createHash } from 'node:crypto';

/** Lower-case hex SHA-256 of a chunk's JSON. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The digest a `Content-Digest` header claims (RFC 9530 section 2: `sha-256=:base64:`); null when it names none. */
export function readContentDigest(header: string | undefined): string | null {
  const base64 = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header ?? '')?.[1];
  return base64 === undefined ? null : Buffer.from(base64, 'base64').toString('hex');
}

/** What a receipt repeats: SHA-256 over the digests of all chunks in order, joined by line feeds. */
export function payloadHashOf(digests: readonly string[]): string {
  return createHash('sha256').update(digests.join('\n')).digest('hex');
}
