import { ok, refuse, type Result } from '../result.ts';
import type { FileProblem } from './file-problem.ts';
import { foldHeader, generalNames, headerAliases, namesOtherPerson, namesStudent } from './header-names.ts';
import {
  classColumns,
  columnKeys,
  headerNames,
  requiredForNewStudent,
  studentColumns,
  type ColumnKey,
  type Mapping,
} from './template.ts';

interface Meaning {
  readonly key: ColumnKey;
  /** From `generalNames`: gives way to a clearer name. */
  readonly isGeneral: boolean;
}

const meanings: ReadonlyMap<string, Meaning> = new Map(
  columnKeys.flatMap((key): (readonly [string, Meaning])[] => {
    const clear = [headerNames.en[key], headerNames.es[key], ...headerAliases[key]];
    return [
      ...clear.map((name) => [foldHeader(name), { key, isGeneral: false }] as const),
      ...(generalNames[key] ?? []).map((name) => [foldHeader(name), { key, isGeneral: true }] as const),
    ];
  }),
);

const generalDates: ReadonlySet<ColumnKey> = new Set(['classStartDate', 'classEndDate']);

/**
 * What each column means by its name; null for one Rollbook does not use (such as `Error`). A general name gives way to a
 * clear one, and a bare `Start Date` tells of a class only beside other columns that do.
 */
export function readHeader(header: readonly string[]): (ColumnKey | null)[] {
  const found = header.map((text) => meanings.get(foldHeader(text)) ?? null);
  const clear = new Set(found.flatMap((one) => (one === null || one.isGeneral ? [] : [one.key])));
  const hasClass = classColumns.some((key) => clear.has(key));
  return found.map((one) => {
    if (one === null || !one.isGeneral) return one?.key ?? null;
    return clear.has(one.key) || (generalDates.has(one.key) && !hasClass) ? null : one.key;
  });
}

/**
 * As `readHeader`, for a file that is to become a roster. Refused, and never guessed: no column that tells of a student,
 * two columns for one thing, a column that may be somebody else's, or a column missing that new students need
 * (a file with a User GUID column needs none, as its rows may update only).
 */
export function mapHeader(header: readonly string[]): Result<(ColumnKey | null)[], FileProblem> {
  const mapping = readHeader(header);
  if (!studentColumns.some((key) => mapping.includes(key))) {
    return refuse({ code: 'file.no_header', found: showStart(header) });
  }
  const repeated = mapping.findIndex((key, index) => key !== null && mapping.indexOf(key) < index);
  if (repeated >= 0) return refuse({ code: 'file.header_repeated', header: header[repeated] ?? '' });
  const unclear = header.findIndex((_, index) => isUnclear(header, mapping, index));
  if (unclear >= 0) return refuse({ code: 'file.column_unclear', header: header[unclear] ?? '' });
  const missing = requiredForNewStudent.filter((key) => !mapping.includes(key));
  if (missing.length > 0 && !mapping.includes('userGuid')) {
    return refuse({ code: 'file.columns_missing', missing });
  }
  return ok(mapping);
}

const accountKeys: ReadonlySet<ColumnKey | null> = new Set(['email', 'username', 'password']);

/** In a file with names of several people, where the students' are called so, a bare `Username` can be anybody's. */
function isUnclear(
  header: readonly string[],
  mapping: readonly (ColumnKey | null)[],
  index: number,
): boolean {
  if (!accountKeys.has(mapping[index] ?? null) || namesStudent(header[index] ?? '')) return false;
  const studentName = header[mapping.indexOf('lastName')] ?? '';
  return namesStudent(studentName) && header.some(namesOtherPerson);
}

/** The first cells with text, as the person sees them; cut, because a file without a header has anything there. */
function showStart(header: readonly string[]): string {
  const cells = header.map((text) => text.trim()).filter((text) => text !== '');
  return cells.slice(0, 4).join(', ').slice(0, 80);
}

const secretWords: ReadonlySet<string> = new Set([
  'password',
  'passwords',
  'passwd',
  'pwd',
  'passcode',
  'passphrase',
  'pin',
  'secret',
  'contrasena',
  'contrasenas',
  'contrasenia',
  'clave',
  'claves',
  'nip',
  'ssn',
  'ssns',
  'nss',
]);
const secretPhrases = ['pass word', 'social security', 'seguro social', 'seguridad social'];

/**
 * Positions of columns that Rollbook does not use and whose header names a secret, or a number it must not hold
 * (a US Social Security Number). Senders empty these cells before anything is kept or sent.
 */
export function secretColumns(header: readonly string[], mapping: Mapping): number[] {
  return header.flatMap((text, index) => {
    const isUsed = mapping[index] !== null && mapping[index] !== undefined;
    return !isUsed && namesSecret(text) ? [index] : [];
  });
}

function namesSecret(header: string): boolean {
  const words = header
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  const phrase = ` ${words.join(' ')} `;
  return (
    words.some((word) => secretWords.has(word)) || secretPhrases.some((one) => phrase.includes(` ${one} `))
  );
}
