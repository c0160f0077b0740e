/** The one platform object used here; browsers and Node both have it, and this place knows neither's types. */
declare class TextDecoder {
  constructor(encoding: string, options?: { readonly fatal?: boolean });
  decode(bytes: Uint8Array): string;
}

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/**
 * Text from the bytes of a file, without its byte order mark.
 *
 * A mark decides. Without one: UTF-16 shows by its zero bytes; text that is well-formed UTF-8 is UTF-8, as nothing else
 * is so by accident; the rest is what older spreadsheet programs save in western languages. The whole file is
 * looked at, because the first accented name may stand in the last row.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingByMark(bytes) ?? encodingByZeros(bytes);
  if (encoding !== null) return { text: withoutMark(new TextDecoder(encoding).decode(bytes)), encoding };
  try {
    return { text: withoutMark(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), encoding: 'utf-8' };
  } catch (error) {
    // The standard's way of saying "not well-formed"; anything else is a bug and must be seen.
    if (!(error instanceof TypeError)) throw error;
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

function encodingByMark(bytes: Uint8Array): TextEncoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** In UTF-16 of a header in Latin letters every second byte is zero; no other text has zero bytes. */
function encodingByZeros(bytes: Uint8Array): TextEncoding | null {
  const sample = Math.min(bytes.length & ~1, 64);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let index = 0; index < sample; index += 2) {
    if (bytes[index] === 0) evenZeros += 1;
    if (bytes[index + 1] === 0) oddZeros += 1;
  }
  const half = sample / 4;
  if (sample >= 4 && evenZeros === 0 && oddZeros > half) return 'utf-16le';
  if (sample >= 4 && oddZeros === 0 && evenZeros > half) return 'utf-16be';
  return null;
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
