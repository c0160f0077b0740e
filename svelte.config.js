import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Kit's announcer for screen readers carries one inline style; this is its hash. */
const routeAnnouncerStyle = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ fallback: '200.html', strict: true, precompress: true }),
    serviceWorker: { register: false },
    // A time stamp, the default, would make two builds of one commit differ.
    version: { name: process.env.npm_package_version ?? 'dev' },
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
