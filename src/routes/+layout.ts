import { language } from '#ui/language.svelte.ts';

export const ssr = false;
export const prerender = false;

/** Nothing is shown before its words are there. */
export const load = () => language.start();
