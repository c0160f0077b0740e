import { elementsOf } from './xml-elements.ts';
import type { ZipParts } from './zip-parts.ts';

/** What a workbook is made of: its sheets in order, and the parts its cells refer to. */
export interface XlsxWorkbook {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly stringsPath: string | null;
  readonly stylesPath: string | null;
  /** Days are counted from 1904, as old Macintosh programs do. */
  readonly date1904: boolean;
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';

/** Null when it is not laid out the usual way, or has sheets that are no tables (charts, dialogs). */
export function readXlsxWorkbook(parts: ZipParts): XlsxWorkbook | null {
  const types = parts.xml('[Content_Types].xml');
  const book = parts.xml('xl/workbook.xml');
  const links = readLinks(parts);
  if (types?.includes('"/xl/workbook.xml"') !== true || book === null || links === null) return null;
  const sheets = elementsOf(book, 'sheet').map((sheet) => {
    const id = Array.from(sheet).find(([key]) => key.endsWith(':id'))?.[1];
    const link = links.find((one) => one.id === id && one.type === 'worksheet');
    return { name: sheet.get('name') ?? '', path: link?.path ?? '' };
  });
  if (sheets.length === 0 || !sheets.every(({ path }) => parts.has(path))) return null;
  const [properties] = elementsOf(book, 'workbookPr');
  return {
    sheets,
    stringsPath: pathOf(links, 'sharedStrings'),
    stylesPath: pathOf(links, 'styles'),
    date1904: ['1', 'true'].includes(properties?.get('date1904') ?? ''),
  };
}

interface Link {
  readonly id: string | undefined;
  readonly type: string;
  readonly path: string;
}

/** What the workbook's relationships say of each part; null for another dialect, or none. */
function readLinks(parts: ZipParts): Link[] | null {
  const xml = parts.xml('xl/_rels/workbook.xml.rels');
  if (xml === null) return null;
  return elementsOf(xml, 'Relationship').map((link) => {
    const target = link.get('Target') ?? '';
    return {
      id: link.get('Id'),
      type: (link.get('Type') ?? '').replace(relationships, ''),
      path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    };
  });
}

function pathOf(links: readonly Link[], type: string): string | null {
  return links.find((link) => link.type === type)?.path ?? null;
}
