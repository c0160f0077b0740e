import type { UserGuid } from '../../ids.ts';
import type { Milliseconds } from '../../time.ts';

/** What a student takes home to get in for the first time. */
export interface LoginCard {
  readonly userGuid: UserGuid;
  readonly firstName: string;
  readonly lastName: string;
  readonly gradeLevel: string | null;
  /** Every class of the student that is known where the card is made. */
  readonly classNames: readonly string[];
  readonly username: string;
  /** Null for a student with a password of their own, or whose temporary password opens nothing any more. */
  readonly temporaryPassword: string | null;
  /** When the temporary password dies; null without one. Server time. */
  readonly diesAt: Milliseconds | null;
}

/** Whether the card lets somebody in who has never chosen a password. */
export function hasTemporaryPassword(card: LoginCard): boolean {
  return card.temporaryPassword !== null;
}
