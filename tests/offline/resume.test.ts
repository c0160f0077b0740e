import { expect, test } from 'vitest';
import { readList } from './lost-answers.ts';
import { realisticColumns, realisticRoster } from './realistic-roster.ts';
import { runResume } from './resume.ts';

const ROWS = 10_000;
const CUTS = 100;

test(
  `an upload of ${ROWS} rows that is cut at every chunk and at ${CUTS} bytes of chance sends at most one chunk again per cut`,
  { timeout: 120_000 },
  async () => {
    const columns = realisticColumns['what a school system exports'];
    const uploads = await runResume(readList({ text: realisticRoster(columns, ROWS) }), CUTS);
    for (const upload of uploads) {
      const { cuts, chunks, chunkRequests, sentAgainBytes, largestChunkBytes } = upload;
      expect(upload.isAllThere).toBe(true);
      expect(cuts).toBe(chunks);
      expect(chunkRequests).toBeLessThanOrEqual(chunks + cuts);
      expect(sentAgainBytes).toBeLessThanOrEqual(cuts * largestChunkBytes);
    }
    expect(uploads.reduce((sum, { cuts }) => sum + cuts, 0)).toBeGreaterThanOrEqual(CUTS + 2 * (ROWS / 500));
  },
);
