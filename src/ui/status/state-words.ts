import type { Messages } from '#i18n/messages/en.ts';
import type { Language } from '#i18n/plural.ts';
import type { Milliseconds } from '#domain/time.ts';
import { formatWait } from './format-amount.ts';
import type { SyncState } from './sync-state.ts';

export interface StateWords {
  /** Stays the same while the state does. */
  readonly text: string;
  /** Moves on: how far, or how long still. */
  readonly detail: string | null;
  /** Upload History tells more. */
  readonly isAboutUploads: boolean;
}

/** The words for a state. `now` is only asked where a wait is shown. */
export function stateWords(
  state: SyncState,
  messages: Messages,
  language: Language,
  now: () => Milliseconds,
): StateWords {
  const words = messages.status;
  switch (state.type) {
    case 'unknown':
      return { text: '', detail: null, isAboutUploads: false };
    case 'locked': {
      const waiting = state.waiting > 0 ? ` ${words.waitHere(state.waiting)}` : '';
      return { text: `${messages.lock.bar}${waiting}`, detail: null, isAboutUploads: false };
    }
    case 'offline': {
      const rest = state.waiting > 0 ? words.waitHere(state.waiting) : words.goOn;
      return { text: `${words.offline} ${rest}`, detail: null, isAboutUploads: state.waiting > 0 };
    }
    case 'sending': {
      const others = state.others > 0 ? words.others(state.others) : null;
      const percent = state.percent === null ? null : formatPercent(state.percent, language);
      const detail = [percent, others].filter((part) => part !== null).join(' · ') || null;
      return { text: words.sending, detail, isAboutUploads: true };
    }
    case 'needs-person':
      return { text: words.needsPerson(state.count), detail: null, isAboutUploads: true };
    case 'waiting': {
      const wait = state.nextTryAt - now();
      const detail = wait > 0 ? words.nextTry(formatWait(wait, language)) : null;
      return { text: words.waiting(state.count), detail, isAboutUploads: true };
    }
    case 'all-sent':
      return { text: words.allSent, detail: null, isAboutUploads: false };
  }
}

function formatPercent(percent: number, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(percent / 100);
}
