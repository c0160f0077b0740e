import type { LoginCard } from '#domain/students/cards/login-card.ts';
import type { Owner } from '#storage/owner.ts';

export interface CardTray {
  readonly cards: readonly LoginCard[];
  /** Their passwords are shown nowhere else and never again. */
  readonly isOnce: boolean;
}

let filled: { readonly owner: Owner; readonly tray: CardTray } | null = null;

/** Hands cards to the page that prints them, in this tab's memory alone. */
export function fillTray(owner: Owner, tray: CardTray): void {
  filled = { owner, tray };
}

/** Takes the cards out; null when there are none, or they are another person's or school's. */
export function takeFromTray({ userGuid, schoolId }: Owner): CardTray | null {
  const taken = filled;
  filled = null;
  const isOurs = taken?.owner.userGuid === userGuid && taken.owner.schoolId === schoolId;
  return isOurs ? taken.tray : null;
}
