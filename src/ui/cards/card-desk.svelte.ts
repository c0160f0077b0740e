import { cardSheet, sheetsOf, type CardLayout, type Paper } from '#domain/students/cards/card-sheet.ts';
import { cardsOfResult } from '#domain/students/cards/cards-of-result.ts';
import { hasTemporaryPassword, type LoginCard } from '#domain/students/cards/login-card.ts';
import { SECOND_MS, type Milliseconds } from '#domain/time.ts';
import type { Language } from '#i18n/plural.ts';
import type { Owner } from '#storage/owner.ts';
import { fetchResultRows, readKeptResult } from '#sync/keep-results.ts';
import { isUnreachable } from '../shell/reachability.svelte.ts';
import { takeFromTray } from './card-tray.ts';
import { usualPaper } from './usual-paper.ts';

/** More cards than this are printed part by part: a browser lays out some hundred QR codes in a moment, not ten thousand. */
const MOST_CARDS = 300;

/** How long the server may take before the cards are made from what this device keeps. */
const PATIENCE_MS = 10 * SECOND_MS;

/** The cards of one upload or one choice of students, and how they are to be printed. */
export class CardDesk {
  status = $state<'loading' | 'ready' | 'missing' | 'empty'>('loading');
  /** As of when the cards are, when this device made them without the server. */
  madeHereAt = $state<Milliseconds | null>(null);
  /** These passwords are shown nowhere else. */
  isOnce = $state(false);
  layout = $state<CardLayout>('labels');
  paper = $state<Paper>(usualPaper(navigator.languages));
  language = $state<Language>('en');
  className = $state('');
  withOwnPasswords = $state(false);
  part = $state('0');
  #all = $state.raw<readonly LoginCard[]>([]);

  readonly classNames = $derived(classNamesOf(this.#all));
  readonly #ofClass = $derived(
    this.className === '' ? this.#all : this.#all.filter((card) => card.classNames.includes(this.className)),
  );
  readonly ownCount = $derived(this.#ofClass.filter((card) => !hasTemporaryPassword(card)).length);
  readonly #wanted = $derived(
    this.withOwnPasswords ? this.#ofClass : this.#ofClass.filter(hasTemporaryPassword),
  );
  /** The first and last number of each part; one part for most. */
  readonly parts = $derived(
    Array.from({ length: Math.ceil(this.#wanted.length / MOST_CARDS) }, (_, index) => ({
      first: index * MOST_CARDS + 1,
      last: Math.min((index + 1) * MOST_CARDS, this.#wanted.length),
    })),
  );
  readonly #shownPart = $derived(Math.min(Number(this.part), Math.max(0, this.parts.length - 1)));
  readonly cards = $derived(
    this.#wanted.slice(this.#shownPart * MOST_CARDS, (this.#shownPart + 1) * MOST_CARDS),
  );
  readonly sheet = $derived(cardSheet(this.layout, this.paper));
  readonly sheets = $derived(sheetsOf(this.cards, this.sheet));

  constructor(language: Language) {
    this.language = language;
  }

  /** Shows the cards that another page handed over. */
  takeOver(owner: Owner): void {
    const tray = takeFromTray(owner);
    this.#all = tray?.cards ?? [];
    this.isOnce = tray?.isOnce ?? false;
    this.status = tray === null ? 'empty' : 'ready';
  }

  /** Makes the cards of an upload: as the server has it now, else from what this device keeps. */
  async open(batchId: string, owner: Owner, signal: AbortSignal): Promise<void> {
    this.status = 'loading';
    const fresh = await askServer(batchId, signal);
    const result = fresh ?? (await readKeptResult(batchId, owner));
    if (signal.aborted) return;
    this.madeHereAt = fresh === null ? (result?.keptAt ?? null) : null;
    this.#all = result ? cardsOfResult(result.rows, Date.now()) : [];
    this.status = result ? 'ready' : 'missing';
  }
}

function classNamesOf(cards: readonly LoginCard[]): string[] {
  return [...new Set(cards.flatMap((card) => card.classNames))];
}

function askServer(batchId: string, signal: AbortSignal): ReturnType<typeof fetchResultRows> {
  if (isUnreachable()) return Promise.resolve(null);
  return fetchResultRows(batchId, Date.now(), AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
}
