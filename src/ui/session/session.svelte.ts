import { isUnlocked, onKeysChange } from '#storage/keys.ts';
import { checkManifest } from '#storage/manifest.ts';
import { askOtherTabs, lockKeys, shareKeys, withholdKeys } from '#storage/share-keys.ts';
import { StorageFailure } from '#storage/storage-trouble.ts';
import { deviceIdOf, hasKeyring, hasPin, type PinAnswer } from '#storage/unlock.ts';
import type { ApiAnswer } from '#sync/api.ts';
import { connection } from '#sync/connection.ts';
import {
  forgetSession,
  isScreenLocked,
  lockScreen,
  oweSignOut,
  owedSignOut,
  recallSession,
  rememberSession,
  settleSignOut,
  unlockScreen,
  type Leaving,
} from '#sync/remembered-session.ts';
import { readStoredSession, storeSession } from '#sync/stored-session.ts';
import {
  fetchSession,
  savePermanentPassword,
  signIn,
  type Session,
  type SignInRequest,
} from '#sync/session.ts';
import { signOutHere, tellSignOut } from '#sync/sign-out.ts';
import { unlockOffline, unlockOnline } from '#sync/unlock.ts';
import { chosenSchool, rememberChosenSchool } from './chosen-school.ts';
import { readPreferences, startAfresh } from './start-afresh.ts';

/**
 * `unreachable`: the server has not answered yet and nobody is remembered on this device. `locked`: somebody is, and
 * the screen shows nothing of theirs until they show that it is them.
 */
export type SessionStatus = 'loading' | 'unreachable' | 'signed-out' | 'signed-in' | 'locked';

/** Whether what this device keeps of the person can be read. `none`: it keeps nothing. */
export type KeysStatus = 'opening' | 'open' | 'locked' | 'none';

/** How long the server may take to open the device before the app says that it is locked. */
const PATIENCE_MS = 2_000;

/**
 * Who is signed in and for which school. One for the whole app; `start` once, then read.
 * A teacher known on this device stays signed in while the server is silent; only the server's own no ends a session.
 */
class SessionHolder {
  status = $state<SessionStatus>('loading');
  keys = $state<KeysStatus>('opening');
  /** Why the screen is locked: nobody touched the device, or the app was opened and a PIN can open what it keeps. */
  lockedFor = $state<'idle' | 'start'>('start');
  hasPin = $state(false);
  /** Names are blank until the person's keys are open. */
  person = $state.raw<Session | null>(null);
  /** The session ended by itself, not by the person: the sign-in page says so. */
  hasExpired = $state(false);
  #schoolId = $state<string | null>(null);
  /** The server has lost its half of the key; the PIN and a new half repair that. */
  #needsPin = false;
  #isListening = false;

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
    this.#listen();
    const owed = owedSignOut(localStorage);
    if (owed && !owed.isLock) return this.#tellSignOut();
    const isKnown = this.status === 'signed-in';
    const remembered = isKnown ? null : recallSession(localStorage);
    if (remembered) this.#enter(remembered);
    if (remembered && isScreenLocked(localStorage)) {
      await this.#showLock('idle');
      if (owed) await tellSignOut(localStorage);
      return;
    }
    const asking = fetchSession();
    if (remembered) await this.#openEarly(remembered.userGuid);
    this.#take(await asking);
  }

  /** Ends a session that the server no longer knows. Drafts and waiting uploads stay on the device, sealed. */
  expire(): void {
    if (this.status === 'signed-in') this.hasExpired = true;
    this.#leave();
  }

  signIn(request: SignInRequest): Promise<ApiAnswer<Session>> {
    return this.arrive(signIn(request));
  }

  /** Lets in whom the server lets in: with a password, or by a one-time link. */
  async arrive(asking: Promise<ApiAnswer<Session>>): Promise<ApiAnswer<Session>> {
    const answer = await asking;
    if (answer.type !== 'answer') return answer;
    const { userGuid } = answer.value;
    // Without keys nothing could be kept: then this sign-in did not get through.
    if (mayKeep(answer.value) && (await unlockOnline(userGuid)) === 'no-answer') {
      if (!(await hasKeyring(userGuid))) return { type: 'no-answer' };
    }
    this.#take(answer);
    return answer;
  }

  async savePassword(newPassword: string): Promise<ApiAnswer<Session>> {
    const answer = await savePermanentPassword(newPassword);
    if (answer.type === 'answer') this.#take(answer);
    return answer;
  }

  /** Signs out here at once; the server hears of it now or at the next contact. */
  async signOut(leaving: Leaving): Promise<void> {
    const { person } = this;
    if (!person) return;
    if (mayKeep(person)) await signOutHere(localStorage, person.userGuid, leaving);
    else
      oweSignOut(localStorage, { userGuid: person.userGuid, deviceId: null, leaving: 'keep', isLock: false });
    this.#leave();
    await this.#tellSignOut();
  }

  /** Shows nothing any more until the person is back. What waits may still be sent; then `lock` follows. */
  hide(): void {
    lockScreen(localStorage);
    withholdKeys(true);
    void this.#showLock('idle');
  }

  /** Forgets the keys and ends the session on the server; everything stays on the device, sealed. */
  async lock(): Promise<void> {
    const { person } = this;
    if (!person) return;
    const { userGuid } = person;
    lockKeys();
    const deviceId = await deviceIdOf(userGuid);
    oweSignOut(localStorage, { userGuid, deviceId, leaving: 'keep', isLock: true });
    await tellSignOut(localStorage);
  }

  async enterPin(pin: string): Promise<PinAnswer> {
    if (!this.person) return { type: 'no-pin' };
    const answer = await unlockOffline(this.person.userGuid, pin, this.#needsPin);
    if (answer.type === 'unlocked') settleSignOut(localStorage);
    else if (answer.type === 'no-pin') this.hasPin = false;
    return answer;
  }

  /** Works on with what is kept here locked; what is new is sealed so that only the open keys read it. */
  goOnLocked(): void {
    this.status = 'signed-in';
    this.keys = 'locked';
  }

  chooseSchool(schoolId: string): void {
    if (!this.person) return;
    this.#schoolId = schoolId;
    rememberChosenSchool(localStorage, this.person.userGuid, schoolId);
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    shareKeys(() => this.#lockedElsewhere());
    onKeysChange(() => this.#keysChanged());
  }

  async #tellSignOut(): Promise<void> {
    const preferences = readPreferences();
    if (await tellSignOut(localStorage)) startAfresh(preferences);
    this.#leave();
  }

  #take(answer: ApiAnswer<Session>): void {
    if (answer.type === 'answer') {
      const person = answer.value;
      rememberSession(localStorage, person);
      if (this.person && this.person.userGuid !== person.userGuid) lockKeys();
      withholdKeys(false);
      this.status = 'signed-in';
      this.#enter(person);
      if (mayKeep(person)) this.#keep(person).catch(reportError);
      else this.keys = 'none';
    } else if (this.status === 'loading') {
      // The server's own "no" has already ended the session (see the last line); anything else says nothing about it.
      this.status = 'unreachable';
    }
  }

  /** Opens what the device keeps, and keeps who this is for the next start without a network. */
  async #keep(person: Session): Promise<void> {
    const { userGuid } = person;
    if (!isUnlocked(userGuid)) {
      const answer = await unlockOnline(userGuid);
      this.#needsPin = answer === 'pin-needed';
      if (answer === 'no-memory') this.keys = 'none';
      else if (answer === 'pin-needed') await this.#showLock('start');
      else if (answer === 'no-answer') this.#giveUpOpening(userGuid);
    }
    if (!isUnlocked(userGuid)) return;
    this.keys = 'open';
    await storeSession(person);
  }

  /** Before the server answers: another tab may have the keys; else the person is asked for a PIN, if there is one. */
  async #openEarly(userGuid: string): Promise<void> {
    setTimeout(() => this.#giveUpOpening(userGuid), PATIENCE_MS);
    const stop = connection.onReachability(() => {
      stop();
      if (connection.reachability() === 'unreachable') this.#giveUpOpening(userGuid);
    });
    await askOtherTabs(userGuid);
    checkManifest(userGuid).catch(this.#withoutMemory);
  }

  #giveUpOpening(userGuid: string): void {
    if (this.keys !== 'opening' || this.#userGuid !== userGuid || this.status !== 'signed-in') return;
    this.keys = 'locked';
    hasPin(userGuid)
      .then((has) => (has && this.keys === 'locked' ? this.#showLock('start') : undefined))
      .catch(this.#withoutMemory);
  }

  readonly #withoutMemory = (trouble: unknown): void => {
    if (trouble instanceof StorageFailure) this.keys = 'none';
    else reportError(trouble);
  };

  async #showLock(lockedFor: 'idle' | 'start'): Promise<void> {
    const { person } = this;
    if (!person) return;
    this.lockedFor = lockedFor;
    this.status = 'locked';
    this.person = { ...person, username: '', firstName: '', lastName: '' };
    this.hasPin = await hasPin(person.userGuid);
  }

  #keysChanged(): void {
    const userGuid = this.#userGuid;
    if (userGuid === null) return;
    if (!isUnlocked(userGuid)) {
      if (this.keys === 'open') this.keys = 'locked';
      return;
    }
    this.keys = 'open';
    withholdKeys(false);
    unlockScreen(localStorage);
    this.status = 'signed-in';
    if (this.person?.username === '') this.#readNames(userGuid).catch(reportError);
  }

  async #readNames(userGuid: string): Promise<void> {
    const stored = await readStoredSession(userGuid);
    if (stored && this.person?.userGuid === userGuid && this.person.username === '') this.person = stored;
  }

  #lockedElsewhere(): void {
    if (recallSession(localStorage) === null) this.#leave();
    else if (this.status === 'signed-in') void this.#showLock('idle');
  }

  #enter(person: Session): void {
    this.person = person;
    this.#schoolId = chosenSchool(localStorage, person);
    this.hasExpired = false;
    if (this.status !== 'locked') this.status = 'signed-in';
  }

  #leave(): void {
    forgetSession(localStorage);
    const { person } = this;
    this.person = null;
    this.keys = 'opening';
    this.status = 'signed-out';
    if (person) lockKeys();
  }
}

/** Students leave nothing on a device; nobody does before the first password of their own. */
function mayKeep({ role, mustChangePassword }: Session): boolean {
  return role !== 'student' && !mustChangePassword;
}

export const session = new SessionHolder();

connection.onSessionEnded(() => session.expire());
