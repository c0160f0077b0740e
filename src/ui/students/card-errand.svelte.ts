import type { LoginCard } from '#domain/students/cards/login-card.ts';
import type { ApiAnswer } from '#sync/api.ts';
import { cardRequests, fetchLoginCards, resetPasswords, type CardRequest } from '#sync/login-cards.ts';

/**
 * Gets the login cards of chosen students, with the passwords they have or with new ones; some hundred students in a
 * request. Where an answer is missing, `run` goes on: the same request under the same id, and nothing twice.
 */
export class CardErrand {
  readonly count: number;
  busy = $state(false);
  /** What has come so far. New passwords among them are in no other place. */
  cards = $state.raw<readonly LoginCard[]>([]);
  trouble = $state.raw<Exclude<ApiAnswer<unknown>, { type: 'answer' }> | null>(null);

  readonly #schoolId: string;
  readonly #ask: typeof resetPasswords;
  #left: readonly CardRequest[];

  constructor(schoolId: string, userGuids: readonly string[], passwords: 'as-they-are' | 'new') {
    this.#schoolId = schoolId;
    this.count = userGuids.length;
    this.#ask = passwords === 'new' ? resetPasswords : fetchLoginCards;
    this.#left = cardRequests(userGuids);
  }

  /** True when all cards are here. */
  async run(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = null;
    try {
      for (let [next] = this.#left; next !== undefined; [next] = this.#left) {
        const answer = await this.#ask(this.#schoolId, next);
        if (answer.type !== 'answer') {
          this.trouble = answer;
          return false;
        }
        this.cards = [...this.cards, ...answer.value.cards];
        this.#left = this.#left.slice(1);
      }
      return true;
    } finally {
      this.busy = false;
    }
  }
}
