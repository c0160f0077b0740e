import type { ResultSheet, UploadedColumns } from './result-files.ts';

/** The Uploaded File: header and cells as sent, the password column emptied. */
export function uploadedSheet({ header, mapping }: UploadedColumns): ResultSheet<readonly string[]> {
  return {
    header,
    cells: (sent) => header.map((_, index) => (mapping[index] === 'password' ? '' : (sent[index] ?? ''))),
  };
}
