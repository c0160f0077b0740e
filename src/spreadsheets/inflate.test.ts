import { constants, deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inflateInto } from './inflate.ts';

function unpack(packed: Uint8Array, size: number): Uint8Array | null {
  const output = new Uint8Array(size);
  return inflateInto(packed, output) ? output : null;
}

const content = fc.oneof(
  fc.uint8Array({ maxLength: 3000 }),
  fc
    .array(fc.constantFrom('<c r="A1" t="s"><v>', '</v></c>', '0', '17', 'é'), { maxLength: 3000 })
    .map((parts) => new Uint8Array(Buffer.from(parts.join('')))),
);

describe('a packed stream', () => {
  const { Z_FIXED, Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY } = constants;
  test.each([
    [0, Z_DEFAULT_STRATEGY],
    [1, Z_DEFAULT_STRATEGY],
    [9, Z_DEFAULT_STRATEGY],
    [6, Z_FIXED],
    [6, Z_HUFFMAN_ONLY],
  ])('comes out as it went in (level %i, strategy %i)', (level, strategy) => {
    fc.assert(
      fc.property(content, (bytes) => {
        const packed = deflateRawSync(bytes, { level, strategy });
        expect(unpack(packed, bytes.length)).toEqual(bytes);
      }),
    );
  });

  test('of several megabytes comes out as it went in', () => {
    const bytes = new Uint8Array(Buffer.from('Ana,López,0012;'.repeat(200_000)));
    expect(Buffer.compare(unpack(deflateRawSync(bytes), bytes.length) ?? bytes.subarray(1), bytes)).toBe(0);
  });

  test('is broken when its size is not the one it claims', () => {
    const packed = deflateRawSync(new Uint8Array(100));
    expect([99, 101, 0].map((size) => unpack(packed, size))).toEqual([null, null, null]);
  });

  test('is broken when it is cut off anywhere', () => {
    const packed = deflateRawSync(Buffer.from('Ana López, Ben Kim, Ana Kim, Ben López'));
    for (let end = 0; end < packed.length - 1; end += 1)
      expect(unpack(packed.subarray(0, end), 40)).toBeNull();
  });

  test('is sound or broken, and always comes to an end, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(5000), (bytes, size) => {
        expect([true, false]).toContain(inflateInto(bytes, new Uint8Array(size)));
      }),
      { numRuns: 2000 },
    );
  });
});
