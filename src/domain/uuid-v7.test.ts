import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uuidV7 } from './uuid-v7.ts';

const tenBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const time = fc.integer({ min: 0, max: 2 ** 47 });

test('a version-7 UUID has the version and the variant of RFC 9562, whatever the chance', () => {
  fc.assert(
    fc.property(time, tenBytes, (now, random) => {
      expect(uuidV7(now, random)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    }),
  );
});

test('version-7 UUIDs sort by their time', () => {
  fc.assert(
    fc.property(time, fc.integer({ min: 1, max: 1_000 }), tenBytes, tenBytes, (now, later, one, other) => {
      expect(uuidV7(now, one) < uuidV7(now + later, other)).toBe(true);
    }),
  );
});

test('the example of RFC 9562 appendix A.6 comes out to the letter', () => {
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});
