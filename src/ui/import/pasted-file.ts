import { cellsFrom, toClipboard, type CopiedContents } from '#worker/clipboard.ts';

/**
 * What was copied, as a file that is read like any other: its header is found, its columns get their meaning. A table is
 * written as text with tabs; a text stays as it is, whatever stands between its cells. Null when nothing was copied.
 */
export function pastedFile(copied: CopiedContents, fileName: string): File | null {
  const text = copied.table === null ? copied.text : toClipboard(cellsFrom(copied)).text;
  return text.trim() === '' ? null : new File([text], fileName, { type: 'text/plain' });
}
