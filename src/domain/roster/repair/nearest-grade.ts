import { gradeWords } from '../grade-words.ts';
import { readGrade } from '../read-grade.ts';
import { gradeLevels, type GradeLevel } from '../row.ts';
import { editDistance } from './edit-distance.ts';

/** A number with words for a grade before it and a section behind it: "Grade 3-B", "Grd 4", "5A", "4 (Kim)". */
const withSection =
  /^(?:(?:gr[a-z]{0,4}|level|nivel|lvl|class|curso|year)\W{0,3})?0?(\d{1,2})(?:[\s-]?[a-z]|\s?\([^()]*\))?$/;
/** Shorter words are too near to each other: `one` and `once` are a letter apart. */
const shortestWord = 4;
const longWord = 8;

/**
 * The one grade a text that is no grade must have meant: `thrid`, `Kindergaten`, `3-B`. Null when none is near, or when two
 * different grades are equally near.
 */
export function nearestGrade(text: string): GradeLevel | null {
  if (text.length > 40) return null;
  const plain = text.normalize('NFD').toLowerCase().replace(/\p{M}/gu, '');
  const number = withSection.exec(plain)?.[1];
  if (number !== undefined) return readGrade(number);
  const word = plain.replace(/\b(?:grade|grado|grd|gr)\b/g, '').replace(/[^\p{L}]+/gu, '');
  return word.length < shortestWord ? null : nearestWord(word);
}

function nearestWord(word: string): GradeLevel | null {
  const most = word.length >= longWord ? 2 : 1;
  let least = most + 1;
  let nearest: GradeLevel | null = null;
  for (const grade of gradeLevels) {
    const distance = distanceToGrade(word, grade, most);
    if (distance > least || distance > most) continue;
    nearest = distance === least ? null : grade;
    least = distance;
  }
  return nearest;
}

function distanceToGrade(word: string, grade: GradeLevel, most: number): number {
  const near = gradeWords[grade].filter((known) => Math.abs(known.length - word.length) <= most);
  return Math.min(most + 1, ...near.map((known) => editDistance(word, known)));
}
