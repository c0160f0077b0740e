import { blockedPasswords, genericWords } from './blocked-passwords.ts';
import type { ProblemFacts } from '../roster/problem.ts';

/** A district's rules for passwords that people choose or type. Lengths are in characters (Unicode code points). */
export interface PasswordPolicy {
  readonly minLength: number;
  readonly maxLength: number;
  /** Words of the district's own, in any case, that no password may be, nor be with digits or signs around it. */
  readonly blockedWords: readonly string[];
}

/** Length before complexity: NIST SP 800-63B-4 asks for eight at least and no mixture rules; children must type it. */
export const defaultPasswordPolicy: PasswordPolicy = { minLength: 8, maxLength: 128, blockedWords: [] };

/** What is known of whose password it is; it may not repeat any of it. */
export type PasswordOwner = {
  readonly [Key in ProblemFacts['password.same_as_person']['sameAs']]?: string | null | undefined;
};

type PasswordCode =
  'password.too_short' | 'password.too_long' | 'password.common' | 'password.same_as_person';

/** One reason against a password. Never carries the password. */
export type PasswordProblem = {
  readonly [Code in PasswordCode]: { readonly code: Code; readonly facts: ProblemFacts[Code] };
}[PasswordCode];

const ownerFields = ['username', 'email', 'firstName', 'lastName', 'studentId'] as const;

/** Every reason against a password, typed in a roster or chosen at the first sign-in; case does not count. */
export function passwordProblems(
  password: string,
  owner: PasswordOwner,
  policy: PasswordPolicy,
): PasswordProblem[] {
  const found: PasswordProblem[] = [];
  const length = Array.from(password).length;
  if (length < policy.minLength)
    found.push({ code: 'password.too_short', facts: { limit: policy.minLength } });
  if (length > policy.maxLength)
    found.push({ code: 'password.too_long', facts: { limit: policy.maxLength } });
  const lower = password.toLowerCase();
  if (isCommon(lower) || isBlocked(lower, policy)) found.push({ code: 'password.common', facts: {} });
  const sameAs = ownerFields.find((field) => owner[field] && owner[field].toLowerCase() === lower);
  if (sameAs) found.push({ code: 'password.same_as_person', facts: { sameAs } });
  return found;
}

/** On a list of leaked passwords, one character over and over, or a generic word with digits or signs behind it. */
function isCommon(lower: string): boolean {
  if (blockedPasswords.has(lower) || genericWords.has(lower.replace(/[^\p{L}]+$/u, ''))) return true;
  return /^(.)\1*$/su.test(lower);
}

/** The word itself, also with digits, signs and blanks before, between or behind it: `Go Lions! 2026` for `go lions`. */
function isBlocked(lower: string, { blockedWords }: PasswordPolicy): boolean {
  if (blockedWords.length === 0) return false;
  const letters = onlyLetters(lower);
  return blockedWords.some((word) => {
    const blocked = word.trim().toLowerCase();
    return (
      blocked !== '' &&
      (blocked === lower || (onlyLetters(blocked) !== '' && onlyLetters(blocked) === letters))
    );
  });
}

function onlyLetters(text: string): string {
  return text.replace(/[^\p{L}]/gu, '');
}
