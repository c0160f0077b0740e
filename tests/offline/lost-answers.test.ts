import { expect, test } from 'vitest';
import { runLostAnswers } from './lost-answers.ts';

const LOST = Number(process.env.LOST_ANSWERS ?? 1_000);

test(
  `${LOST} answers lost after the server has done the work make nothing twice and no file another`,
  { timeout: 180_000 },
  async () => {
    const [claim] = await runLostAnswers(LOST);
    expect(claim?.failures).toEqual([]);
    expect(claim?.n).toBeGreaterThanOrEqual(LOST);
  },
);
