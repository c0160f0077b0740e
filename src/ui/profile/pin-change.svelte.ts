import { PIN_LEAST_DIGITS } from '#storage/keyring.ts';
import { hasPin } from '#storage/unlock.ts';
import { changePin } from '#sync/unlock.ts';

/** What is wrong with the PIN as typed, or why it could not be kept. */
export type PinProblem = 'too-short' | 'not-the-same' | 'no-answer';

/** A person setting, changing or removing the PIN that opens this device offline. */
export class PinChange {
  pin = $state('');
  repeated = $state('');
  busy = $state(false);
  problem = $state.raw<PinProblem | null>(null);
  /** Null until the device has answered. */
  isSet = $state<boolean | null>(null);

  async look(userGuid: string): Promise<void> {
    this.isSet = await hasPin(userGuid);
  }

  /** True once it is kept. */
  save(userGuid: string): Promise<boolean> {
    this.problem = problemOf(this.pin, this.repeated);
    return this.problem === null ? this.#change(userGuid, this.pin) : Promise.resolve(false);
  }

  remove(userGuid: string): Promise<boolean> {
    this.problem = null;
    return this.#change(userGuid, null);
  }

  async #change(userGuid: string, pin: string | null): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      const answer = await changePin(userGuid, pin);
      if (answer === 'no-answer') this.problem = answer;
      await this.look(userGuid);
      if (answer === 'done') this.pin = this.repeated = '';
      return answer === 'done';
    } finally {
      this.busy = false;
    }
  }
}

/** Digits of any script count; letters do too, for whoever wants a longer secret. */
export function problemOf(pin: string, repeated: string): PinProblem | null {
  if ([...pin].length < PIN_LEAST_DIGITS) return 'too-short';
  return pin === repeated ? null : 'not-the-same';
}
