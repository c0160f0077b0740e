import anyAscii from 'any-ascii';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRude } from './rude-words.ts';
import { numberedUsername, usernameBase } from './username.ts';

const baseOf = (firstName: string, lastName: string) => usernameBase({ firstName, lastName }, anyAscii);

describe('a generated username', () => {
  test.each([
    ['Ana', 'López', 'ana.lopez'],
    ['José', 'Muñoz Ñandú', 'jose.munoznandu'],
    ['Anne-Marie', "O'Brien", 'annemarie.obrien'],
    ['María del Carmen Dolores', 'De la Cruz', 'mariadelcarmen.delacruz'],
    ['Guadalupe Esperanza', 'Ruiz', 'guadalupe.ruiz'],
    ['小明', '王', 'xiaoming.wang'],
    ['محمد', 'علي', 'mhmd.ly'],
    ['Łukasz', 'Żółć', 'lukasz.zolc'],
    ['John', 'Smith 3rd', 'john.smithrd'],
    ['Hubert', 'Wolfeschlegelsteinhausenbergerdorff', 'hubert.wolfeschlegelst'],
    ['Oliver', 'Garcia', 'oliver.garcia'],
    ['Jessica', 'Gonzalez', 'jessica.gonzalez'],
    ['Penelope', 'Yamashita', 'penelope.yamashita'],
    ['Cassandra', 'Hancock', 'cassandra.hancock'],
  ])('is readable: %s %s', (first, last, username) => {
    expect(baseOf(first, last)).toBe(username);
  });

  test.each([
    ['Madonna', '', 'madonna'],
    ['', 'Suharto', 'suharto'],
    ['O', '', 'student.o'],
    ['', '', 'student'],
    ['123', '!!!', 'student'],
  ])('is made for "%s" "%s" too', (first, last, username) => {
    expect(baseOf(first, last)).toBe(username);
  });

  test.each([
    ['F', 'Uck', 'student'],
    ['Sam', 'Hitler', 'sam.h'],
    ['S', 'Hitler', 'student'],
    ['Dick', 'Jones', 'd.jones'],
    ['Jo', 'Puta', 'jo.p'],
    ['Ana', 'Lopez', 'ana.lopez'],
    ['Pen', 'Is', 'pen.i'],
  ])('never reads rudely, dot or no dot: %s %s', (first, last, username) => {
    expect(baseOf(first, last)).toBe(username);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom('fu', 'ck', 'sh', 'it', 'a', 's', 'x', 'pu', 'ta', ' ', '.', '9', "'"),
    }),
  );

  test('has its shape whatever the name and the transliteration', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.option(fc.func(anyText)), (firstName, lastName, transliterate) => {
        const base = usernameBase({ firstName, lastName }, transliterate ?? anyAscii);

        expect(base).toMatch(/^[a-z]+(\.[a-z]+)?$/);
        expect(base.length).toBeGreaterThanOrEqual(3);
        expect(base.length).toBeLessThanOrEqual(30);
        expect(isRude(base)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('is made again the same', () => {
    fc.assert(
      fc.property(anyText, anyText, (first, last) => {
        expect(baseOf(first, last)).toBe(baseOf(first, last));
      }),
    );
  });
});

describe('a numbered username', () => {
  test('is the base alone for the first student', () => {
    expect([1, 2, 11].map((number) => numberedUsername('ana.lopez', number))).toEqual([
      'ana.lopez',
      'ana.lopez2',
      'ana.lopez11',
    ]);
  });

  test('is never the same for two bases or two numbers', () => {
    const bases = fc.tuple(fc.string(), fc.string()).map(([first, last]) => baseOf(first, last));
    const numbers = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(bases, numbers, bases, numbers, (one, oneNumber, other, otherNumber) => {
        const isSame = one === other && oneNumber === otherNumber;

        expect(numberedUsername(one, oneNumber) === numberedUsername(other, otherNumber)).toBe(isSame);
      }),
    );
  });
});
