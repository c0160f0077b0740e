import type { Page } from 'playwright-core';

/** All rows of some tables of the app's database on this device, as the page itself sees them. Sealed bytes come as their length. */
export function readTables(page: Page, tables: readonly string[]): Promise<Record<string, unknown[]>> {
  return page.evaluate(async (names) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('rollbook');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no database'));
    });
    const read = (name: string) =>
      new Promise<unknown[]>((resolve, reject) => {
        const request = database.transaction(name).objectStore(name).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error(name));
      });
    const entries: [string, unknown[]][] = [];
    for (const name of names) entries.push([name, await read(name)]);
    database.close();
    return Object.fromEntries(entries);
  }, tables);
}

/** Deletes rows behind the app's back, as a damaged disk does: all of a table, or only the first. */
export function loseRows(page: Page, table: string, which: 'all' | 'first'): Promise<void> {
  return page.evaluate(
    async ([name, count]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('rollbook');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('no database'));
      });
      const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore(name);
      if (count === 'all') store.clear();
      else {
        const keys = store.getAllKeys();
        keys.onsuccess = () => keys.result.slice(0, 1).forEach((key) => store.delete(key));
      }
      await new Promise((done, failed) => {
        transaction.oncomplete = done;
        transaction.onerror = failed;
      });
      database.close();
    },
    [table, which] as const,
  );
}

/** How many rows every table of the app's database has; nothing when there is no database. */
export async function countRows(page: Page): Promise<Record<string, number>> {
  const names = await page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'rollbook')) return [];
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('rollbook');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no database'));
    });
    const tables = [...database.objectStoreNames];
    database.close();
    return tables;
  });
  const tables = await readTables(page, names);
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.length]));
}
