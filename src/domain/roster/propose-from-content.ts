import type { ColumnContent } from './column-content.ts';
import { foldHeader } from './header-names.ts';
import type { ColumnProposal } from './propose-mapping.ts';
import type { ColumnMeaning } from './template.ts';

/** What a name says in passing, when it is no name we know. */
const hints = {
  class: /class|section|course|clase|curso|seccion|grupo/,
  grade: /grad|year|nivel|curso|level|yr/,
  start: /start|begin|inicio|comienzo|desde|from/,
  end: /end|fin|termin|hasta|until/,
  code: /id$|id[^a-z]|num|nr$|no$|code|cod|matric|folio|exp|barcode|regist/,
};

/**
 * The proposals with what the cells of columns without a known name look like. Everything is a question: cells only ever look
 * like something. Where two columns look like the same thing, neither is proposed.
 */
export function proposeFromContent(
  header: readonly string[],
  named: readonly ColumnProposal[],
  contents: readonly ColumnContent[],
): ColumnProposal[] {
  const whole = named.map((proposal, index) => asWholeName(proposal, named, contents[index]));
  const hasRows = contents.some(({ filled }) => filled > 0);
  const taken = new Set(whole.map(({ meaning }) => meaning));
  const looks = whole.map((proposal, index) => {
    const content = contents[index];
    return content && isOpen(proposal) ? looksLike(header[index] ?? '', content, taken) : null;
  });
  return whole.map((proposal, index): ColumnProposal => {
    if (!isOpen(proposal)) return proposal;
    if (contents[index]?.filled === 0 && hasRows) return { meaning: null, certainty: 'sure', why: 'blank' };
    const meaning = looks[index] ?? null;
    if (meaning === null || isRival(meaning, index, looks, header)) return proposal;
    return { meaning, certainty: 'likely', why: 'content' };
  });
}

function isOpen({ meaning, certainty, why }: ColumnProposal): boolean {
  return meaning === null && certainty === 'unknown' && why === 'not_used';
}

/** A column called First Name, without a Last Name beside it, may hold both: `Nombre` over `López, Ana`. */
function asWholeName(
  proposal: ColumnProposal,
  named: readonly ColumnProposal[],
  content: ColumnContent | undefined,
): ColumnProposal {
  const isName = proposal.meaning === 'firstName' || proposal.meaning === 'lastName';
  const names = named.filter(({ meaning }) => isNameMeaning(meaning));
  if (!isName || names.length !== 1 || !content?.holdsLastFirst) return proposal;
  return { meaning: 'lastFirst', certainty: 'likely', why: 'content' };
}

function isNameMeaning(meaning: ColumnMeaning | null): boolean {
  return meaning === 'firstName' || meaning === 'lastName' || meaning === 'lastFirst';
}

function looksLike(
  header: string,
  content: ColumnContent,
  taken: ReadonlySet<ColumnMeaning | null>,
): ColumnMeaning | null {
  const folded = foldHeader(header);
  const isFree = (meaning: ColumnMeaning) => !taken.has(meaning);
  const hasClass = taken.has('classId') || taken.has('className') || taken.has('classGuid');
  if (content.holdsEmails) return isFree('email') ? 'email' : null;
  if (content.holdsOwnGuids) return ownGuid(folded, isFree);
  if (content.holdsLastFirst) return [...taken].some(isNameMeaning) ? null : 'lastFirst';
  if (content.holdsDates) return hasClass ? classDate(folded, isFree) : null;
  if (isFree('gradeLevel') && holdsGrades(folded, content)) return 'gradeLevel';
  return content.holdsDistinctCodes && isFree('studentId') ? 'studentId' : null;
}

function ownGuid(folded: string, isFree: (meaning: ColumnMeaning) => boolean): ColumnMeaning | null {
  const meaning = hints.class.test(folded) ? 'classGuid' : 'userGuid';
  return isFree(meaning) ? meaning : null;
}

function classDate(folded: string, isFree: (meaning: ColumnMeaning) => boolean): ColumnMeaning | null {
  if (hints.start.test(folded)) return isFree('classStartDate') ? 'classStartDate' : null;
  return hints.end.test(folded) && isFree('classEndDate') ? 'classEndDate' : null;
}

/** Bare numbers are grades only where the name says so, or there is no name and they are not all different. */
function holdsGrades(folded: string, content: ColumnContent): boolean {
  if (content.grades !== 'numbers') return content.grades === 'certain';
  return hints.grade.test(folded) || (folded === '' && !content.isDistinct);
}

/** Whether another column looks like the same thing; of several that could be the ID, one that is called like a code wins. */
function isRival(
  meaning: ColumnMeaning,
  index: number,
  looks: readonly (ColumnMeaning | null)[],
  header: readonly string[],
): boolean {
  const places = looks.flatMap((look, place) => (look === meaning ? [place] : []));
  if (places.length === 1) return false;
  const called = places.filter((place) => hints.code.test(foldHeader(header[place] ?? '')));
  return meaning !== 'studentId' || called.length !== 1 || called[0] !== index;
}
