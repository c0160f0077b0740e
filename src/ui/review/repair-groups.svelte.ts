import { defaultPick, type RepairOffer } from '#domain/roster/repair/repair.ts';
import type { ChangeStep } from '#worker/roster-api.ts';
import type { OpenDraft } from './open-draft.svelte.ts';

/** What the last repair did. `step` is null when nothing could be changed. */
export interface RepairNews {
  readonly offer: RepairOffer;
  readonly picked: string;
  readonly step: ChangeStep | null;
  readonly isUndone: boolean;
}

/** The repairs of an open draft, and what the last one did. */
export class RepairGroups {
  readonly open: OpenDraft;
  /** Null until they were found for the first time. */
  offers = $state.raw<readonly RepairOffer[] | null>(null);
  news = $state.raw<RepairNews | null>(null);
  /** The repair that is being carried out. */
  busy = $state<string | null>(null);
  /** What the person has picked, by repair; without an entry it is what the repair proposes. */
  #picks = $state.raw<Readonly<Record<string, string>>>({});
  #asked = 0;

  constructor(open: OpenDraft) {
    this.open = open;
  }

  /** Whether the last step of the draft is the repair that the news tell of: only that one is undone from here. */
  get canUndo(): boolean {
    const { news } = this;
    return news !== null && news.step !== null && !news.isUndone && this.open.undoStep === news.step;
  }

  /** What would be done, '' where there is nothing to pick, null while something must be picked first. */
  pickOf(offer: RepairOffer): string | null {
    return this.#picks[offer.id] ?? defaultPick(offer);
  }

  pick({ id }: RepairOffer, option: string): void {
    this.#picks = { ...this.#picks, [id]: option };
  }

  async load(): Promise<void> {
    if (!this.open.isOpen) return;
    const asked = ++this.#asked;
    try {
      const offers = await this.open.repairs();
      if (asked === this.#asked) this.offers = offers;
    } catch (trouble) {
      // The worker ends with the draft; nobody waits for the answer any more.
      if (this.open.isOpen) throw trouble;
    }
  }

  /** Carries a repair out, and finds what is left. */
  async apply(offer: RepairOffer, picked: string): Promise<void> {
    if (this.busy !== null) return;
    this.busy = offer.id;
    try {
      const { undoStep, blocks } = await this.open.repair({ id: offer.id, picked });
      const step = blocks.length === 0 ? null : undoStep;
      this.news = { offer, picked, step, isUndone: false };
      await this.load();
    } finally {
      this.busy = null;
    }
  }

  async undo(): Promise<void> {
    if (this.news === null || !this.canUndo) return;
    const { news } = this;
    await this.open.undo();
    this.news = { ...news, isUndone: true };
    await this.load();
  }
}
