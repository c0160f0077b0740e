import { decodeXml } from './decode-xml.ts';

/** The texts that cells point to by number, in order; null when they are written in a way this reader does not know. */
export function readSharedStrings(xml: string): string[] | null {
  const texts: string[] = [];
  let at = nextItem(xml, 0);
  while (at !== -1) {
    const end = xml.indexOf('</si>', at);
    const text = end === -1 ? null : readItem(xml, at, end);
    if (text === null) return null;
    texts.push(text);
    at = nextItem(xml, end);
  }
  return xml.includes('<si ') || xml.includes('<si/>') || !xml.includes('<sst') ? null : texts;
}

const ITEM = '<si>';
const PLAIN = '<t>';
const SPACED = '<t xml:space="preserve">';
const END = '</t>';

function nextItem(xml: string, from: number): number {
  const at = xml.indexOf(ITEM, from);
  return at === -1 ? -1 : at + ITEM.length;
}

/** Nearly all items are one text and nothing else. */
function readItem(xml: string, at: number, end: number): string | null {
  const start = xml.startsWith(PLAIN, at) ? PLAIN : xml.startsWith(SPACED, at) ? SPACED : null;
  const from = at + (start?.length ?? 0);
  const to = end - END.length;
  if (start === null || xml.indexOf('<', from) !== to || !xml.startsWith(END, to)) {
    return readRichText(xml.slice(at, end));
  }
  return decodeXml(xml.slice(from, to));
}

const run = /<t(?:\s[^<>]*)?(?:\/>|>([^<]*)<\/t>)/g;

/** The text of a cell in which letters have formats of their own, without the pronunciation that may stand above it. */
export function readRichText(xml: string): string | null {
  const spoken = withoutPhonetic(xml);
  if (spoken === null) return null;
  return decodeXml(Array.from(spoken.matchAll(run), ([, text = '']) => text).join(''));
}

const PHONETIC_END = '</rPh>';

function withoutPhonetic(xml: string): string | null {
  const [first = '', ...others] = xml.split(/<rPh[\s>]/);
  if (!others.every((piece) => piece.includes(PHONETIC_END))) return null;
  return (
    first + others.map((piece) => piece.slice(piece.indexOf(PHONETIC_END) + PHONETIC_END.length)).join('')
  );
}
