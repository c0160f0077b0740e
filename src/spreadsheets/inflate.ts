/** Longest code of a Huffman table in DEFLATE (RFC 1951, 3.2.7). */
const MAX_BITS = 15;

const lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const lengthExtras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const distanceExtras = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
/** The order in which lengths of code lengths stand (RFC 1951, 3.2.7). */
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** For every `MAX_BITS` bits that may come next: the symbol times 16, plus how many bits it takes; 0 when no code begins so. */
type CodeTable = Uint16Array;

interface Inflation {
  readonly input: Uint8Array;
  readonly output: Uint8Array;
  /** Next byte to load, and the bits that are loaded and not used. */
  at: number;
  bits: number;
  bitCount: number;
  written: number;
}

/**
 * Unpacks a raw DEFLATE stream (RFC 1951) into `output` and says whether it is sound and exactly fills it. It never
 * writes past the end nor reads on after it: what an archive claims of its size is the most work it can cause.
 */
export function inflateInto(input: Uint8Array, output: Uint8Array): boolean {
  const state: Inflation = { input, output, at: 0, bits: 0, bitCount: 0, written: 0 };
  for (;;) {
    const isLast = take(state, 1) === 1;
    const kind = take(state, 2);
    const isSound =
      kind === 0 ? copyStored(state) : kind === 1 ? copyCoded(state, fixedTables()) : copyDynamic(state);
    if (!isSound || isPastEnd(state)) return false;
    if (isLast) return state.written === output.length;
  }
}

/** Bits after the end read as zeros; whoever asks for many must look at `isPastEnd`. */
function load(state: Inflation): void {
  while (state.bitCount <= 16) {
    state.bits |= (state.input[state.at] ?? 0) << state.bitCount;
    state.at += 1;
    state.bitCount += 8;
  }
}

function take(state: Inflation, count: number): number {
  load(state);
  const value = state.bits & ((1 << count) - 1);
  state.bits >>>= count;
  state.bitCount -= count;
  return value;
}

function isPastEnd({ at, bitCount, input }: Inflation): boolean {
  return at - (bitCount >>> 3) > input.length;
}

function copyStored(state: Inflation): boolean {
  take(state, state.bitCount & 7);
  const length = take(state, 8) | (take(state, 8) << 8);
  const check = take(state, 8) | (take(state, 8) << 8);
  const start = state.at - (state.bitCount >>> 3);
  const end = start + length;
  if ((length ^ check) !== 0xffff || end > state.input.length) return false;
  if (state.written + length > state.output.length) return false;
  state.output.set(state.input.subarray(start, end), state.written);
  state.written += length;
  Object.assign(state, { at: end, bits: 0, bitCount: 0 });
  return true;
}

interface CodeTables {
  readonly literals: CodeTable;
  readonly distances: CodeTable;
}

let knownFixedTables: CodeTables | null = null;

function fixedTables(): CodeTables | null {
  const lengths = Array.from({ length: 288 }, (_, code) =>
    code < 144 ? 8 : code < 256 ? 9 : code < 280 ? 7 : 8,
  );
  const literals = knownFixedTables === null ? buildTable(lengths) : null;
  const distances = knownFixedTables === null ? buildTable(Array<number>(30).fill(5)) : null;
  if (literals !== null && distances !== null) knownFixedTables = { literals, distances };
  return knownFixedTables;
}

function copyDynamic(state: Inflation): boolean {
  const literalCount = take(state, 5) + 257;
  const distanceCount = take(state, 5) + 1;
  const orderCount = take(state, 4) + 4;
  const orderLengths = Array<number>(19).fill(0);
  for (const code of codeOrder.slice(0, orderCount)) orderLengths[code] = take(state, 3);
  const table = buildTable(orderLengths);
  const lengths = table === null ? null : readLengths(state, table, literalCount + distanceCount);
  if (lengths === null) return false;
  const literals = buildTable(lengths.slice(0, literalCount));
  const distances = buildTable(lengths.slice(literalCount));
  return literals !== null && distances !== null && copyCoded(state, { literals, distances });
}

function readLengths(state: Inflation, table: CodeTable, count: number): number[] | null {
  const lengths: number[] = [];
  while (lengths.length < count) {
    const symbol = takeSymbol(state, table);
    if (symbol < 0 || isPastEnd(state)) return null;
    if (symbol < 16) {
      lengths.push(symbol);
      continue;
    }
    const repeated = symbol === 16 ? lengths.at(-1) : 0;
    const times =
      symbol === 16 ? 3 + take(state, 2) : symbol === 17 ? 3 + take(state, 3) : 11 + take(state, 7);
    if (repeated === undefined || lengths.length + times > count) return null;
    for (let left = times; left > 0; left -= 1) lengths.push(repeated);
  }
  return lengths;
}

function takeSymbol(state: Inflation, table: CodeTable): number {
  load(state);
  const entry = table[state.bits & 0x7fff] ?? 0;
  const length = entry & 15;
  state.bits >>>= length;
  state.bitCount -= length;
  return length === 0 ? -1 : entry >>> 4;
}

function copyCoded(state: Inflation, tables: CodeTables | null): boolean {
  if (tables === null) return false;
  const { output } = state;
  for (;;) {
    const symbol = takeSymbol(state, tables.literals);
    if (symbol === 256) return true;
    if (symbol < 0 || symbol > 285 || state.written >= output.length || isPastEnd(state)) return false;
    if (symbol < 256) output[state.written++] = symbol;
    else if (!copyEarlier(state, tables.distances, symbol - 257)) return false;
  }
}

/** Bytes that stood before are repeated; the stretch may overlap what it writes. */
function copyEarlier(state: Inflation, distances: CodeTable, lengthCode: number): boolean {
  const { output } = state;
  const length = (lengthBases[lengthCode] ?? 0) + take(state, lengthExtras[lengthCode] ?? 0);
  const code = takeSymbol(state, distances);
  if (code < 0 || code > 29) return false;
  const distance = (distanceBases[code] ?? 0) + take(state, distanceExtras[code] ?? 0);
  const end = state.written + length;
  if (distance > state.written || end > output.length) return false;
  for (let to = state.written; to < end; to += 1) output[to] = output[to - distance] ?? 0;
  state.written = end;
  return true;
}

/** A table of canonical codes (RFC 1951, 3.2.2); null when more codes are claimed than there can be. */
function buildTable(lengths: readonly number[]): CodeTable | null {
  const counts = Array<number>(MAX_BITS + 1).fill(0);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
  const next = [0, 0];
  for (let length = 1; length <= MAX_BITS; length += 1) {
    next[length + 1] = ((next[length] ?? 0) + (counts[length] ?? 0)) << 1;
    if ((next[length] ?? 0) + (counts[length] ?? 0) > 1 << length) return null;
  }
  const table = new Uint16Array(1 << MAX_BITS);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const code = next[length] ?? 0;
    next[length] = code + 1;
    const step = 1 << length;
    for (let index = reverse(code, length); index < table.length; index += step)
      table[index] = (symbol << 4) | length;
  }
  return table;
}

function reverse(code: number, length: number): number {
  let reversed = 0;
  for (let bit = 0; bit < length; bit += 1) reversed |= ((code >>> bit) & 1) << (length - 1 - bit);
  return reversed;
}
