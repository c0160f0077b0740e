import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ok, refuse, type Result } from '#domain/result.ts';

const unzip = promisify(gunzip);

/**
 * A chunk has at most 256k characters, or one single row of any length. Eight megabytes hold either;
 * a few kilobytes that unpack to more are an attack on the server's memory.
 */
const LARGEST_CHUNK_BYTES = 8 * 1024 * 1024;

/** The JSON of a chunk as its sender made it, whatever it was wrapped in on the way. */
export async function unzipChunk(
  body: Uint8Array,
  contentEncoding: string | undefined,
): Promise<Result<Uint8Array, 'request.too_large' | 'batch.chunk_damaged'>> {
  if (contentEncoding === undefined || contentEncoding === 'identity') return ok(body);
  if (contentEncoding !== 'gzip') return refuse('batch.chunk_damaged');
  try {
    return ok(await unzip(body, { maxOutputLength: LARGEST_CHUNK_BYTES }));
  } catch (trouble) {
    const code = trouble instanceof Error && 'code' in trouble ? trouble.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') return refuse('request.too_large');
    // zlib names everything that is wrong with its input Z_…
    if (typeof code === 'string' && code.startsWith('Z_')) return refuse('batch.chunk_damaged');
    throw trouble;
  }
}
