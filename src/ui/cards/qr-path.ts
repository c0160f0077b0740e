import { encode } from 'uqr';

/** A QR code as one black shape. */
export interface QrPath {
  /** Modules on a side, the white ones around it included. */
  readonly size: number;
  /** For an SVG `path`, one unit a module. */
  readonly path: string;
}

/** The white edge that ISO/IEC 18004 asks for. */
const QUIET_ZONE = 4;

/** Level M repairs 15 %: enough for a fold or a stain, and the modules stay large. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const runs = data.flatMap((line, y) =>
    darkRuns(line).map(([x, width]) => `M${x} ${y}h${width}v1h-${width}z`),
  );
  return { size, path: runs.join('') };
}

/** Where dark modules begin and how many stand side by side: neighbours in one shape leave no hairlines. */
function darkRuns(line: readonly boolean[]): [start: number, width: number][] {
  const runs: [number, number][] = [];
  line.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
