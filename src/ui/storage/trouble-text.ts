import type { Messages } from '#i18n/messages/en.ts';
import type { Language } from '#i18n/plural.ts';
import type { StorageTrouble } from '#storage/storage-trouble.ts';
import { formatMoment } from '../status/format-moment.ts';

export interface TroubleText {
  readonly title: string;
  readonly text: string;
}

/** The words for a trouble. A new code without words does not compile. */
export function troubleText(trouble: StorageTrouble, messages: Messages, language: Language): TroubleText {
  const words = messages.storage;
  switch (trouble.code) {
    case 'storage.unavailable':
      return { title: words.unavailableTitle, text: words.unavailable };
    case 'storage.broken':
      return { title: words.brokenTitle, text: words.broken };
    case 'storage.full':
      return { title: words.fullTitle, text: words.full };
    case 'storage.blocked':
      return { title: words.blockedTitle, text: words.blocked };
    case 'storage.newer':
      return { title: words.newerTitle, text: words.newer };
    case 'storage.lost':
      return { title: words.lostTitle, text: words.lost };
    case 'storage.missing':
    case 'storage.key_gone': {
      const { drafts, uploads, lastAt } = trouble;
      const time = formatMoment(lastAt, language);
      return trouble.code === 'storage.missing'
        ? { title: words.missingTitle, text: words.missing(drafts, uploads, time) }
        : { title: words.keyGoneTitle, text: words.keyGone(drafts, uploads, time) };
    }
  }
}
