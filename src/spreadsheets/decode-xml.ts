const entities: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };

const reference = /&(?:([a-z]+)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g;
const coded = /_x([\da-fA-F]{4})_/g;
const needsDecoding = /[&\r]|_x/;

/**
 * A text as it stands in an XLSX part, as a person knows it: references resolved, codes such as `_x000D_` (ECMA-376 part 1, ST_Xstring) as
 * their characters, line breaks as LF. Null when it refers to something that this reader does not know.
 */
export function decodeXml(raw: string): string | null {
  if (!needsDecoding.test(raw)) return raw;
  const plain = raw.includes('&') ? resolve(raw) : raw;
  return (
    plain
      ?.replace(coded, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replaceAll('\r\n', '\n') ?? null
  );
}

function resolve(raw: string): string | null {
  let isKnown = raw.replace(reference, '').includes('&') === false;
  const resolved = raw.replace(reference, (_, name?: string, decimal?: string, hex?: string) => {
    const text = name === undefined ? character(decimal, hex) : entities[name];
    isKnown &&= text !== undefined;
    return text ?? '';
  });
  return isKnown ? resolved : null;
}

function character(decimal: string | undefined, hex: string | undefined): string | undefined {
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  // Zero stands for nothing in XML, and nothing stands above the last code point.
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}
