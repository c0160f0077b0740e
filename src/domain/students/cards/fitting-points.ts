/** How wide one character of a monospaced face is, as a part of its size; the widest we print with. */
const CHARACTER_WIDTH = 0.64;

/** The font size in points at which a text fits a line of so many points, between the least and the most. */
export function fittingPoints(
  text: string,
  line: number,
  { least, most }: { least: number; most: number },
): number {
  const fitting = Math.floor((line / (CHARACTER_WIDTH * Math.max(1, text.length))) * 10) / 10;
  return Math.min(most, Math.max(least, fitting));
}
