import { expose } from 'comlink';
import { readFile } from '#spreadsheets/read-file.ts';
import { textColumnsOf } from '#spreadsheets/text-columns.ts';
import { writeXlsx } from '#spreadsheets/write-xlsx.ts';
import { createRosterSession } from './roster-session.ts';
import { createFileWriter } from './write-file.ts';

/**
 * As the roster worker, for workbooks. SheetJS is imported statically and by this worker only: parts that a worker
 * loads later are not kept for work without a network.
 */
expose({
  ...createRosterSession(readFile),
  ...createFileWriter((table) =>
    writeXlsx(table, { sheetName: 'Roster', textColumns: textColumnsOf(table.header) }),
  ),
});
