import { defaultPasswordPolicy } from '#domain/accounts/password-policy.ts';
import { checkUsername } from '#domain/roster/check-cell.ts';
import type { ApiAnswer } from '#sync/api.ts';
import { join, readLink, setUp, type Link } from '#sync/one-time-links.ts';
import type { Session } from '#sync/session.ts';
import { session } from '../session/session.svelte.ts';
import { passwordRules } from '../welcome/password-rules.ts';

type Trouble = Exclude<ApiAnswer<unknown>, { type: 'answer' }>;

/** Somebody with a one-time link making an account: what the link is for, what was typed, how the server answered. */
export class LinkUse {
  link = $state.raw<Link | null>(null);
  /** Why the link could not be read. */
  linkTrouble = $state.raw<Trouble | null>(null);
  districtName = $state('');
  schoolName = $state('');
  firstName = $state('');
  lastName = $state('');
  username = $state('');
  password = $state('');
  repeated = $state('');
  busy = $state(false);
  wasSent = $state(false);
  answer = $state.raw<Trouble | null>(null);

  readonly #token: string;

  readonly rules = $derived(
    passwordRules(this.password, this.repeated, this, {
      ...defaultPasswordPolicy,
      ...this.link?.passwordPolicy,
    }),
  );
  readonly isUsernameFit = $derived(
    this.username.trim() !== '' && checkUsername(this.username.trim()) === null,
  );
  readonly #texts = $derived(
    this.link?.purpose === 'set-up'
      ? [this.districtName, this.schoolName, this.firstName, this.lastName]
      : [this.firstName, this.lastName],
  );
  readonly #isComplete = $derived(
    this.#texts.every((text) => text.trim() !== '') &&
      this.isUsernameFit &&
      this.rules.every(({ isMet }) => isMet),
  );

  /** `token` is what stood behind the `#`. */
  constructor(token: string) {
    this.#token = token;
  }

  async read(): Promise<void> {
    this.linkTrouble = null;
    const answer = await readLink(this.#token);
    if (answer.type !== 'answer') {
      this.linkTrouble = answer;
      return;
    }
    this.link = answer.value;
    this.firstName = answer.value.firstName;
    this.lastName = answer.value.lastName;
  }

  async send(): Promise<void> {
    this.wasSent = true;
    this.answer = null;
    if (this.busy || !this.#isComplete) return;
    this.busy = true;
    try {
      const answer = await session.arrive(this.#ask());
      if (answer.type !== 'answer') this.answer = answer;
    } finally {
      this.busy = false;
    }
  }

  #ask(): Promise<ApiAnswer<Session>> {
    const { districtName, schoolName, firstName, lastName, username, password } = this;
    const account = { token: this.#token, firstName, lastName, username, password };
    return this.link?.purpose === 'set-up' ? setUp({ ...account, districtName, schoolName }) : join(account);
  }
}
