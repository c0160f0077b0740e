import { readFileSync } from 'node:fs';
import { test as base, expect, type Page } from '@playwright/test';
import { startRollbook, teacher, type Rollbook } from './rollbook.ts';

/** A browser test with a whole product of its own; `page` stands at its address. */
export const test = base.extend<{ rollbook: Rollbook }>({
  rollbook: async ({}, use) => {
    const rollbook = await startRollbook();
    await use(rollbook);
    await rollbook.stop();
  },
  baseURL: async ({ rollbook }, use) => use(rollbook.url),
});

export { expect };

/** A file as a person would have it on the disk. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export async function signIn(page: Page, { username, password } = teacher): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs the teacher in and waits for My Programs. */
export async function signInAsTeacher(page: Page): Promise<void> {
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'My Programs' })).toBeVisible();
}

/** Opens the import page and chooses a file. */
export async function openAndChooseFile(page: Page, file: GivenFile): Promise<void> {
  await page.goto('/import');
  await chooseFile(page, file);
}

/** Chooses a file on the import page, as a person does, and waits until it is checked. */
export async function chooseFile(page: Page, { name, bytes }: GivenFile): Promise<void> {
  const picking = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose File' }).click();
  const picker = await picking;
  await picker.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeVisible();
}

/** Chooses a file, uploads it, and waits until the newest upload of the history says how it ended. */
export async function importFile(page: Page, file: GivenFile, status: string): Promise<void> {
  await openAndChooseFile(page, file);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Upload History' })).toBeVisible();
  await expect(newestUpload(page)).toContainText(file.name);
  await expect(newestUpload(page).getByText(status, { exact: true })).toBeVisible({ timeout: 30_000 });
}

/** The first row below the header of Upload History. */
export function newestUpload(page: Page) {
  return page.getByRole('table').getByRole('row').nth(1);
}

/** Downloads a file of the newest upload by its name in the Actions menu. */
export async function downloadResult(page: Page, item: string): Promise<GivenFile> {
  await newestUpload(page).getByRole('button', { name: 'Actions' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  const download = await downloading;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
