import type { ResultFileRequest } from '#domain/batches/result-files.ts';
import { protocolHeader, protocolVersion } from '#protocol/media-type.ts';

const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export interface DownloadedFile {
  readonly name: string;
  readonly contents: Blob;
}

/** One of an upload's three files, or null when no such file came back. `fallbackName` has no ending. */
export async function fetchResultFile(
  batchId: string,
  { kind, format, language }: ResultFileRequest,
  fallbackName: string,
): Promise<DownloadedFile | null> {
  const query = new URLSearchParams({ format, language });
  const headers = { [protocolHeader]: String(protocolVersion) };
  try {
    const response = await fetch(`/api/batches/${batchId}/files/${kind}?${query}`, { headers });
    // A captive portal answers with a page of its own: only the type we asked for is our file.
    const isOurs = response.headers.get('Content-Type')?.startsWith(mediaTypes[format]) ?? false;
    if (!response.ok || !isOurs) return null;
    return { name: fileName(response) ?? `${fallbackName}.${format}`, contents: await response.blob() };
  } catch (trouble) {
    // fetch says TypeError for every network failure.
    if (trouble instanceof TypeError) return null;
    throw trouble;
  }
}

/** The name the server gives in `Content-Disposition` (RFC 6266: `filename*` wins). */
function fileName(response: Response): string | null {
  const disposition = response.headers.get('Content-Disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition)?.[1] ?? null;
}
