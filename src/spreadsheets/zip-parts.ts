import { unpackPart } from './unpack-zip.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';
import { isPlainXml } from './xml-elements.ts';

/** The one platform object used here; browsers and Node both have it, and this place knows neither's types. */
declare class TextDecoder {
  constructor(encoding: string, options: { readonly fatal: boolean });
  decode(bytes: Uint8Array): string;
}

/** The parts of an archive that are plain XML in UTF-8, unpacked when they are asked for. */
export interface ZipParts {
  readonly has: (name: string) => boolean;
  /** Null when the part is missing, damaged, or not plain XML in UTF-8. */
  readonly xml: (name: string) => string | null;
}

/** Null when there is no directory to read, or it names a part twice. */
export function openZipParts(bytes: Uint8Array): ZipParts | null {
  const entries = readZipDirectory(bytes);
  if (entries === null) return null;
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  if (byName.size !== entries.length) return null;
  return {
    has: (name) => byName.has(name),
    xml(name) {
      const entry = byName.get(name);
      const text = entry === undefined ? null : decode(bytes, entry);
      return text !== null && isPlainXml(text) ? text : null;
    },
  };
}

const otherEncoding = /^<\?xml[^>]*encoding=["'](?!utf-8["'])/i;

function decode(bytes: Uint8Array, entry: ZipEntry): string | null {
  const content = new Uint8Array(entry.size);
  if (!unpackPart(bytes, entry, content)) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return otherEncoding.test(text) ? null : text;
  } catch (error) {
    // The standard's way of saying "not well-formed"; anything else is a bug and must be seen.
    if (!(error instanceof TypeError)) throw error;
    return null;
  }
}
