import { ok, refuse, type Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import { joinRosterSet } from '#domain/roster-sets/join-roster-set.ts';
import type { SetFile, SetNote } from '#domain/roster-sets/roster-set.ts';
import { checkSize, detectFormat } from './detect-format.ts';
import { readCsv } from './read-csv.ts';
import type { ReadListener, Table } from './table.ts';
import { unpackArchive, type NamedFile } from './unpack-archive.ts';

/** Reads one file; `sheet` is the name of its sheet where that was asked. */
export type TableReader = (
  bytes: Uint8Array,
  fileName: string,
  onRead: ReadListener,
  sheet: string | null,
) => Result<Table, FileProblem>;

/** The one table of everything that was chosen together, and what was left out of it. */
export interface FilesTable {
  readonly table: Table;
  readonly notes: readonly SetNote[];
}

/**
 * Reads what a person chose: a table in one file, or the files of one export that are one roster together, as they are or in an archive.
 * Files that do not belong together are refused, never read one after the other.
 */
export function readFiles(
  chosen: readonly NamedFile[],
  readTable: TableReader,
  onRead: ReadListener = () => {},
  sheet: string | null = null,
): Result<FilesTable, FileProblem> {
  const tooLarge = checkSize(chosen.reduce((sum, { bytes }) => sum + bytes.length, 0));
  if (tooLarge !== null) return refuse(tooLarge);
  const unpacked = unpackAll(chosen);
  if (!unpacked.ok) return unpacked;
  const [only] = unpacked.value;
  if (only !== undefined && unpacked.value.length === 1) return readOne(only, readTable, onRead, sheet);
  return readSet(unpacked.value, onRead);
}

function unpackAll(chosen: readonly NamedFile[]): Result<NamedFile[], FileProblem> {
  const files: NamedFile[] = [];
  for (const file of chosen) {
    const inside = unpackArchive(file);
    if (inside !== null && !inside.ok) return inside;
    files.push(...(inside?.value ?? [file]));
  }
  return ok(files);
}

function readOne(
  { name, bytes }: NamedFile,
  readTable: TableReader,
  onRead: ReadListener,
  sheet: string | null,
): Result<FilesTable, FileProblem> {
  const table = readTable(bytes, name, onRead, sheet);
  if (!table.ok) return table;
  const joined = joinRosterSet([{ name, ...table.value }]);
  return joined === null ? ok({ table: table.value, notes: [] }) : toTable(joined);
}

function readSet(files: readonly NamedFile[], onRead: ReadListener): Result<FilesTable, FileProblem> {
  const unknown = { code: 'file.set_unknown', names: files.map(({ name }) => name) } as const;
  const parts: SetFile[] = [];
  for (const [index, { name, bytes }] of files.entries()) {
    const format = bytes.length === 0 ? null : detectFormat(bytes, name);
    if (format === null) continue;
    if (!format.ok || format.value !== 'text') return refuse(unknown);
    const onPart: ReadListener = (rows, fraction) => onRead(rows, (index + fraction) / files.length);
    const table = readCsv(bytes, onPart, 'first-row');
    if (!table.ok) return table;
    parts.push({ name, ...table.value });
  }
  const joined = joinRosterSet(parts);
  return joined === null ? refuse(unknown) : toTable(joined);
}

function toTable(joined: NonNullable<ReturnType<typeof joinRosterSet>>): Result<FilesTable, FileProblem> {
  if (!joined.ok) return joined;
  const { header, rows, notes } = joined.value;
  return ok({ table: { header, rows }, notes });
}
