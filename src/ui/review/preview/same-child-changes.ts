import type { SameChildQuestion } from '#domain/batches/same-child.ts';
import type { RosterChange } from '#domain/drafts/edit-draft.ts';
import { headerNames, type HeaderLanguage, type Mapping } from '#domain/roster/template.ts';

/** "Same child": the rows get the student's User GUID, in a column of its own where the file has none; one step. */
export function sameChildChanges(
  questions: readonly Pick<SameChildQuestion, 'rowNumbers' | 'student'>[],
  { header, mapping }: { readonly header: readonly string[]; readonly mapping: Mapping },
  language: HeaderLanguage,
): RosterChange[] {
  const known = mapping.indexOf('userGuid');
  const columnIndex = known < 0 ? header.length : known;
  const cells = questions.flatMap(({ rowNumbers, student }) =>
    rowNumbers.map((rowNumber) => ({ rowNumber, columnIndex, text: student.userGuid })),
  );
  const fill: RosterChange = { type: 'cells', cells };
  if (known >= 0) return [fill];
  return [{ type: 'addColumn', header: headerNames[language].userGuid, key: 'userGuid' }, fill];
}
