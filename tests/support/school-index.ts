import type { SchoolIndex } from '#domain/students/school-index.ts';
import type { SchoolIndexPage } from '#protocol/school-index.ts';
import { indexPage, indexState } from '#sync-server/accounts/school-index.ts';
import type { ImportWorld } from './import-world.ts';

/** The index of the world's school, all pages, as a device has it. */
export async function schoolIndexOf({
  parts,
  school,
}: Pick<ImportWorld, 'parts' | 'school'>): Promise<SchoolIndex> {
  const state = await indexState(school, parts);
  const pages: SchoolIndexPage[] = [];
  let after: string | undefined;
  do {
    const page: SchoolIndexPage = await indexPage(school, after, after === undefined ? state : null, parts);
    pages.push(page);
    after = page.next ?? undefined;
  } while (after !== undefined);
  const { etag: _, ...facts } = state;
  return { ...facts, pages: pages.map((page) => page.students) };
}
