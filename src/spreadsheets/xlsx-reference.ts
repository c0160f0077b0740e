/** The column of a reference such as `AB12`, counted from 0; -1 when it is none, or belongs to another row. */
export function readColumn(xml: string, from: number, to: number, rowNumber: number): number {
  let column = 0;
  let at = from;
  for (; at < to && at < from + 4; at += 1) {
    const letter = xml.charCodeAt(at) - LETTER_BEFORE_A;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return readDigits(xml, at, to) === rowNumber ? column - 1 : -1;
}

/** A number of digits only; -1 when it is none, or longer than any that is used here. */
export function readDigits(xml: string, from: number, to: number): number {
  if (to <= from || to - from > 9) return -1;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = xml.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const ZERO = 0x30;
const LETTER_BEFORE_A = 0x40;
