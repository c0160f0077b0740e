import { missingColumns } from './find-column.ts';
import { foldHeader, generalNames, headerAliases, namesOtherPerson, namesStudent } from './header-names.ts';
import { readNameOfWholeNames } from './header-whole-names.ts';
import {
  classColumns,
  columnKeys,
  headerNames,
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

/** Whether a row names, beyond doubt, all that a roster needs: every needed column, and nothing twice. */
export function namesRoster(cells: readonly string[]): boolean {
  const keys = readHeader(cells);
  const isTwice = keys.some((key, index) => key !== null && keys.indexOf(key) < index);
  return !isTwice && studentColumns.some((key) => keys.includes(key)) && missingColumns(keys).length === 0;
}

const accountKeys: ReadonlySet<ColumnKey | null> = new Set(['email', 'username', 'password']);

/** In a file with names of several people, where the students' are called so, a bare `Username` can be anybody's. */
export function isUnclear(
  header: readonly string[],
  mapping: readonly (ColumnKey | null)[],
  index: number,
): boolean {
  if (!accountKeys.has(mapping[index] ?? null) || namesStudent(header[index] ?? '')) return false;
  const studentName = header[mapping.indexOf('lastName')] ?? header.find(readNameOfWholeNames) ?? '';
  return namesStudent(studentName) && header.some(namesOtherPerson);
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

/** Whether a column is called as one that holds a secret. */
export function namesSecret(header: string): boolean {
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
