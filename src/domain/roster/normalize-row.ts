import { classIdFromName } from './class-by-name.ts';
import type { RosterRow } from './row.ts';
import type { SourceRow } from './roster.ts';
import { splitName } from './split-name.ts';
import { columnKeys, type ColumnKey, type Mapping } from './template.ts';

// Zero-width and bidi controls, soft hyphens, control characters, lone surrogates. Joiners stay where Arabic and Indic
// scripts spell with them (U+0600 to U+0DFF): without them those names read differently.
const unseen =
  // eslint-disable-next-line no-control-regex -- control characters are what it removes
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\p{Cs}]|(?<![\u0600-\u0dff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u0dff])/gu;
const lineBreaks = /[ \t]*[\t\n\v\f\r\u0085\u2028\u2029]+[ \t]*/g;
const otherSpaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/**
 * The text of a cell as the rules see it: trimmed, in Unicode form NFC, every kind of space a plain one, line breaks
 * as spaces, and nothing that cannot be seen. Doing it twice changes nothing.
 */
export function normalizeCell(text: string): string {
  if (isClean(text)) return text;
  return text
    .replace(lineBreaks, ' ')
    .replace(unseen, '')
    .replace(lineBreaks, ' ')
    .replace(otherSpaces, ' ')
    .normalize('NFC')
    .trim();
}

/** Nothing below U+0300 combines (Unicode NFC quick check), so such a text is NFC; nearly every cell ends here. */
function isClean(text: string): boolean {
  const last = text.length - 1;
  if (last < 0) return true;
  if (text.charCodeAt(0) === 0x20 || text.charCodeAt(last) === 0x20) return false;
  for (let index = 0; index <= last; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || (unit > 0x7e && (unit < 0xa1 || unit === 0xad || unit > 0x2ff))) return false;
  }
  return true;
}

/**
 * Prepares the reading of rows that share a mapping. Every key is present in what it reads; a blank cell is ''. A column of whole
 * names fills First and Last Name, and in a file without Class IDs the class's name stands in for it (docs/decisions/0007).
 */
export function createRowReader(mapping: Mapping): (source: SourceRow) => RosterRow {
  const readCells = createCellReader(mapping);
  const namesAt = mapping.indexOf('lastFirst');
  const isClassByName = namesClassesByName(mapping);
  if (namesAt < 0 && !isClassByName) return readCells;
  return (source) => {
    const row = readCells(source);
    const { cells } = row;
    if (isClassByName && cells.classGuid === '') cells.classId = classIdFromName(cells.className);
    if (namesAt >= 0) return withNames(row, cleanCell(source.cells, namesAt));
    return row;
  };
}

/** Whether the classes of a file are told apart by their names, for want of a Class ID column. */
export function namesClassesByName(mapping: Mapping): boolean {
  return mapping.includes('className') && !mapping.includes('classId');
}

interface ReadRow extends RosterRow {
  readonly cells: Record<ColumnKey, string>;
}

function createCellReader(mapping: Mapping): (source: SourceRow) => ReadRow {
  const at = Object.fromEntries(columnKeys.map((key) => [key, mapping.indexOf(key)])) as Record<
    ColumnKey,
    number
  >;
  // One literal with every key, so that all rows have the same shape and stay fast to read.
  return ({ rowNumber, cells }) => ({
    rowNumber,
    cells: {
      userGuid: cleanCell(cells, at.userGuid),
      studentId: cleanCell(cells, at.studentId),
      firstName: cleanCell(cells, at.firstName),
      lastName: cleanCell(cells, at.lastName),
      gradeLevel: cleanCell(cells, at.gradeLevel),
      email: cleanCell(cells, at.email),
      username: cleanCell(cells, at.username),
      password: cleanCell(cells, at.password),
      classGuid: cleanCell(cells, at.classGuid),
      classId: cleanCell(cells, at.classId),
      className: cleanCell(cells, at.className),
      classGradeLevel: cleanCell(cells, at.classGradeLevel),
      classStartDate: cleanCell(cells, at.classStartDate),
      classEndDate: cleanCell(cells, at.classEndDate),
      masterCode: cleanCell(cells, at.masterCode),
    },
  });
}

/** A name cell of its own counts before the column of whole names. */
function withNames(row: ReadRow, wholeName: string): RosterRow {
  const { cells } = row;
  if (wholeName === '' || (cells.firstName !== '' && cells.lastName !== '')) return row;
  const parts = splitName(wholeName);
  if (parts === null) return { ...row, unsplitName: wholeName };
  if (cells.firstName === '') cells.firstName = parts.firstName;
  if (cells.lastName === '') cells.lastName = parts.lastName;
  return row;
}

function cleanCell(cells: readonly string[], index: number): string {
  const text = index < 0 ? undefined : cells[index];
  return text === undefined ? '' : normalizeCell(text);
}

/** One row as the rules see it. For many rows of one roster, `createRowReader` is faster. */
export function toRosterRow(source: SourceRow, mapping: Mapping): RosterRow {
  return createRowReader(mapping)(source);
}
