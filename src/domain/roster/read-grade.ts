import { gradeWords } from './grade-words.ts';
import { gradeLevels, type GradeLevel } from './row.ts';

const gradesByText: ReadonlyMap<string, GradeLevel> = new Map(gradeLevels.map((grade) => [grade, grade]));
const gradesByWord: ReadonlyMap<string, GradeLevel> = new Map(
  gradeLevels.flatMap((grade) => gradeWords[grade].map((word) => [word, grade] as const)),
);

// A number with what people write around it: "03", "3rd", "Grade 3", "3.º grado", "3.0" (exported by a program).
const numbered =
  /^(?:(?:grade|grado|gr|level|nivel)\W{0,3})?0?(\d{1,2})(?:\.0+|\.?\s?(?:st|nd|rd|th|er|ro|ero|do|to|mo|vo|no|[oaºª°])\.?)?(?:[\s-]?(?:grade|grader|grado|gr))?\.?$/;
const wordsAround = /^(?:grade|grado)|(?:grade|grado)$/g;

/**
 * Reads a grade level however people write it, in English or Spanish; null when it is none of `PK K 1…12`.
 * Nothing is guessed: `0`, `TK` (neither PK nor K), `13` and ranges such as `K-2` are null.
 */
export function readGrade(text: string): GradeLevel | null {
  const known = gradesByText.get(text);
  if (known !== undefined) return known;
  if (text.length > 40) return null;
  const plain = text.normalize('NFD').toLowerCase().replace(/\p{M}/gu, '');
  const number = numbered.exec(plain)?.[1];
  if (number !== undefined) return gradesByText.get(String(Number(number))) ?? null;
  const word = plain.replace(/[\s.\-–_'’()]+/g, '').replace(wordsAround, '');
  return gradesByWord.get(word) ?? null;
}
