import { expose } from 'comlink';
import { detectFormat } from '#spreadsheets/detect-format.ts';
import { readCsv } from '#spreadsheets/read-csv.ts';
import { writeCsv } from '#spreadsheets/write-csv.ts';
import { createRosterSession } from './roster-session.ts';
import { createFileWriter } from './write-file.ts';

/** Holds and checks a roster, and knows text files. Small, so that it starts at once. */
const session = createRosterSession((bytes, fileName, onRead) => {
  const format = detectFormat(bytes, fileName);
  return format.ok ? readCsv(bytes, onRead) : format;
});

expose({ ...session, ...createFileWriter((table) => new TextEncoder().encode(writeCsv(table))) });
