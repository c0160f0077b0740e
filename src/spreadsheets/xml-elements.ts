import { decodeXml } from './decode-xml.ts';

/** Attributes of an element by name, decoded. */
export type XmlElement = ReadonlyMap<string, string>;

const attribute = /\s([\w.:-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;
const attributeList = `(?:\\s+[\\w.:-]+\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*`;

/**
 * Every element of one name in a part that has no comments, no CDATA and no document type (`isPlainXml`), in order. A name with a prefix is
 * another name.
 */
export function elementsOf(xml: string, name: string): XmlElement[] {
  const tag = new RegExp(`<${name}(${attributeList})\\s*/?>`, 'g');
  return Array.from(xml.matchAll(tag), ([, attributes = '']) => {
    const pairs = Array.from(attributes.matchAll(attribute), ([, key = '', double, single]) => {
      const raw = double ?? single ?? '';
      return [key, decodeXml(raw) ?? raw] as const;
    });
    return new Map(pairs);
  });
}

/** What stands between the tags of the first element of this name; '' when there is none, or nothing in it. */
export function contentOf(xml: string, name: string): string {
  const start = new RegExp(`<${name}${attributeList}\\s*>`).exec(xml);
  if (start === null) return '';
  const from = start.index + start[0].length;
  const to = xml.indexOf(`</${name}>`, from);
  return to === -1 ? '' : xml.slice(from, to);
}

/** Whether a part is only elements and texts: no comments, no CDATA, no document type with entities of its own. */
export function isPlainXml(xml: string): boolean {
  return !xml.includes('<!');
}
