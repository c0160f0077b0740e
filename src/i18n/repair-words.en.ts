import { plural } from './plural.ts';
import { problemSentence } from './problem-messages.ts';
import type { OptionWords, RepairWords } from './repair-words.ts';

const rows = plural('en', { one: '# row', other: '# rows' });
const emails = plural('en', { one: '# e-mail address', other: '# e-mail addresses' });
const dates = plural('en', { one: '# date', other: '# dates' });
const names = plural('en', { one: '# name', other: '# names' });
const are = plural('en', { one: 'is', other: 'are' });
const have = plural('en', { one: 'has', other: 'have' });
const copies = plural('en', { one: 'Remove the copy', other: 'Remove # copies' });

/** The form of a verb that goes with a count. */
function verb(count: number, one: string, other: string): string {
  return count === 1 ? one : other;
}

function setAll(count: number, picked: string): string {
  if (picked === '') return 'Leave blank';
  return count === 1 ? `Set to ${picked}` : `Set all to ${picked}`;
}

const keeping = { most: 'Keep what most rows say', first: 'Keep the first', last: 'Keep the last' };
const keep = (picked: string) => keeping[picked as keyof typeof keeping];

export const repairWordsEn: RepairWords = {
  'row.copies': {
    says: ({ changeCount: n }) =>
      `${rows(n)} ${verb(n, 'says', 'say')} the same as a row before. One is enough.`,
    does: ({ changeCount }) => copies(changeCount),
  },
  'text.quotes': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} quote marks around the text.`,
    does: () => 'Take the quote marks away',
  },
  'text.spaces': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} too many spaces.`,
    does: () => 'Leave one space',
  },
  'email.ending': {
    says: ({ rowCount: n, facts }) => `${emails(n)} ${verb(n, 'ends', 'end')} in ${facts.from}.`,
    does: ({ facts }) => `Change to ${facts.to}`,
  },
  'email.provider': {
    says: ({ rowCount: n, facts }) => `${emails(n)} ${verb(n, 'ends', 'end')} in @${facts.from}.`,
    does: ({ facts }) => `Change to @${facts.to}`,
  },
  'email.at': {
    says: ({ rowCount: n, facts }) => `${emails(n)} ${have(n)} no @ before ${facts.domain}.`,
    does: () => 'Put the @ in',
  },
  'email.tidy': {
    says: ({ rowCount: n }) => `${emails(n)} ${have(n)} a slip, like a space or two dots.`,
    does: () => 'Correct',
  },
  'email.blank': {
    says: ({ rowCount: n }) => `${emails(n)} ${are(n)} not complete. No one needs an e-mail to sign in.`,
    does: () => 'Leave blank',
  },
  'grade.nearest': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} a slip in the grade.`,
    does: () => 'Correct',
  },
  'grade.unknown': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} a grade we do not know.`,
    does: ({ rowCount }, picked) => setAll(rowCount, picked),
  },
  'grade.missing': {
    says: ({ rowCount: n }) => `${rows(n)} ${have(n)} no grade.`,
    does: ({ rowCount }, picked) => setAll(rowCount, picked),
  },
  'date.form': {
    says: ({ rowCount: n }, { column }) => `${column}: ${dates(n)} ${have(n)} a form we cannot use.`,
    does: () => 'Write like 2026-08-12',
  },
  'date.order': {
    says: ({ rowCount: n, facts }, { column }) => {
      const both = `${column}: ${dates(n)} can mean two days.`;
      if (facts.proved === null) return `${both} Which comes first, the day or the month?`;
      return `${both} Other dates of this file have the ${facts.proved === 'day-first' ? 'day' : 'month'} first.`;
    },
    does: (_, picked) => (picked === 'day-first' ? 'Day first' : 'Month first'),
  },
  'date.blank': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${rows(n)} ${have(n)} no date we can read. It may be blank.`,
    does: () => 'Leave blank',
  },
  'class.swap': {
    says: ({ rowCount: n }) => `${rows(n)} ${have(n)} a class that ends before it starts.`,
    does: () => 'Swap the two dates',
  },
  'id.pad': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${rows(n)} ${have(n)} fewer digits than the rest. Zeros in front may be lost.`,
    does: ({ facts }) => `Fill up to ${facts.usual} digits`,
  },
  'id.damaged': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${rows(n)} ${have(n)} a number cut short by a spreadsheet, and we cannot bring it back. Set the cells to text there, and type the full number.`,
    does: null,
  },
  'username.make': {
    says: ({ rowCount: n, facts: { why } }, { column }) => {
      if (why === 'twice') return `${column}: ${rows(n)} ${have(n)} one that two students share.`;
      if (why === 'taken') return `${column}: ${rows(n)} ${have(n)} one that is taken.`;
      return `${column}: ${rows(n)} ${have(n)} one that does not work.`;
    },
    does: () => 'Let Rollbook make one',
  },
  'password.make': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} ${have(n)} one that is not safe.`,
    does: () => 'Let Rollbook make one',
  },
  'formula.blank': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${rows(n)} ${verb(n, 'shows', 'show')} a failed formula.`,
    does: () => 'Leave blank',
  },
  'guid.blank': {
    says: ({ rowCount: n }, { column, nameOf }) =>
      `${column}: ${rows(n)} ${have(n)} one this school does not know. The ${nameOf(column === nameOf('userGuid') ? 'studentId' : 'classId')} is enough.`,
    does: () => 'Leave blank',
  },
  'master_code.blank': {
    says: ({ rowCount: n }, { column }) =>
      `${column}: ${rows(n)} ${have(n)} a code this school does not have.`,
    does: () => 'Leave blank',
  },
  'class.id_from_name': {
    says: ({ rowCount: n }, { column }) =>
      `${rows(n)} ${have(n)} a class but no ${column}. Rows with the same class name have one.`,
    does: (_, __, { column }) => `Fill in ${column}`,
  },
  'student.keep': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} of the same students do not agree.`,
    does: (_, picked) => keep(picked),
  },
  'class.keep': {
    says: ({ rowCount: n }, { column }) => `${column}: ${rows(n)} of the same classes do not agree.`,
    does: (_, picked) => keep(picked),
  },
  'name.upper': {
    says: ({ rowCount: n }, { column }) => `${column}: ${names(n)} ${are(n)} all in big letters.`,
    does: () => 'Use small letters too',
  },
  'name.lower': {
    says: ({ rowCount: n }, { column }) => `${column}: ${names(n)} ${have(n)} no big letter.`,
    does: () => 'Use big letters too',
  },
  'by.hand': {
    says: ({ rowCount, facts: { problem } }) => {
      const sentence = problemSentence(problem, 'en');
      return rowCount === 1
        ? `Row ${problem.rowNumber}: ${sentence}`
        : `${rows(rowCount)}, like row ${problem.rowNumber}: ${sentence}`;
    },
    does: null,
  },
};

export const optionWordsEn: OptionWords = {
  blank: 'blank',
  'month-first': 'Month first',
  'day-first': 'Day first',
  most: 'What most rows say',
  first: 'The first row',
  last: 'The last row',
};
