import type { ApiAnswer } from '#sync/api.ts';
import { session } from '../session/session.svelte.ts';

/** One person trying to sign in: what was typed, and how the server answered last. */
export class SignInAttempt {
  username = $state('');
  password = $state('');
  busy = $state(false);
  /** Whether the form was sent at least once; before that nothing is called missing. */
  wasSent = $state(false);
  answer = $state.raw<Exclude<ApiAnswer<unknown>, { type: 'answer' }> | null>(null);
  succeeded = $state(false);
  /** Stays the same until the server has answered; see `SignInRequest`. */
  #id = crypto.randomUUID();

  async send(): Promise<void> {
    this.wasSent = true;
    this.answer = null;
    if (this.busy || this.username.trim() === '' || this.password === '') return;
    this.busy = true;
    try {
      const { password } = this;
      const answer = await session.signIn({ username: this.username.trim(), password, attempt: this.#id });
      this.succeeded = answer.type === 'answer';
      if (answer.type !== 'answer') this.answer = answer;
      if (answer.type !== 'no-answer') this.#id = crypto.randomUUID();
    } finally {
      this.busy = false;
    }
  }
}
