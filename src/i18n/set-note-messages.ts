import type { SetNote } from '#domain/roster-sets/roster-set.ts';
import { plural, type Language } from './plural.ts';
import { shown } from './problem-words.ts';

type NoteWords = {
  readonly [Code in SetNote['code']]: (note: Extract<SetNote, { readonly code: Code }>) => string;
};

function counted(language: Language, forms: { one: string; other: string }) {
  const words = plural(language, forms);
  return ({ count }: { readonly count: number }) => words(count);
}

const en: NoteWords = {
  'set.inactive_students': counted('en', {
    one: '# student is marked as gone and was left out.',
    other: '# students are marked as gone and were left out.',
  }),
  'set.other_people': counted('en', {
    one: '# person who is not a student was left out.',
    other: '# people who are not students were left out.',
  }),
  'set.inactive_places': counted('en', {
    one: '# place in a class is over and was left out.',
    other: '# places in classes are over and were left out.',
  }),
  'set.unmatched_places': counted('en', {
    one: '# place in a class was left out: its student or class is in none of the files.',
    other: '# places in classes were left out: their student or class is in none of the files.',
  }),
  'set.students_without_class': counted('en', {
    one: '# student is in no class. The account is made all the same.',
    other: '# students are in no class. Their accounts are made all the same.',
  }),
  'set.files_not_used': ({ names }) => `Not used: ${listed(names)}.`,
};

const es: NoteWords = {
  'set.inactive_students': counted('es', {
    one: '# estudiante aparece como dado de baja y no se incluye.',
    other: '# estudiantes aparecen como dados de baja y no se incluyen.',
  }),
  'set.other_people': counted('es', {
    one: '# persona que no es estudiante no se incluye.',
    other: '# personas que no son estudiantes no se incluyen.',
  }),
  'set.inactive_places': counted('es', {
    one: '# lugar en una clase ya terminó y no se incluye.',
    other: '# lugares en clases ya terminaron y no se incluyen.',
  }),
  'set.unmatched_places': counted('es', {
    one: '# lugar en una clase no se incluye: su estudiante o su clase no está en los archivos.',
    other: '# lugares en clases no se incluyen: su estudiante o su clase no está en los archivos.',
  }),
  'set.students_without_class': counted('es', {
    one: '# estudiante no está en ninguna clase. Su cuenta se crea igual.',
    other: '# estudiantes no están en ninguna clase. Sus cuentas se crean igual.',
  }),
  'set.files_not_used': ({ names }) => `Sin usar: ${listed(names)}.`,
};

function listed(names: readonly string[]): string {
  return names.map((name) => shown(name)).join(', ');
}

const noteWords: Readonly<Record<Language, NoteWords>> = { en, es };

/** What was left out of a set of files, or is worth knowing of it. */
export function setNoteSentence(note: SetNote, language: Language): string {
  // As in problemSentence: the record pairs code and function, an index does not.
  const say = noteWords[language][note.code] as (one: SetNote) => string;
  return say(note);
}
