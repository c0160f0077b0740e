import {
  type PasswordOwner,
  type PasswordPolicy,
  passwordProblems,
  type PasswordProblem,
} from '#domain/accounts/password-policy.ts';

export type Rule = 'length' | 'common' | 'person' | 'repeated';

const ruleOfCode: Readonly<Record<PasswordProblem['code'], Rule>> = {
  'password.too_short': 'length',
  'password.too_long': 'length',
  'password.common': 'common',
  'password.same_as_person': 'person',
};

const order: readonly Rule[] = ['length', 'common', 'person', 'repeated'];

/** Which rules a password that is being chosen meets, in the order shown. While nothing is typed it meets none. */
export function passwordRules(
  password: string,
  repeated: string,
  owner: PasswordOwner,
  policy: PasswordPolicy,
): readonly { readonly rule: Rule; readonly isMet: boolean }[] {
  const broken = passwordProblems(password, owner, policy).map(({ code }) => ruleOfCode[code]);
  if (repeated !== password) broken.push('repeated');
  return order.map((rule) => ({ rule, isMet: password !== '' && !broken.includes(rule) }));
}
