import { AxeBuilder } from '@axe-core/playwright';
import readQr from 'jsqr';
import type { Page } from '@playwright/test';
import { cardSheet, type CardLayout, type CardSheet, type Paper } from '#domain/students/cards/card-sheet.ts';
import {
  downloadResult,
  expect,
  importFile,
  newestUpload,
  signIn,
  signInAsTeacher,
  test,
} from '#tests/support/journey.ts';
import { readTables } from '#tests/support/device-database.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { PIXELS_PER_POINT, readPdf, type PdfPage, type Picture } from '#tests/support/read-pdf.ts';
import { column, readSheet, sheetFile, type Sheet } from '#tests/support/sheets.ts';
import { untilReadyForOffline } from '#tests/support/watch-page.ts';

const POINTS_PER_MM = 72 / 25.4;

const kinds: { layout: CardLayout; paper: Paper; language: string; radio: RegExp; pages: number }[] = [
  { layout: 'labels', paper: 'letter', language: 'English', radio: /^Labels/, pages: 3 },
  { layout: 'labels', paper: 'a4', language: 'Español', radio: /^Labels/, pages: 3 },
  { layout: 'slips', paper: 'letter', language: 'Español', radio: /^Slips/, pages: 6 },
  { layout: 'slips', paper: 'a4', language: 'English', radio: /^Slips/, pages: 6 },
  { layout: 'list', paper: 'letter', language: 'English', radio: /^Class list/, pages: 2 },
  { layout: 'list', paper: 'a4', language: 'Español', radio: /^Class list/, pages: 2 },
];

/** Points. */
const paperSizes = { letter: [612, 792], a4: [595, 842] } as const;

test('the cards of 30 students fill exactly the right pages, none is split, and every code opens its own sign-in', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await importFile(page, sheetFile('class', classOf(30), 'csv'), 'Completed');
  const completed = readSheet(await downloadResult(page, 'Completed File'));
  const passwords = new Map(
    column(completed, 'Username').map((username, index) => [
      username,
      column(completed, 'Password')[index] ?? '',
    ]),
  );
  await openCards(page);

  for (const { layout, paper, language, radio, pages } of kinds) {
    await page.getByRole('radio', { name: radio }).check();
    await page.getByRole('radio', { name: paper === 'letter' ? 'Letter' : 'A4' }).check({ force: true });
    await page.getByRole('radio', { name: language }).check({ force: true });
    await expect(page.getByText(`30 cards on ${pages} pages`)).toBeVisible();
    const printed = await readPdf(await page.pdf({ preferCSSPageSize: true }));

    expect(printed.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual(
      Array.from({ length: pages }, () => paperSizes[paper]),
    );
    const cards = printed.flatMap((one) => cardsOn(one, cardSheet(layout, paper)));
    expect(cards).toHaveLength(30);
    for (const card of cards) {
      const username = decodeURIComponent(card.link.replace(`${rollbook.url}/sign-in#username=`, ''));
      expect(card.text).toContain(language === 'English' ? 'Grade' : 'Grado');
      expect(card.text).toContain(username);
      expect(card.text).toContain(passwords.get(username));
      expect(card.link).not.toContain(passwords.get(username));
      passwordIsLarge(card, passwords.get(username) ?? '');
    }
    expect(new Set(cards.map(({ link }) => link)).size).toBe(30);
    expect(await facesLoaded(page)).toContain('Atkinson Hyperlegible Mono');
    for (const one of printed) {
      const heading = layout === 'list' ? /^Class list.*teacher only|^Lista.*Solo para docentes/ : /^$/;
      expect(textsOutside(one, cardSheet(layout, paper))).toMatch(heading);
    }
  }
});

test('cards are made without a network, and the link of a code fills the username in and nothing else', async ({
  page,
  browser,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await importFile(page, sheetFile('class', classOf(3), 'csv'), 'Completed');
  await expect.poll(async () => (await readTables(page, ['results'])).results?.length).toBe(1);
  await rollbook.stopListening();
  await openCards(page);
  await expect(page.getByText(/Made on this device/)).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(await facesLoaded(page)).toContain('Atkinson Hyperlegible Mono');
  const [first] = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  const [card] = first ? cardsOn(first, cardSheet('labels', 'letter')) : [];
  await rollbook.startListening();

  const tablet = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  // Behind the `#` stands what no server is told.
  tablet.on('request', (request) => asked.push(request.url().split('#')[0] ?? ''));
  await tablet.goto(card?.link ?? '');
  const username = tablet.getByRole('textbox', { name: 'Username' });
  await expect(username).toHaveValue(/^[a-z]+\.[a-z]+$/);
  await expect(tablet.getByRole('textbox', { name: 'Password' })).toBeFocused();
  const filledIn = await username.inputValue();
  expect(asked.filter((url) => url.includes(filledIn))).toEqual([]);
  await tablet.keyboard.type(/[a-z]+-[a-z]+-[a-z]+-\d\d/.exec(card?.text ?? '')?.[0] ?? '');
  await tablet.keyboard.press('Enter');
  await expect(tablet).toHaveURL(/\/welcome$/);
});

test('whoever has not signed in yet gets a new password on a new card, shown once', async ({
  page,
  browser,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await importFile(page, sheetFile('class', madeUpClass(3), 'csv'), 'Completed');
  const completed = readSheet(await downloadResult(page, 'Completed File'));
  const [username = '', other = ''] = column(completed, 'Username');
  const tablet = await (await browser.newContext({ baseURL: rollbook.url })).newPage();
  await signIn(tablet, { username, password: column(completed, 'Password')[0] ?? '' });
  await tablet.getByRole('textbox', { name: 'New password', exact: true }).fill('purple tractor 9');
  await tablet.getByRole('textbox', { name: 'Repeat new password' }).fill('purple tractor 9');
  await tablet.getByRole('button', { name: 'Save password' }).click();
  await expect(tablet).toHaveURL(/\/student$/);

  await page.goto('/students');
  await page.getByRole('radio', { name: 'Not signed in yet' }).check({ force: true });
  await page.getByRole('button', { name: 'Choose all 2 students' }).click();
  await page.getByRole('button', { name: 'New temporary passwords' }).click();
  await page.getByRole('button', { name: 'Renew and print' }).click();
  await expect(page.getByText('2 cards on 1 page')).toBeVisible();
  await expect(page.getByText('shown only here')).toBeVisible();
  const card = page.getByRole('article').filter({ hasText: other });
  const fresh = await card.getByText(/^[a-z]+-[a-z]+-[a-z]+-\d\d$/).innerText();
  expect(column(completed, 'Password')).not.toContain(fresh);
  const late = await (await browser.newContext({ baseURL: rollbook.url })).newPage();
  await signIn(late, { username: other, password: fresh });
  await expect(late).toHaveURL(/\/welcome$/);

  await page.reload();
  await expect(page.getByText('No cards here yet')).toBeVisible();
});

/** 30 made-up children in two classes. */
function classOf(count: number): Sheet {
  const { header, rows } = madeUpClass(count);
  const withClass = rows.map((cells, index) => [
    ...cells,
    index % 2 === 0 ? 'r12' : 'r14',
    `Room ${index % 2 === 0 ? 12 : 14}`,
  ]);
  return { header: [...header, 'Class ID', 'Class Name'], rows: withClass };
}

async function openCards(page: Page): Promise<void> {
  await newestUpload(page).getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Print login cards' }).click();
  await expect(page.getByRole('heading', { name: 'Login cards' })).toBeVisible();
}

/** The type faces the browser has fetched for this page. */
function facesLoaded(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.fonts]
      .filter(({ status }) => status === 'loaded')
      .map(({ family }) => family.replaceAll('"', '')),
  );
}

interface SeenCard {
  readonly texts: PdfPage['texts'];
  /** All of the card's words, without spaces. */
  readonly text: string;
  readonly link: string;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What lies wholly within each place of the sheet; places that nothing lies in are left out. */
function cardsOn(page: PdfPage, sheet: CardSheet): SeenCard[] {
  return placesOf(sheet).flatMap((box) => {
    const texts = page.texts.filter((text) => liesIn(text, box));
    if (texts.length === 0) return [];
    const code = readQr(...cut(page.picture, box));
    return [
      {
        texts,
        text: texts.map(({ text }) => text.replaceAll(/\s/g, '')).join(''),
        link: code?.data ?? 'no code',
      },
    ];
  });
}

/** The words of a page that lie in no place, a split card's among them. */
function textsOutside(page: PdfPage, sheet: CardSheet): string {
  const places = placesOf(sheet);
  return page.texts
    .filter((text) => !places.some((box) => liesIn(text, box)))
    .map(({ text }) => text)
    .join(' ');
}

function placesOf(sheet: CardSheet): Box[] {
  const { columns, rows, cardWidth, cardHeight, top, left, gap } = sheet;
  return Array.from({ length: rows * columns }, (_, index) => ({
    left: (left + (index % columns) * (cardWidth + gap)) * POINTS_PER_MM,
    top: (top + Math.floor(index / columns) * cardHeight) * POINTS_PER_MM,
    width: cardWidth * POINTS_PER_MM,
    height: cardHeight * POINTS_PER_MM,
  }));
}

/** A text hangs a little below its line and stands most of its size above it. */
function liesIn({ x, y, size, width }: PdfPage['texts'][number], box: Box): boolean {
  const isAcross = x >= box.left - 0.5 && x + width <= box.left + box.width + 0.5;
  return isAcross && y - 0.75 * size >= box.top - 0.5 && y + 0.25 * size <= box.top + box.height + 0.5;
}

function cut({ data, width: line }: Picture, box: Box): [Uint8ClampedArray, number, number] {
  const [left, top, width, height] = [box.left, box.top, box.width, box.height].map((points) =>
    Math.floor(points * PIXELS_PER_POINT),
  ) as [number, number, number, number];
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const from = ((top + y) * line + left) * 4;
    pixels.set(data.subarray(from, from + width * 4), y * width * 4);
  }
  return [pixels, width, height];
}

function passwordIsLarge({ texts }: SeenCard, password: string): void {
  const parts = texts.filter(({ text }) => password.includes(text.trim()) && text.includes('-'));
  expect(parts.length).toBeGreaterThan(0);
  for (const { size } of parts) expect(size).toBeGreaterThanOrEqual(14);
}
