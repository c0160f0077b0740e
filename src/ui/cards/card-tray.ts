import type { LoginCard } from '#domain/students/cards/login-card.ts';
import type { Owner } from '#storage/owner.ts';

let tray: { readonly owner: Owner; readonly cards: readonly LoginCard[] } | null = null;

/** Hands cards to the page that prints them, in this tab's memory alone: their passwords are shown once. */
export function fillTray(owner: Owner, cards: readonly LoginCard[]): void {
  tray = { owner, cards };
}

/** Takes the cards out; null when there are none, or they are another person's or school's. */
export function takeFromTray({ userGuid, schoolId }: Owner): readonly LoginCard[] | null {
  const taken = tray;
  tray = null;
  const isOurs = taken?.owner.userGuid === userGuid && taken.owner.schoolId === schoolId;
  return isOurs ? taken.cards : null;
}
