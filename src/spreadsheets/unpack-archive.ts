import { ok, refuse, type Result } from '#domain/result.ts';
import { fileLimits, type FileProblem } from '#domain/roster/file-problem.ts';
import { holdsWorkbook, refuseContents } from './detect-format.ts';
import { isZip } from './file-signatures.ts';
import { unpackPart } from './unpack-zip.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** A file as the person knows it. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Texts shrink to a quarter and less in an archive; what is larger is more than a device wants to hold. */
const MAX_UNPACKED_BYTES = 4 * fileLimits.bytes;

const tableEndings = /\.(?:csv|tsv|tab|xlsx|xls|xlsm|xlsb|ods|numbers)$/i;
const textEnding = /\.txt$/i;

/**
 * The tables in an archive that is no workbook itself, as school systems send exports; null for every other file. What programs of the
 * Mac and others hide in archives is left out, and a `.txt` counts only where nothing else does, as it is mostly a note.
 */
export function unpackArchive({ name, bytes }: NamedFile): Result<NamedFile[], FileProblem> | null {
  if (!isZip(bytes)) return null;
  const entries = readZipDirectory(bytes);
  if (entries === null || holdsWorkbook(entries)) return null;
  const visible = entries.filter((entry) => !isHidden(entry.name));
  const tables = visible.filter((entry) => tableEndings.test(entry.name));
  const chosen = tables.length > 0 ? tables : visible.filter((entry) => textEnding.test(entry.name));
  if (chosen.length === 0) return refuse({ code: 'file.wrong_type', fileName: name });
  const refused = refuseContents(chosen, MAX_UNPACKED_BYTES);
  if (refused !== null) return refuse(refused);
  const files: NamedFile[] = [];
  for (const entry of chosen) {
    const content = new Uint8Array(entry.size);
    if (!unpackPart(bytes, entry, content)) return refuse({ code: 'file.unreadable' });
    files.push({ name: baseName(entry), bytes: content });
  }
  return ok(files);
}

function isHidden(path: string): boolean {
  return path.endsWith('/') || path.startsWith('__MACOSX/') || /(?:^|\/)\.[^/]*$/.test(path);
}

function baseName({ name }: ZipEntry): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
