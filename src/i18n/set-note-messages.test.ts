import { describe, expect, test } from 'vitest';
import type { SetNote } from '#domain/roster-sets/roster-set.ts';
import { forbiddenWords, readingGrade } from '#tests/support/reading-grade.ts';
import { setNoteSentence } from './set-note-messages.ts';

const notes: { readonly [Code in SetNote['code']]: Extract<SetNote, { readonly code: Code }> } = {
  'set.inactive_students': { code: 'set.inactive_students', count: 2 },
  'set.other_people': { code: 'set.other_people', count: 2 },
  'set.inactive_places': { code: 'set.inactive_places', count: 2 },
  'set.unmatched_places': { code: 'set.unmatched_places', count: 2 },
  'set.students_without_class': { code: 'set.students_without_class', count: 2 },
  'set.files_not_used': { code: 'set.files_not_used', names: ['notes.csv'] },
};

describe.each(Object.values(notes))('the sentence for $code', (note) => {
  test('is in plain words', () => {
    expect(readingGrade(setNoteSentence(note, 'en'))).toBeLessThanOrEqual(6);
    for (const language of ['en', 'es'] as const) {
      expect(setNoteSentence(note, language)).not.toMatch(forbiddenWords);
    }
  });
});

test('one of a kind is spoken of as one', () => {
  expect(setNoteSentence({ code: 'set.other_people', count: 1 }, 'en')).toBe(
    '1 person who is not a student was left out.',
  );
});
