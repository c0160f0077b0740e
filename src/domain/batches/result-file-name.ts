import type { HeaderLanguage } from '../roster/template.ts';
import type { ResultFileKind, ResultFileRequest } from './result-files.ts';

const kindNames: Readonly<Record<HeaderLanguage, Readonly<Record<ResultFileKind, string>>>> = {
  en: { uploaded: 'uploaded', completed: 'completed', error: 'errors' },
  es: { uploaded: 'subido', completed: 'completado', error: 'errores' },
};

const namelessFile: Readonly<Record<HeaderLanguage, string>> = { en: 'roster', es: 'lista' };

/** Names that Windows keeps for devices, whatever follows the first dot. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** Said in the name of a Completed File: the columns of the file itself are agreed. */
const undoneWord: Readonly<Record<HeaderLanguage, string>> = { en: 'undone', es: 'deshecho' };

/** File systems allow 255 bytes; the rest is for our ending and for "(1)" of a browser that saves twice. */
const LONGEST_NAME_BYTES = 200;

/**
 * What a result file is called: `roster.csv` gives `roster - completed.csv`, or `.xlsx` as requested.
 * Safe on Windows, macOS and Linux; never hidden, never a path. The Completed File of an upload that was undone says so.
 */
export function resultFileName(
  uploadedFileName: string,
  request: ResultFileRequest,
  isUndone = false,
): string {
  const { kind, format, language } = request;
  const name = safeName(uploadedFileName) || namelessFile[language];
  const note = isUndone && kind === 'completed' ? ` (${undoneWord[language]})` : '';
  return `${name} - ${kindNames[language][kind]}${note}.${format}`;
}

function safeName(fileName: string): string {
  const name = fileName
    .normalize('NFC')
    .replace(/^.*[\\/]/s, '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/\s/g, ' ')
    .replace(/[<>:"|?*]/g, '-')
    // Control, direction-changing and unpaired characters: invisible, or not writable in UTF-8.
    .replace(/\p{C}/gu, '')
    .replace(/^[ .]+/, '')
    .replace(deviceName, '$1_');
  return cutToBytes(name, LONGEST_NAME_BYTES).replace(/[ .]+$/, '');
}

function cutToBytes(text: string, limit: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += utf8Length(character.codePointAt(0) ?? 0);
    if (bytes > limit) return kept;
    kept += character;
  }
  return kept;
}

/** Bytes of one code point in UTF-8 (RFC 3629 section 3). */
function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
