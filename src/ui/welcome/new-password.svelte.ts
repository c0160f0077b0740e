import {
  defaultPasswordPolicy,
  passwordProblems,
  type PasswordProblem,
} from '#domain/accounts/password-policy.ts';
import type { ApiAnswer } from '#sync/api.ts';
import { session } from '../session/session.svelte.ts';

export type Rule = 'length' | 'common' | 'person' | 'repeated';

const ruleOfCode: Readonly<Record<PasswordProblem['code'], Rule>> = {
  'password.too_short': 'length',
  'password.too_long': 'length',
  'password.common': 'common',
  'password.same_as_person': 'person',
};

/** A student choosing a password: what was typed, which rules it meets, and how the server answered. */
export class NewPassword {
  password = $state('');
  repeated = $state('');
  busy = $state(false);
  wasSent = $state(false);
  answer = $state.raw<Exclude<ApiAnswer<unknown>, { type: 'answer' }> | null>(null);

  readonly leastCharacters = defaultPasswordPolicy.minLength;

  /** In the order shown. While nothing is typed no rule is met. */
  readonly rules = $derived.by(() => {
    const problems = passwordProblems(this.password, session.person ?? {}, defaultPasswordPolicy);
    const broken = problems.map(({ code }) => ruleOfCode[code]);
    if (this.repeated !== this.password) broken.push('repeated');
    const order: readonly Rule[] = ['length', 'common', 'person', 'repeated'];
    return order.map((rule) => ({ rule, isMet: this.password !== '' && !broken.includes(rule) }));
  });

  readonly isReady = $derived(this.rules.every(({ isMet }) => isMet));
  readonly isOnlyRepeatWrong = $derived(
    this.rules.every(({ rule, isMet }) => isMet === (rule !== 'repeated')),
  );

  async save(): Promise<void> {
    this.wasSent = true;
    this.answer = null;
    if (this.busy || !this.isReady) return;
    this.busy = true;
    try {
      const answer = await session.savePassword(this.password);
      if (answer.type !== 'answer') this.answer = answer;
    } finally {
      this.busy = false;
    }
  }
}
