import { describe, expect, test } from 'vitest';
import { popoverPlace } from './popover-position.ts';

const view = { width: 800, height: 600 };
const size = { width: 200, height: 150 };

describe('a popover', () => {
  test('opens below its trigger, ending where the trigger ends', () => {
    const place = popoverPlace({ left: 500, right: 600, top: 100, bottom: 144 }, size, view);

    expect(place).toEqual({ left: 400, top: 150 });
  });

  test('opens above when there is no room below', () => {
    const place = popoverPlace({ left: 500, right: 600, top: 500, bottom: 544 }, size, view);

    expect(place).toEqual({ left: 400, top: 344 });
  });

  test('never leaves the window on a phone', () => {
    const place = popoverPlace({ left: 10, right: 90, top: 100, bottom: 144 }, size, {
      width: 320,
      height: 200,
    });

    expect(place).toEqual({ left: 8, top: 42 });
  });
});
