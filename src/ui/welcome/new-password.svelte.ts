import { defaultPasswordPolicy } from '#domain/accounts/password-policy.ts';
import type { ApiAnswer } from '#sync/api.ts';
import { session } from '../session/session.svelte.ts';
import { passwordRules } from './password-rules.ts';

/** A student choosing a password: what was typed, which rules it meets, and how the server answered. */
export class NewPassword {
  password = $state('');
  repeated = $state('');
  busy = $state(false);
  wasSent = $state(false);
  answer = $state.raw<Exclude<ApiAnswer<unknown>, { type: 'answer' }> | null>(null);

  /** The district's rules, as far as the server told them. */
  readonly #policy = $derived({ ...defaultPasswordPolicy, ...session.person?.passwordPolicy });
  readonly leastCharacters = $derived(this.#policy.minLength);

  /** In the order shown. While nothing is typed no rule is met. */
  readonly rules = $derived(passwordRules(this.password, this.repeated, session.person ?? {}, this.#policy));

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
