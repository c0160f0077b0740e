import { describe, expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const name = 'Student ID,First Name\r\n1,José\r\n';

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1)
    view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe('the bytes of a text file', () => {
  test.each([
    ['UTF-8', 'utf-8', utf8(name)],
    ['UTF-8 with a mark', 'utf-8', utf8(`\ufeff${name}`)],
    ['UTF-16 little endian with a mark', 'utf-16le', utf16(`\ufeff${name}`, true)],
    ['UTF-16 big endian with a mark', 'utf-16be', utf16(`\ufeff${name}`, false)],
    ['UTF-16 little endian without a mark', 'utf-16le', utf16(name, true)],
    ['UTF-16 big endian without a mark', 'utf-16be', utf16(name, false)],
    ['Windows-1252', 'windows-1252', Uint8Array.from(name, (letter) => letter.charCodeAt(0))],
  ])('are read as %s', (_, encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: name, encoding });
  });

  test('are one encoding as a whole: a late byte that is not UTF-8 changes the reading of all', () => {
    const bytes = new Uint8Array([...utf8('name\r\n'.repeat(100_000)), 0xe9]);
    expect(decodeText(bytes)).toMatchObject({ encoding: 'windows-1252' });
    expect(decodeText(bytes).text.endsWith('é')).toBe(true);
  });

  test('keep letters beyond Latin', () => {
    expect(decodeText(utf8('李,Ольга,😀')).text).toBe('李,Ольга,😀');
  });
});
