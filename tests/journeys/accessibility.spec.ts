import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, newestUpload, openAndChooseFile, signInAsTeacher, test } from '#tests/support/journey.ts';
import { sheetFile } from '#tests/support/sheets.ts';

const withProblems = sheetFile(
  'class',
  {
    header: ['Student ID', 'First Name', 'Last Name', 'Grade Level'],
    rows: [
      ['1', 'Ana', 'López', '3'],
      ['2', '', 'Kim', '99'],
    ],
  },
  'csv',
);

/** Every state a teacher passes through, one after the other; `look` is called in each. */
async function walk(page: Page, look: (state: string) => Promise<void>): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'Username' }).waitFor();
  await look('sign-in');
  await signInAsTeacher(page);
  await look('My Programs');
  await page.goto('/import');
  await page.getByRole('button', { name: 'Choose File' }).waitFor();
  await look('import');
  await openAndChooseFile(page, withProblems);
  await look('import with problems');
  await page
    .getByRole('link', { name: /fix/i })
    .or(page.getByRole('button', { name: /fix/i }))
    .first()
    .click();
  await page.getByRole('grid').or(page.getByText('Kim')).first().waitFor();
  await look('review');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await newestUpload(page).getByText('Completed with Errors', { exact: true }).waitFor();
  await newestUpload(page).getByRole('button', { name: 'Actions' }).click();
  await look('history with its menu');
  await page.goto('/students');
  await page.getByText('Ana').first().waitFor();
  await look('students');
}

for (const { width, colorScheme } of [
  { width: 1280, colorScheme: 'light' },
  { width: 820, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
] as const) {
  test(`nothing stands in the way of a screen reader or weak eyes: ${width} px, ${colorScheme}`, async ({
    browser,
    rollbook,
  }) => {
    const context = await browser.newContext({
      baseURL: rollbook.url,
      colorScheme,
      viewport: { width, height: 900 },
      // Colours half-way through a fade are nobody's design.
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await walk(page, async (state) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
      expect(found, state).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${state}: the page scrolls sideways`).toBeLessThanOrEqual(0);
    });
    await context.close();
  });
}
