import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [sveltekit()],
  worker: { format: 'es' },
  optimizeDeps: { include: ['papaparse', 'xlsx', 'comlink', 'dexie'] },
  server: { proxy: { '/api': 'http://127.0.0.1:3001' } },
});
