import { booleanText, createNumberText, errorText, isPlainFormat } from './cell-text.ts';
import { decodeXml } from './decode-xml.ts';

/** What cells refer to, and how days are counted. */
export interface XlsxValues {
  readonly strings: readonly string[];
  /** The number format of every cell format. */
  readonly formats: readonly string[];
  readonly date1904: boolean;
}

/**
 * Makes the text of a cell from its type (`t`), the position of its format (`s`) and what stands in it, as in the file. Null when the file
 * says something that this reader does not know.
 */
export type XlsxCellText = (type: string, style: number, raw: string) => string | null;

const decimal = /^-?\d+(?:\.\d+)?(?:E[-+]?\d+)?$/i;

export function createXlsxCellText({ strings, formats, date1904 }: XlsxValues): XlsxCellText {
  const numberText = createNumberText(date1904);
  const isPlain = formats.map(isPlainFormat);
  const styled = (raw: string, style: number) => {
    if (isShortWhole(raw) && (isPlain[style] ?? true)) return raw;
    return decimal.test(raw) ? numberText(Number(raw), formats[style] ?? 'General') : null;
  };
  return (type, style, raw) => {
    switch (type) {
      case 's':
        return isShortWhole(raw) ? (strings[Number(raw)] ?? null) : null;
      case 'str':
        return decodeXml(raw);
      case '':
      case 'n':
        return raw === '' ? '' : styled(raw, style);
      case 'b':
        return booleanText(raw === '1' || raw === 'true');
      case 'e':
        return errorText(raw);
      default:
        return null;
    }
  };
}

/** Whether a number is spelled as it is to be shown: digits only, no needless zeros, and no more than a number holds exactly. */
function isShortWhole(raw: string): boolean {
  const { length } = raw;
  if (length === 0 || length > 15 || (length > 1 && raw.charCodeAt(0) === ZERO)) return false;
  for (let index = 0; index < length; index += 1) {
    const code = raw.charCodeAt(index);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}

const ZERO = 0x30;
const NINE = 0x39;
