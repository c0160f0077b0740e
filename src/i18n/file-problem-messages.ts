import type { FileProblem } from '#domain/roster/file-problem.ts';
import { plural, type Language } from './plural.ts';
import { shown } from './problem-words.ts';

type FileProblemWords = {
  readonly [Code in FileProblem['code']]: (problem: Extract<FileProblem, { readonly code: Code }>) => string;
};

const en: FileProblemWords = {
  'file.wrong_type': ({ fileName }) =>
    `${shown(fileName)} is not a table we can read. Choose a CSV or Excel (XLSX) file.`,
  'file.empty': () => 'This file is empty. Choose the file with your class list.',
  'file.unreadable': () =>
    'This file is damaged or is not a real spreadsheet. Open it in your spreadsheet program, save it as XLSX or CSV and try again.',
  'file.password_protected': () =>
    'This file is locked with a password. Save a copy without the password and choose that one.',
  'file.too_large': ({ megabytes, limitMegabytes }) =>
    `This file has ${megabytes} MB, and ${limitMegabytes} MB is the most we can take. Split it into smaller files.`,
  'file.too_many_rows': ({ rows, limit }) =>
    `This file has ${inEnglish(rows)}, and we can take ${inEnglish(limit)}. Split it into smaller files.`,
  'file.no_header': ({ found }) =>
    `We found no line with the column names, such as Student ID. The file begins with ${shown(found)}: copy the first line of the blank template to the top.`,
  'file.no_rows': () => 'The file has column names but no students. Add a row for each student.',
  'file.several_sheets': ({ sheets }) =>
    `This file has ${inEnglishSheets(sheets.length)} with a list. Choose the one with your students.`,
  'file.set_unknown': ({ names }) =>
    `These files are not one list: ${listed(names)}. Choose one file, or all the files that came out of OneRoster or Clever.`,
  'file.set_incomplete': ({ set, missing }) =>
    `The file ${shown(missing)} of ${set} is not here. Choose it at the same time as the rest.`,
  'file.set_repeated': ({ part }) =>
    `There are two files like ${shown(part)}. Choose the files of one export only.`,
  'file.set_several_schools': ({ schools }) =>
    `These files hold ${schools} schools. Export one school at a time and choose those files.`,
};

const es: FileProblemWords = {
  'file.wrong_type': ({ fileName }) =>
    `No podemos leer ${shown(fileName)} como tabla. Elige un archivo CSV o de Excel (XLSX).`,
  'file.empty': () => 'Este archivo está vacío. Elige el archivo con tu lista de estudiantes.',
  'file.unreadable': () =>
    'Este archivo está dañado o no es una hoja de cálculo. Ábrelo en tu programa, guárdalo como XLSX o CSV y prueba otra vez.',
  'file.password_protected': () =>
    'Este archivo está cerrado con una contraseña. Guarda una copia sin contraseña y elige la copia.',
  'file.too_large': ({ megabytes, limitMegabytes }) =>
    `Este archivo tiene ${megabytes} MB y aceptamos ${limitMegabytes} MB como máximo. Divídelo en archivos más pequeños.`,
  'file.too_many_rows': ({ rows, limit }) =>
    `Este archivo tiene ${inSpanish(rows)} y aceptamos ${inSpanish(limit)}. Divídelo en archivos más pequeños.`,
  'file.no_header': ({ found }) =>
    `No hay una línea con los nombres de las columnas, como ID de estudiante. El archivo empieza con ${shown(found)}: copia arriba la primera línea de la plantilla en blanco.`,
  'file.no_rows': () =>
    'El archivo tiene nombres de columnas, pero ningún estudiante. Agrega una fila por estudiante.',
  'file.several_sheets': ({ sheets }) =>
    `Este archivo tiene ${inSpanishSheets(sheets.length)} con una lista. Elige la de tus estudiantes.`,
  'file.set_unknown': ({ names }) =>
    `Estos archivos no forman una lista: ${listed(names)}. Elige un archivo, o todos los que salieron de OneRoster o Clever.`,
  'file.set_incomplete': ({ set, missing }) =>
    `Falta el archivo ${shown(missing)} de ${set}. Elígelo junto con los demás.`,
  'file.set_repeated': ({ part }) =>
    `Hay dos archivos como ${shown(part)}. Elige solo los archivos de una exportación.`,
  'file.set_several_schools': ({ schools }) =>
    `Estos archivos tienen ${schools} escuelas. Exporta una escuela a la vez y elige esos archivos.`,
};

/** More names than these do not help. */
const NAMES_SHOWN = 4;

function listed(names: readonly string[]): string {
  const first = names.slice(0, NAMES_SHOWN).map((name) => shown(name));
  return names.length > NAMES_SHOWN ? `${first.join(', ')}…` : first.join(', ');
}

const inEnglish = plural('en', { one: '# row', other: '# rows' });
const inSpanish = plural('es', { one: '# fila', other: '# filas' });
const inEnglishSheets = plural('en', { one: '# sheet', other: '# sheets' });
const inSpanishSheets = plural('es', { one: '# hoja', other: '# hojas' });

const fileProblemWords: Readonly<Record<Language, FileProblemWords>> = { en, es };

/** Why a file cannot be taken, and what to do. */
export function fileProblemSentence(problem: FileProblem, language: Language): string {
  // As in problemSentence: the record pairs code and function, an index does not.
  const say = fileProblemWords[language][problem.code] as (one: FileProblem) => string;
  return say(problem);
}
