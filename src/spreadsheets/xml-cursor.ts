/** A place in a part that is read from its beginning to its end, and the attribute that was read last. */
export interface XmlCursor {
  readonly xml: string;
  at: number;
  /** One letter of the name; 0 for a longer name. Cells have no attributes of one letter that matter but r, s and t. */
  letter: number;
  from: number;
  to: number;
}

/** What follows in a tag: an attribute (now in the cursor), its end, its end without content, or nothing that belongs there. */
export type TagStep = 'attribute' | 'open' | 'empty' | 'broken';

const SPACE = 0x20;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const DASH = 0x2d;
const SLASH = 0x2f;
const OPEN = 0x3c;
const EQUALS = 0x3d;
const CLOSE = 0x3e;

export function createXmlCursor(xml: string, at: number): XmlCursor {
  return { xml, at, letter: 0, from: at, to: at };
}

/** Goes on to the next attribute of the tag that the cursor stands in, or behind its end. */
export function nextAttribute(cursor: XmlCursor): TagStep {
  skipBlanks(cursor);
  const { xml, at } = cursor;
  const first = xml.charCodeAt(at);
  if (first === CLOSE) return leaveTag(cursor, 1, 'open');
  if (first === SLASH) return xml.charCodeAt(at + 1) === CLOSE ? leaveTag(cursor, 2, 'empty') : 'broken';
  let equals = at + 1;
  while (isNameLetter(xml.charCodeAt(equals))) equals += 1;
  const quote = xml.charCodeAt(equals + 1);
  if (xml.charCodeAt(equals) !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) return 'broken';
  const from = equals + 2;
  let to = from;
  while (to < xml.length && xml.charCodeAt(to) !== quote) to += 1;
  cursor.letter = equals === at + 1 ? first : 0;
  cursor.from = from;
  cursor.to = to;
  cursor.at = to + 1;
  return 'attribute';
}

/** Puts the cursor behind the blanks and line breaks between two tags. */
export function skipBlanks(cursor: XmlCursor): void {
  while (isBlank(cursor.xml.charCodeAt(cursor.at))) cursor.at += 1;
}

/** Whether this text stands at the cursor; when it does, the cursor goes behind it. */
export function take(cursor: XmlCursor, text: string): boolean {
  if (!cursor.xml.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
}

function leaveTag(cursor: XmlCursor, length: number, step: TagStep): TagStep {
  cursor.at += length;
  return step;
}

function isBlank(code: number): boolean {
  return code === SPACE || (code >= 9 && code <= 13);
}

/** Blanks and quotes come before the dash in the alphabet, so they end a name as well. */
function isNameLetter(code: number): boolean {
  return code >= DASH && code !== SLASH && code !== EQUALS && code !== CLOSE && code !== OPEN;
}
