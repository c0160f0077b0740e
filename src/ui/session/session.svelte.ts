import type { ApiAnswer } from '#sync/api.ts';
import { connection } from '#sync/connection.ts';
import {
  forgetSession,
  isSignOutOwed,
  oweSignOut,
  recallSession,
  rememberSession,
  settleSignOut,
} from '#sync/remembered-session.ts';
import {
  fetchSession,
  savePermanentPassword,
  signIn,
  signOut,
  type Session,
  type SignInRequest,
} from '#sync/session.ts';
import { chosenSchool, rememberChosenSchool } from './chosen-school.ts';

/** `unreachable`: the server has not answered yet and nobody is remembered on this device. */
export type SessionStatus = 'loading' | 'unreachable' | 'signed-out' | 'signed-in';

/**
 * Who is signed in and for which school. One for the whole app; `start` once, then read.
 * A teacher known on this device stays signed in while the server is silent; only the server's own no ends a session.
 */
class SessionHolder {
  status = $state<SessionStatus>('loading');
  person = $state.raw<Session | null>(null);
  /** The session ended by itself, not by the person: the sign-in page says so. */
  hasExpired = $state(false);
  #schoolId = $state<string | null>(null);

  /** The school chosen under Organization; null for people of no school. */
  readonly school = $derived(this.person?.schools.find((one) => one.schoolId === this.#schoolId) ?? null);
  readonly #userGuid = $derived(this.person?.userGuid ?? null);
  readonly #chosenSchoolId = $derived(this.school?.schoolId ?? null);
  /**
   * Whose data on this device may be shown; null while nobody is signed in or no school is chosen. The same object
   * until one of the two changes, so that a session that is only confirmed starts nothing anew.
   */
  readonly owner = $derived(
    this.#userGuid !== null && this.#chosenSchoolId !== null
      ? { userGuid: this.#userGuid, schoolId: this.#chosenSchoolId }
      : null,
  );

  /** Finds out who is signed in. Call again to try again. */
  async start(): Promise<void> {
    if (isSignOutOwed(localStorage)) return this.#payOwedSignOut();
    const remembered = recallSession(localStorage);
    if (remembered) this.#enter(remembered);
    this.#take(await fetchSession());
  }

  /** Ends a session that the server no longer knows. Drafts and waiting uploads stay on the device. */
  expire(): void {
    if (this.status === 'signed-in') this.hasExpired = true;
    this.#leave();
  }

  async signIn(request: SignInRequest): Promise<ApiAnswer<Session>> {
    const answer = await signIn(request);
    if (answer.type === 'answer') this.#take(answer);
    return answer;
  }

  async savePassword(newPassword: string): Promise<ApiAnswer<Session>> {
    const answer = await savePermanentPassword(newPassword);
    if (answer.type === 'answer') this.#take(answer);
    return answer;
  }

  /** Signs out here at once; the server hears of it now or at the next contact. */
  async signOut(): Promise<void> {
    oweSignOut(localStorage);
    this.#leave();
    await this.#payOwedSignOut();
  }

  chooseSchool(schoolId: string): void {
    if (!this.person) return;
    this.#schoolId = schoolId;
    rememberChosenSchool(localStorage, this.person.userGuid, schoolId);
  }

  async #payOwedSignOut(): Promise<void> {
    const answer = await signOut();
    if (answer.type !== 'no-answer') settleSignOut(localStorage);
    this.#leave();
  }

  #take(answer: ApiAnswer<Session>): void {
    if (answer.type === 'answer') {
      rememberSession(localStorage, answer.value);
      this.#enter(answer.value);
    } else if (this.status === 'loading') {
      // The server's own "no" has already ended the session (see the last line); anything else says nothing about it.
      this.status = 'unreachable';
    }
  }

  #enter(person: Session): void {
    this.person = person;
    this.#schoolId = chosenSchool(localStorage, person);
    this.hasExpired = false;
    this.status = 'signed-in';
  }

  #leave(): void {
    forgetSession(localStorage);
    this.person = null;
    this.status = 'signed-out';
  }
}

export const session = new SessionHolder();

connection.onSessionEnded(() => session.expire());
