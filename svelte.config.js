import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Kit's announcer for screen readers carries one inline style; this is its hash. */
const routeAnnouncerStyle = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

/**
 * The same for two builds of one commit, another one as soon as anything shipped changes: devices notice a new version
 * by it. A time stamp, the default, would make two builds of one commit differ.
 */
function contentVersion() {
  const hash = createHash('sha256');
  for (const path of ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts']) {
    for (const file of filesIn(path)) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

// Kit reads this file again in the processes of one build: a file saved meanwhile must not make them disagree.
process.env.APP_VERSION ??= contentVersion();
/** Tests build a second version beside the first. */
const { APP_VERSION: version, BUILD_FOLDER: buildFolder = 'build' } = process.env;

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({
      pages: buildFolder,
      assets: buildFolder,
      fallback: '200.html',
      strict: true,
      precompress: true,
    }),
    outDir: buildFolder === 'build' ? '.svelte-kit' : join('.svelte-kit', 'beside', basename(buildFolder)),
    serviceWorker: { register: false },
    typescript: {
      // The tools' own configuration files are checked like everything else.
      config: (config) => ({ ...config, include: [...config.include, '../*.config.ts'] }),
    },
    version: { name: version },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self'],
        'style-src': ['self'],
        'style-src-attr': ['unsafe-hashes', routeAnnouncerStyle],
        'connect-src': ['self'],
        'worker-src': ['self'],
        'manifest-src': ['self'],
        'img-src': ['self', 'data:'],
        'font-src': ['self'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'object-src': ['none'],
      },
    },
  },
};
