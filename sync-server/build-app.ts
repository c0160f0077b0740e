import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Result } from '#domain/result.ts';

const root = join(import.meta.dirname, '..');

/** Where `npm run build` puts the app. */
export const buildFolder = join(root, 'build');

/** Builds the app when it was not built yet. A refusal is a sentence for the operator. */
export function buildAppIfMissing(): Result<null, string> {
  if (existsSync(join(buildFolder, '200.html'))) return ok(null);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(vite))
    return refuse('The app is not built, and vite is not installed: run npm ci, then npm run build.');
  const { status } = spawnSync(process.execPath, [vite, 'build'], { cwd: root, stdio: 'inherit' });
  return status === 0 ? ok(null) : refuse('The app could not be built, see above.');
}
