import { isGuid } from '../ids.ts';
import type { ProblemCode, ProblemFacts } from './problem.ts';
import { readGrade } from './read-grade.ts';

/** What is wrong with a cell, before it is known where the cell stands. */
export type CellProblem = {
  readonly [Code in ProblemCode]: { readonly code: Code; readonly facts: ProblemFacts[Code] };
}[ProblemCode];

/** Longest texts, in characters. 254 is what SMTP carries as an address (RFC 5321 errata 1690). */
export const lengthLimits = { id: 64, name: 100, email: 254, username: 64, className: 100 } as const;
const shortestUsername = 3;

/** What Excel shows for a long number in a narrow or General cell, and saves to CSV: `1.23E+15`. */
const damagedNumber = /^[-+]?\d(?:[.,]\d+)?E[-+]\d{2,3}$/i;
/** What a formula leaves when it fails, in English and Spanish Excel, and a column too narrow to show its number. */
const formulaError = /^#(?:#+|N\/[AD]|[¡¿]?[A-ZÓ_]+(?:\/0)?[!?])$/;

/**
 * The HTML standard's pattern for `<input type=email>` (html.spec.whatwg.org, "valid e-mail address"), with one dot
 * required in the domain, because `ana@school` is always a slip in a roster.
 */
const emailPattern =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;

const notInUsernames = /[^A-Za-z0-9._@-]/gu;

export function checkGuid(text: string): CellProblem | null {
  return isGuid(text) ? null : { code: 'guid.malformed', facts: {} };
}

/** Student ID, Class ID and Master Code: any text of 1 to 64 characters that Excel has not damaged. */
export function checkId(text: string): CellProblem | null {
  if (damagedNumber.test(text)) return { code: 'cell.damaged_number', facts: {} };
  return checkText(text, lengthLimits.id);
}

/** Any script; at least one letter. A dash stands for "has none" beside a name with letters (people with one name). */
export function checkName(text: string, otherName: string): CellProblem | null {
  const found = checkText(text, lengthLimits.name);
  if (found || hasLetter(text)) return found;
  return isDash(text) && hasLetter(otherName) ? null : { code: 'name.no_letter', facts: {} };
}

export function checkText(text: string, limit: number): CellProblem | null {
  if (isFormulaError(text)) return { code: 'cell.formula_error', facts: {} };
  return isLonger(text, limit) ? { code: 'cell.too_long', facts: { limit } } : null;
}

export function checkGrade(text: string): CellProblem | null {
  if (readGrade(text) !== null) return null;
  return isFormulaError(text)
    ? { code: 'cell.formula_error', facts: {} }
    : { code: 'grade.unknown', facts: {} };
}

export function checkEmail(text: string): CellProblem | null {
  const found = checkText(text, lengthLimits.email);
  if (found) return found;
  return emailPattern.test(text) ? null : { code: 'email.malformed', facts: {} };
}

/** 3 to 64 of `[a-z0-9._@-]`; upper case is taken and stored as lower case. */
export function checkUsername(text: string): CellProblem | null {
  const found = checkText(text, lengthLimits.username);
  if (found) return found;
  const foreign = text.match(notInUsernames);
  if (foreign) return { code: 'username.characters', facts: { characters: [...new Set(foreign)].join('') } };
  return text.length < shortestUsername
    ? { code: 'username.too_short', facts: { limit: shortestUsername } }
    : null;
}

export function isFormulaError(text: string): boolean {
  return text.charCodeAt(0) === 0x23 && formulaError.test(text);
}

function isLonger(text: string, limit: number): boolean {
  return text.length > limit && Array.from(text).length > limit;
}

function hasLetter(text: string): boolean {
  const first = text.charCodeAt(0) | 0x20;
  return (first >= 0x61 && first <= 0x7a) || /\p{L}/u.test(text);
}

/** What people write for "none". */
export function isDash(text: string): boolean {
  return text === '-' || text === '–' || text === '—';
}
