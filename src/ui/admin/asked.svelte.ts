import type { ApiAnswer } from '#sync/api.ts';

type Trouble = Exclude<ApiAnswer<unknown>, { type: 'answer' }>;

/** Something asked of the server: what it answered, or why not. */
export class Asked<Value> {
  value = $state.raw<Value | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  busy = $state(false);

  readonly #ask: () => Promise<ApiAnswer<Value>>;

  constructor(ask: () => Promise<ApiAnswer<Value>>) {
    this.#ask = ask;
  }

  /** Asks, again too. What was answered before stays until there is something new. */
  async ask(): Promise<void> {
    this.trouble = null;
    this.busy = true;
    const answer = await this.#ask();
    this.busy = false;
    if (answer.type === 'answer') this.value = answer.value;
    else this.trouble = answer;
  }
}

/** Something the server is to do, once at a time. */
export class Doing {
  trouble = $state.raw<Trouble | null>(null);
  busy = $state(false);

  /** The server's answer; null when it was a no, or none came: `trouble` says which. */
  async run<Value>(request: () => Promise<ApiAnswer<Value>>): Promise<{ readonly value: Value } | null> {
    if (this.busy) return null;
    this.busy = true;
    this.trouble = null;
    const answer = await request();
    this.busy = false;
    if (answer.type === 'answer') return { value: answer.value };
    this.trouble = answer;
    return null;
  }
}
