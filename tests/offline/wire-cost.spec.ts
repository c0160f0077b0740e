import { expect, test } from '@playwright/test';
import { measureWireCost } from './wire-cost.ts';

// The browser is ours and not Playwright's.
test.use({ trace: 'off' });

const MOST_BYTES_PER_ROW = 45;
/** Two GUIDs in a row are 18 bytes that no compression takes away. */
const MOST_WITH_GUIDS = 60;

test('an upload weighs few bytes per student, with every head and answer', async () => {
  const { annotations } = test.info();
  const costs = await measureWireCost(1_200);
  for (const { roster, bytesPerRow } of costs) {
    annotations.push({ type: 'bytes per row', description: `${roster}: ${bytesPerRow.toFixed(1)}` });
    const most = roster.includes('GUID') ? MOST_WITH_GUIDS : MOST_BYTES_PER_ROW;
    expect(bytesPerRow, roster).toBeLessThanOrEqual(most);
  }
});
