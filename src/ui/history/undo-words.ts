import { headerNames } from '#domain/roster/template.ts';
import type { UndoLeftover, UndoReport } from '#sync/undo.ts';
import { language } from '../language.svelte.ts';

/** What an undoing takes back, or has taken back, in sentences; what there is none of is left out. */
export function undoSentences({ counts, state }: UndoReport): string[] {
  const { undo } = language.messages;
  const words = state === 'possible' ? undo : undo.done;
  const sentences = (['accounts', 'restored', 'places', 'classes'] as const).flatMap((key) =>
    counts[key] > 0 ? [words[key](counts[key])] : [],
  );
  return sentences.length > 0 ? sentences : [words.nothing];
}

export interface LeftoverWords {
  readonly name: string;
  readonly what: string;
  readonly why: string;
}

/** One thing that stays: whose, what, and why. */
export function leftoverWords({ thing, reason, columns, ...names }: UndoLeftover): LeftoverWords {
  const { things, reasons } = language.messages.undo;
  const { studentName, studentId, className, classId } = names;
  const student = studentName === null ? '' : [studentName, studentId].filter(Boolean).join(', ');
  const schoolClass = className === null ? '' : `${className} (${classId ?? ''})`;
  const labels = columns.map((column) => headerNames[language.current][column]).join(', ');
  return {
    name: student === '' ? schoolClass : student,
    what: labels || [things[thing], student === '' ? '' : schoolClass].filter(Boolean).join(' '),
    why: reasons[reason],
  };
}
