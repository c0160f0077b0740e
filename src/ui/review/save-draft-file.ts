import type { FileFormat } from '#domain/batches/result-files.ts';
import { fileLimits } from '#domain/roster/file-problem.ts';
import { writeTable } from '#worker/roster-worker.ts';
import { saveFile } from '../kit/save-file.ts';
import type { OpenDraft } from './open-draft.svelte.ts';

const mediaTypes: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Saves the rows as they are now, corrections and all; made on the device, so it works without a network. */
export async function saveDraftFile(open: OpenDraft): Promise<void> {
  const { fileName, header } = open.draft;
  const format: FileFormat = /\.(xlsx?|ods)$/i.test(fileName) ? 'xlsx' : 'csv';
  const { rows } = await open.view({ filter: 'all', from: 0, count: fileLimits.rows });
  const bytes = await writeTable({ header, rows: rows.map(({ cells }) => ({ cells })) }, format);
  const name = `${fileName.replace(/\.[^.]*$/, '')}.${format}`;
  saveFile(name, new Blob([bytes], { type: mediaTypes[format] }));
}
