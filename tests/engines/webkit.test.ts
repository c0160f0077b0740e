import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { studentsOf } from '../support/import-world.ts';
import { madeUpClass } from '../support/made-up-class.ts';
import { startRollbook, teacher } from '../support/rollbook.ts';
import { sheetFile, withCell } from '../support/sheets.ts';
import { startHttpsFront } from './https-front.ts';
import { openWebKit, type WebKitWindow } from './web-driver.ts';

const enter = '\uE007';
const oneGradeWrong = withCell(madeUpClass(30), '000020', 'Grade Level', '42');

/** The product behind HTTPS, a WebKit window, and a folder for files; all gone after the test. */
async function prepare(t: TestContext) {
  const rollbook = await startRollbook();
  const front = await startHttpsFront(rollbook.url);
  const folder = mkdtempSync(join(tmpdir(), 'rollbook-webkit-'));
  const window = await openWebKit();
  t.after(async () => {
    await window.close();
    await front.stop();
    await rollbook.stop();
    rmSync(folder, { recursive: true });
  });
  return { rollbook, url: front.url, folder, window };
}

async function signIn(window: WebKitWindow, url: string): Promise<void> {
  await window.open(`${url}/sign-in`);
  await (await window.find('input[name=username]')).type(teacher.username);
  await (await window.find('input[name=password]')).type(teacher.password);
  await (await window.find('button[type=submit]')).click();
  await window.find('h1', 'My Programs');
}

for (const format of ['csv', 'xlsx'] as const) {
  void test(`a class list in ${format.toUpperCase()} is read, fixed and uploaded without a network, and arrives when there is one`, async (t) => {
    const { rollbook, url, folder, window } = await prepare(t);
    await signIn(window, url);
    await window.until('navigator.serviceWorker.controller !== null');
    await rollbook.stopListening();

    const file = sheetFile('class', oneGradeWrong, format);
    writeFileSync(join(folder, file.name), file.bytes);
    await window.open(`${url}/import`);
    await (await window.find('main input[type=file]')).type(join(folder, file.name));
    await (await window.find('main a', 'Fix')).click();
    const cell = await window.find('[role=gridcell]', '42');
    await cell.click();
    await cell.type(`4${enter}`);
    await window.until(
      `![...document.querySelectorAll('[role=gridcell]')].some((one) => one.textContent.includes('42'))`,
    );
    await (await window.find('main button', 'Upload')).click();
    await window.find('[role=table] [role=row], table tr', 'Waiting to send');

    await rollbook.startListening();
    await window.open(`${url}/history`);
    await window.find('[role=table] [role=row], table tr', 'Completed');
    assert.equal((await studentsOf(rollbook)).length, 30);
  });
}
