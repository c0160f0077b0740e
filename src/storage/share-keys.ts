import type { OpenKeyring } from './keyring.ts';
import { dropKeys, holdKeys, isUnlocked, onKeysChange, openRing } from './keys.ts';

/**
 * Keys go from tab to tab in memory, as objects no script can read bytes out of: a second tab, or the first one
 * reloaded beside it, opens without a network and without a PIN.
 */
type Message =
  | { readonly type: 'ask'; readonly userGuid: string }
  | { readonly type: 'keys'; readonly ring: OpenKeyring }
  | { readonly type: 'lock' };

const channelName = 'rollbook-keys';
/** Another tab answers within a few milliseconds, or there is none. */
const PATIENCE_MS = 150;

let channel: BroadcastChannel | null = null;
let wanted: string | null = null;
let isWithheld = false;

/** Calls `onLocked` when another tab was locked or signed out; this tab's keys are gone by then. Once for the tab. */
export function shareKeys(onLocked: () => void): void {
  if (typeof BroadcastChannel === 'undefined' || channel !== null) return;
  channel = new BroadcastChannel(channelName);
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.type === 'ask') answer(data.userGuid);
    else if (data.type === 'keys') take(data.ring);
    else {
      dropKeys();
      onLocked();
    }
  });
}

/** Gets the keys from another tab that has them; false when none does. */
export async function askOtherTabs(userGuid: string): Promise<boolean> {
  wanted = userGuid;
  if (isUnlocked(userGuid)) return true;
  if (channel === null) return false;
  send({ type: 'ask', userGuid });
  return new Promise((resolve) => {
    const stop = onKeysChange(() => finish());
    const timer = setTimeout(() => finish(), PATIENCE_MS);
    const finish = () => {
      stop();
      clearTimeout(timer);
      resolve(isUnlocked(userGuid));
    };
  });
}

/** Behind a locked screen other tabs get no keys, even while this one still sends what waits. */
export function withholdKeys(isHeldBack: boolean): void {
  isWithheld = isHeldBack;
}

/** Opens the other tabs of this person too. */
export function offerKeys(): void {
  const ring = openRing();
  if (ring) send({ type: 'keys', ring });
}

/** Locks this tab and all others. */
export function lockKeys(): void {
  dropKeys();
  send({ type: 'lock' });
}

function send(message: Message): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches this origin alone
  channel?.postMessage(message);
}

function answer(userGuid: string): void {
  if (isUnlocked(userGuid) && !isWithheld) offerKeys();
}

function take(ring: OpenKeyring): void {
  if (ring.userGuid === wanted) holdKeys(ring);
}
