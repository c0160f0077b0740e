import type { Page } from '@playwright/test';

export const pin = '482916';

/** Gives the signed-in person a PIN that opens this device without a network. */
export async function setPin(page: Page): Promise<void> {
  await openPinDialog(page);
  await typeNewPin(page, pin);
  await page.getByText('The PIN is saved on this device.').waitFor();
}

export async function openPinDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Profile' }).click();
  await page.getByRole('button', { name: 'Offline PIN' }).click();
}

/** Fills in the dialog of a new PIN and saves. */
export async function typeNewPin(page: Page, newPin: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Offline PIN' });
  await dialog.getByLabel('New PIN', { exact: true }).fill(newPin);
  await dialog.getByLabel('Repeat new PIN').fill(newPin);
  await dialog.getByRole('button', { name: 'Save PIN' }).click();
}
