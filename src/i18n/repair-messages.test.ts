import { describe, expect, test } from 'vitest';
import { problem } from '#domain/roster/problem.ts';
import type { RepairFacts, RepairKind, RepairOffer } from '#domain/roster/repair/repair.ts';
import { countSentences, forbiddenWords, readingGrade } from '#tests/support/reading-grade.ts';
import { optionName, repairAction, repairSentence } from './repair-messages.ts';

const blank = problem('cell.required', { rowNumber: 7, column: 'firstName', value: '' }, {});

const facts: RepairFacts = {
  'row.copies': {},
  'text.quotes': {},
  'text.spaces': {},
  'email.ending': { from: '.con', to: '.com' },
  'email.provider': { from: 'gmial.com', to: 'gmail.com' },
  'email.at': { domain: 'school.org' },
  'email.tidy': {},
  'email.blank': {},
  'grade.nearest': {},
  'grade.unknown': {},
  'grade.missing': {},
  'date.form': {},
  'date.order': { proved: 'day-first' },
  'date.blank': {},
  'class.swap': {},
  'id.pad': { usual: 6 },
  'id.damaged': {},
  'username.make': { why: 'twice' },
  'password.make': {},
  'formula.blank': {},
  'guid.blank': {},
  'master_code.blank': {},
  'class.id_from_name': {},
  'student.keep': {},
  'class.keep': {},
  'name.upper': {},
  'name.lower': {},
  'by.hand': { problem: blank },
};

const columns: Partial<Record<RepairKind, RepairOffer['column']>> = {
  'guid.blank': 'userGuid',
  'username.make': 'username',
  'password.make': 'password',
  'date.order': 'classStartDate',
};
const picks: Partial<Record<RepairKind, string>> = {
  'grade.missing': '3',
  'grade.unknown': '3',
  'date.order': 'day-first',
  'student.keep': 'most',
  'class.keep': 'last',
};

function offerOf<Kind extends RepairKind>(kind: Kind, rowCount: number, own = facts[kind]): RepairOffer {
  const plain = { severity: 'error', changeCount: rowCount, samples: [], options: [], proposed: null };
  // The facts belong to the kind, which a generic function cannot show.
  return {
    id: kind,
    kind,
    column: columns[kind] ?? 'gradeLevel',
    facts: own,
    rowCount,
    ...plain,
  } as unknown as RepairOffer;
}

const kinds = Object.keys(facts) as RepairKind[];

describe.each(kinds)('the words for %s', (kind) => {
  test.each(['en', 'es'] as const)(
    'are one or two short sentences, for one row and for many (%s)',
    (language) => {
      for (const rowCount of [1, 14]) {
        const sentence = repairSentence(offerOf(kind, rowCount), language);
        expect(countSentences(sentence)).toBeLessThanOrEqual(2);
        expect(sentence).not.toMatch(forbiddenWords);
        expect(sentence).toMatch(/[.?]$/);
        expect(sentence.length).toBeLessThan(200);
      }
    },
  );

  test.each(['en', 'es'] as const)(
    'say on the button what it does, where it does something (%s)',
    (language) => {
      const action = repairAction(offerOf(kind, 14), picks[kind] ?? '', language);
      if (kind === 'by.hand' || kind === 'id.damaged') expect(action).toBeNull();
      else expect(action).toMatch(/^\p{Lu}.{4,}[^.]$/u);
      expect(action ?? '').not.toMatch(forbiddenWords);
    },
  );

  test('can be read by a sixth-grader', () => {
    expect(readingGrade(repairSentence(offerOf(kind, 14), 'en'))).toBeLessThanOrEqual(6);
  });
});

test('a group says how many rows, and its button what they will have', () => {
  const missing = offerOf('grade.missing', 14);
  expect(repairSentence(missing, 'en')).toBe('14 rows have no grade.');
  expect(repairAction(missing, '3', 'en')).toBe('Set all to 3');
  expect(repairAction(offerOf('grade.unknown', 14), '', 'en')).toBe('Leave blank');
  const ending = offerOf('email.ending', 6);
  expect(repairSentence(ending, 'en')).toBe('6 e-mail addresses end in .con.');
  expect(repairAction(ending, '', 'en')).toBe('Change to .com');
  expect(repairSentence(ending, 'es')).toBe('6 correos terminan en .con.');
});

test('dates that nothing else in the file explains are a question', () => {
  const asked = offerOf('date.order', 5, { proved: null });
  expect(repairSentence(asked, 'en')).toMatch(/two days\. Which comes first, the day or the month\?$/);
});

test('options are shown as words, and values of the file as they are', () => {
  expect(['', 'K', '3', 'day-first'].map((one) => optionName(one, 'en'))).toEqual([
    'blank',
    'K',
    '3',
    'Day first',
  ]);
});
