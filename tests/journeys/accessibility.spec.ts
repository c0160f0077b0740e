import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { en } from '#i18n/messages/en.ts';
import { es } from '#i18n/messages/es.ts';
import { expect, newestUpload, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addStudent } from '#tests/support/people.ts';
import { teacher, type Rollbook } from '#tests/support/rollbook.ts';
import { sheetFile, withCell } from '#tests/support/sheets.ts';

const messages = { en, es };
const locales = { en: 'en-US', es: 'es-MX' };
const goodFile = sheetFile('class', madeUpClass(12), 'csv');
const fileWithProblems = sheetFile(
  'problems',
  withCell(madeUpClass(12), '000003', 'Grade Level', '42'),
  'csv',
);

const { header, rows } = madeUpClass(12);
/** Any program calls its own number so. */
const vagueHeader = header.map((name) => (name === 'Student ID' ? 'ID' : name));
const fileToAskAbout = sheetFile('export', { header: vagueHeader, rows }, 'csv');

/** A page as somebody sees it: their language, their screen. */
interface Visit {
  readonly page: Page;
  readonly words: typeof en;
  readonly url: string;
  /** Where the pages are, for the words of a failure. */
  readonly seen: string[];
}

/** Checks what is on the screen, light and dark. */
async function check({ page, seen }: Visit, name: string): Promise<void> {
  seen.push(name);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 160))]);
    expect(found, `${name}, ${colorScheme}`).toEqual([]);
  }
}

async function signIn({ page, words, url }: Visit, username: string, password: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole('textbox', { name: words.signIn.username }).fill(username);
  await page.getByRole('textbox', { name: words.signIn.password }).fill(password);
  await page.getByRole('button', { name: words.signIn.button }).click();
}

async function chooseFile(visit: Visit, file: typeof goodFile): Promise<void> {
  await giveFile(visit, file);
  const upload = visit.page.getByRole('button', { name: visit.words.import.upload, exact: true });
  await expect(upload).toBeVisible();
}

async function giveFile({ page, words, url }: Visit, file: typeof goodFile): Promise<void> {
  await page.goto(`${url}/import`);
  const picking = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: words.import.chooseFile }).click();
  const picker = await picking;
  const buffer = Buffer.from(file.bytes);
  await picker.setFiles({ name: file.name, mimeType: 'text/csv', buffer });
}

async function checkTeachersPages(visit: Visit): Promise<void> {
  const { page, words, url } = visit;
  const heading = (name: string) => expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  await page.goto(`${url}/sign-in`);
  await heading(words.signIn.heading);
  await check(visit, 'sign-in');
  await signIn(visit, teacher.username, teacher.password);
  await heading(words.programs.heading);
  await expect(page.getByText(words.status.allSent)).toBeVisible();
  await check(visit, 'My Programs');
  await page.goto(`${url}/import`);
  await heading(words.import.heading);
  await check(visit, 'import, nothing chosen');
  await giveFile(visit, fileToAskAbout);
  await heading(words.mapping.heading);
  await check(visit, 'import, columns to name');
  await chooseFile(visit, fileWithProblems);
  await check(visit, 'import, with problems');
  await page.getByRole('link', { name: words.import.fixFirst }).click();
  await heading(words.review.heading);
  await check(visit, 'review');
  await page.getByRole('button', { name: words.review.upload, exact: true }).click();
  await expect(newestUpload(page)).toContainText(words.history.statuses['completed-with-errors'], {
    timeout: 30_000,
  });
  await chooseFile(visit, goodFile);
  await check(visit, 'import, ready');
  await page.goto(`${url}/history`);
  await expect(newestUpload(page)).toContainText(words.history.statuses['completed-with-errors']);
  await check(visit, 'history');
  await newestUpload(page).getByRole('button', { name: words.history.actions }).click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await check(visit, 'history, menu open');
  await page.goto(`${url}/students`);
  await expect(page.getByRole('table')).toBeVisible();
  await check(visit, 'students');
}

/** A student's first sign-in, in a browser of its own. */
async function checkWelcome(visit: Visit, { parts, school }: Rollbook): Promise<void> {
  const student = await addStudent(parts, school, { username: 'ana.ruiz', firstName: 'Ana' });
  await signIn(visit, 'ana.ruiz', student.temporaryPassword);
  await expect(visit.page.getByRole('button', { name: visit.words.welcome.button })).toBeVisible();
  await check(visit, 'welcome');
}

for (const [language, width] of [
  ['en', 820],
  ['es', 820],
  ['es', 320],
] as const) {
  test(`no page keeps anybody out: ${language}, ${width} px wide, light and dark`, async ({
    browser,
    rollbook,
  }) => {
    const visit = async (): Promise<Visit> => ({
      page: await newPage(browser, language, width),
      words: messages[language],
      url: rollbook.url,
      seen,
    });
    const seen: string[] = [];
    await checkTeachersPages(await visit());
    await checkWelcome(await visit(), rollbook);
    expect(seen).toHaveLength(11);
  });
}

async function newPage(browser: Browser, language: 'en' | 'es', width: number): Promise<Page> {
  const context = await browser.newContext({
    locale: locales[language],
    viewport: { width, height: 900 },
    serviceWorkers: 'block',
  });
  return context.newPage();
}
