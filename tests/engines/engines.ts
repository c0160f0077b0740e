import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export const firefoxPath = '/usr/bin/firefox-esr';
export const webKitDriverPath = '/usr/bin/WebKitWebDriver';
export const webKitPath = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

const packages: Readonly<Record<string, readonly string[]>> = {
  [firefoxPath]: ['firefox-esr'],
  [webKitDriverPath]: ['webkit2gtk-driver', 'libwebkit2gtk-4.1-0', 'xvfb', 'xauth'],
};

/** Gets an engine from Debian unless it is there; false where that cannot be done. */
export function hasEngine(path: string): boolean {
  if (existsSync(path)) return true;
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', ...(packages[path] ?? [])], { stdio: 'inherit' });
  } catch (error) {
    console.log(`apt-get did not work: ${error instanceof Error ? error.message : String(error)}`);
  }
  return existsSync(path);
}
