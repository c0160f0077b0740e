const preferences = ['rollbook.language', 'rollbook.theme', 'rollbook.install-hint'];

/** How Rollbook speaks and looks on this device, and what it shall not offer again: nobody's secret. */
export function readPreferences(): readonly (readonly [key: string, value: string])[] {
  return preferences.flatMap((key) => {
    const value = localStorage.getItem(key);
    return value === null ? [] : [[key, value] as const];
  });
}

/** After the browser wiped this app's storage: loads the page again, because nothing in memory fits what is left. */
export function startAfresh(kept: ReturnType<typeof readPreferences>): void {
  for (const [key, value] of kept) localStorage.setItem(key, value);
  location.replace('/sign-in');
}
