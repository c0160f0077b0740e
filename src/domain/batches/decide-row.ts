import type { AccountDecision } from '../accounts/decide-account.ts';
import type { ClassDecision } from '../classes/decide-class.ts';
import type { ClassGuid, UserGuid } from '../ids.ts';
import type { RowProblem } from '../roster/problem.ts';

type Refused<Decision> = Extract<Decision, { readonly type: 'refuse' }>;

/** What becomes of a whole row. */
export type RowDecision =
  | {
      readonly type: 'apply';
      readonly account: Exclude<AccountDecision, Refused<AccountDecision>>;
      readonly schoolClass: Exclude<ClassDecision, Refused<ClassDecision>>;
      readonly warnings: readonly RowProblem[];
    }
  | {
      readonly type: 'refuse';
      readonly problems: readonly RowProblem[];
      readonly userGuid: UserGuid | null;
      readonly classGuid: ClassGuid | null;
    };

/**
 * A row is all or nothing: when its account or its class is refused, the row makes neither.
 * A refused row still names the student and the class that exist, for the GUID columns of its Error File.
 */
export function decideRow(account: AccountDecision, schoolClass: ClassDecision): RowDecision {
  const warnings = 'warnings' in account ? account.warnings : [];
  if (account.type !== 'refuse' && schoolClass.type !== 'refuse') {
    return { type: 'apply', account, schoolClass, warnings };
  }
  const accountProblems = account.type === 'refuse' ? account.problems : warnings;
  const classProblems = schoolClass.type === 'refuse' ? schoolClass.problems : [];
  return {
    type: 'refuse',
    problems: [...accountProblems, ...classProblems],
    userGuid: knownUser(account),
    classGuid: 'classGuid' in schoolClass ? (schoolClass.classGuid ?? null) : null,
  };
}

/** A row that differs from an account that was to be left alone gets no GUID: sent again, the GUID would make it an update. */
function knownUser(account: AccountDecision): UserGuid | null {
  if (account.type === 'create' || account.type === 'none') return null;
  if (account.type === 'leave' && !account.agrees) return null;
  return account.userGuid ?? null;
}
