import { ok, refuse, type Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import type { TakenTable } from '#domain/roster/take-table.ts';
import type { SetNote } from '#domain/roster-sets/roster-set.ts';
import { checkSize } from '#spreadsheets/detect-format.ts';
import { readFiles, type TableReader } from '#spreadsheets/read-files.ts';
import { rosterFromTable } from '#spreadsheets/roster-from-table.ts';
import type { ReadListener } from '#spreadsheets/table.ts';
import type { NamedFile } from '#spreadsheets/unpack-archive.ts';
import { readBytes } from './read-bytes.ts';

export interface TakenFiles extends TakenTable {
  /** What was left out of the files of a set. */
  readonly notes: readonly SetNote[];
}

/** Reads what was chosen and takes it for a roster; `sheet` is the name of the sheet that is meant, once it was asked. */
export async function readChosen(
  files: readonly File[],
  readTable: TableReader,
  onRead: ReadListener,
  sheet: string | null,
): Promise<Result<TakenFiles, FileProblem>> {
  const named = await readAllBytes(files);
  if (!named.ok) return named;
  const read = readFiles(named.value, readTable, onRead, sheet);
  if (!read.ok) return read;
  const taken = rosterFromTable(read.value.table);
  return taken.ok ? ok({ ...taken.value, notes: read.value.notes }) : taken;
}

/** Refused before anything is read when there is too much of it. */
async function readAllBytes(files: readonly File[]): Promise<Result<NamedFile[], FileProblem>> {
  const tooLarge = checkSize(files.reduce((sum, { size }) => sum + size, 0));
  if (tooLarge !== null) return refuse(tooLarge);
  const named: NamedFile[] = [];
  for (const file of files) {
    const bytes = await readBytes(file);
    if (bytes === null) return refuse({ code: 'file.unreadable' });
    named.push({ name: file.name, bytes });
  }
  return ok(named);
}
