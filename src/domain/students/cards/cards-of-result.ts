import type { StudentFacts } from '../../accounts/account.ts';
import type { KeptCompletedRow, ResultRow } from '../../batches/result-row.ts';
import type { Milliseconds } from '../../time.ts';
import type { LoginCard } from './login-card.ts';

/**
 * A card for every student of an upload, in the order of the file: one, however many rows (classes) a student has.
 * A password that has died by `now` is left out.
 */
export function cardsOfResult(rows: readonly ResultRow[], now: Milliseconds): LoginCard[] {
  const cards = new Map<string, LoginCard>();
  for (const { completed } of rows) {
    if (!completed?.student) continue;
    const { userGuid } = completed.student;
    const card = cards.get(userGuid) ?? cardOf(completed.student, completed, now);
    cards.set(userGuid, withClassOf(completed, card));
  }
  return [...cards.values()];
}

function cardOf(
  { userGuid, firstName, lastName, gradeLevel, username }: StudentFacts,
  { temporaryPassword, temporaryPasswordDiesAt: diesAt }: KeptCompletedRow,
  now: Milliseconds,
) {
  const isAlive = temporaryPassword !== null && (diesAt === null || diesAt > now);
  const way = isAlive ? { temporaryPassword, diesAt } : { temporaryPassword: null, diesAt: null };
  return { userGuid, firstName, lastName, gradeLevel, username, classNames: [], ...way };
}

function withClassOf({ schoolClass }: KeptCompletedRow, card: LoginCard): LoginCard {
  if (schoolClass === null) return card;
  const name = schoolClass.className || schoolClass.classId;
  return card.classNames.includes(name) ? card : { ...card, classNames: [...card.classNames, name] };
}
