import type { FileFormat } from '#domain/batches/result-files.ts';
import { columnKeys, headerNames, type HeaderLanguage } from '#domain/roster/template.ts';
import { writeTable } from '#worker/roster-worker.ts';
import { saveFile } from '../kit/save-file.ts';

const fileNames: Readonly<Record<HeaderLanguage, string>> = {
  en: 'class-list-template',
  es: 'plantilla-lista-de-clase',
};

const mediaTypes: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Saves an empty file with every column of the template; made on the device, so it works without a network. */
export async function downloadTemplate(format: FileFormat, language: HeaderLanguage): Promise<void> {
  const header = columnKeys.map((key) => headerNames[language][key]);
  const bytes = await writeTable({ header, rows: [] }, format);
  saveFile(`${fileNames[language]}.${format}`, new Blob([bytes], { type: mediaTypes[format] }));
}
