import { readyToTry } from '#domain/outbox/outbox-entry.ts';
import { storeEntry, uploadsOf } from '#storage/outbox.ts';
import { storedWork } from '#storage/stored-work.ts';
import { orWithoutMemory } from '#storage/without-memory.ts';
import type { Leaving } from '#sync/remembered-session.ts';
import { closeOpenDraft } from '../review/take-up.ts';
import { session } from '../session/session.svelte.ts';

/** `asking`: there is work that is only on this device, and the person says what becomes of it. */
export type SigningOutStep = 'none' | 'asking' | 'sending';

/** A person on their way out. Nothing of theirs is left or lost without their word. */
class SigningOut {
  step = $state<SigningOutStep>('none');

  /** Signs out, or asks first. */
  async begin(): Promise<void> {
    const { person } = session;
    const work = person && (await orWithoutMemory(() => storedWork(person.userGuid), null));
    if (work && work.drafts + work.uploads > 0) this.step = 'asking';
    else await this.leave('forget');
  }

  async leave(leaving: Leaving): Promise<void> {
    closeOpenDraft();
    this.step = 'none';
    await session.signOut(leaving);
  }

  /** Sends at once, also what waits for a later try or for a person's word. */
  async send(): Promise<void> {
    this.step = 'sending';
    const { person } = session;
    if (!person) return;
    for (const { entry } of await uploadsOf(person.userGuid)) await storeEntry(readyToTry(entry, 'person'));
  }

  /** Everything is sent. Drafts are not uploads: they are asked about once more. */
  async sent(drafts: number): Promise<void> {
    if (drafts > 0) this.step = 'asking';
    else await this.leave('forget');
  }

  stay(): void {
    this.step = 'none';
  }
}

export const signingOut = new SigningOut();
