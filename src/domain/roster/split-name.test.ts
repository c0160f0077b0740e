import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitName } from './split-name.ts';

describe('a name in one cell', () => {
  test.each([
    ['Lopez, Ana', 'Ana', 'Lopez'],
    ['  de la Cruz ,  José   Luis ', 'José Luis', 'de la Cruz'],
    ['García Márquez, Gabriel J.', 'Gabriel J.', 'García Márquez'],
    ["O'Brien-Smith,Zoë", 'Zoë', "O'Brien-Smith"],
    ['King, Martin, Jr.', 'Martin', 'King Jr.'],
    ['King, Jr., Martin', 'Martin', 'King Jr.'],
    ['李，小明', '小明', '李'],
    ['Sukarno, –', '–', 'Sukarno'],
  ])('is split at its comma: %s', (text, firstName, lastName) => {
    expect(splitName(text)).toEqual({ firstName, lastName });
  });

  test.each([
    'Ana Lopez',
    'Lopez',
    '',
    ',',
    'Lopez,',
    ', Ana',
    '-, Ana',
    'Lopez, Ana, -',
    'Lopez, Ana, Room 4',
    'King, Jr.',
    'a,b,c,d',
  ])('is left alone in every other form: "%s"', (text) => {
    expect(splitName(text)).toBeNull();
  });

  test('comes apart into what it was put together from', () => {
    const part = fc.stringMatching(/^[A-Za-zñé]{3,9}(?: [A-Za-zñé]{4,9})?$/);
    fc.assert(
      fc.property(part, part, (firstName, lastName) => {
        expect(splitName(`${lastName}, ${firstName}`)).toEqual({ firstName, lastName });
      }),
    );
  });
});
