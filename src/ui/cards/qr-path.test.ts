import { expect, test } from 'vitest';
import { qrPath } from './qr-path.ts';

test('a QR code keeps four white modules on every side, and grows with its text', () => {
  const { size, path } = qrPath('https://rollbook.example/sign-in#username=ana.lopez');
  // Version 4 has 33 modules; ISO/IEC 18004 asks for four white ones around them.
  expect(size).toBe(33 + 2 * 4);
  const starts = [...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  expect(Math.min(...starts.map(([x]) => x))).toBe(4);
  expect(Math.min(...starts.map(([, y]) => y))).toBe(4);
  expect(Math.max(...starts.map(([, y]) => y))).toBe(size - 5);
  expect(qrPath(`https://rollbook.example/sign-in#username=${'a'.repeat(64)}`).size).toBeGreaterThan(size);
});
