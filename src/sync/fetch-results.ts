import type { ResultFileRequest } from '#domain/batches/result-files.ts';
import { protocolHeader, protocolVersion } from '#protocol/media-type.ts';

const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** One of an upload's three files, or null when no such file came back. Aborting is like no answer. */
export async function fetchResultFile(
  batchId: string,
  { kind, format, language }: ResultFileRequest,
  signal?: AbortSignal,
): Promise<Blob | null> {
  const query = new URLSearchParams({ format, language });
  const headers = { [protocolHeader]: String(protocolVersion) };
  try {
    const response = await fetch(`/api/batches/${batchId}/files/${kind}?${query}`, {
      headers,
      signal: signal ?? null,
    });
    // A captive portal answers with a page of its own: only the type we asked for is our file.
    const isOurs = response.headers.get('Content-Type')?.startsWith(mediaTypes[format]) ?? false;
    return response.ok && isOurs ? await response.blob() : null;
  } catch (trouble) {
    // fetch says TypeError for every network failure.
    if (trouble instanceof TypeError || signal?.aborted) return null;
    throw trouble;
  }
}
