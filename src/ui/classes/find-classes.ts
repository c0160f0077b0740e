import type { SchoolClass } from '#sync/classes.ts';

/** The classes whose name or Class ID has every word of the search in it; case and accents do not matter. */
export function findClasses(classes: readonly SchoolClass[], search: string): readonly SchoolClass[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return classes.filter(({ className, classId }) => {
    const text = fold(`${className} ${classId}`);
    return words.every((word) => text.includes(word));
  });
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
