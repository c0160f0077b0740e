import { randomBytes } from 'node:crypto';

const STOCK_BYTES = 8 * 1024;

/**
 * Cryptographically secure bytes, taken from a stock: an import asks for a few bytes 20,000 times, and each question
 * to the generator costs a few microseconds whatever its size. No byte is given out twice.
 */
export function createRandomPool(): (count: number) => Uint8Array {
  let stock = new Uint8Array(0);
  return (count) => {
    if (count > STOCK_BYTES) return randomBytes(count);
    if (count > stock.length) stock = randomBytes(STOCK_BYTES);
    const taken = stock.subarray(0, count);
    stock = stock.subarray(count);
    return taken;
  };
}
