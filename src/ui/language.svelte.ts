import type { Messages } from '#i18n/messages/en.ts';
import type { Language } from '#i18n/plural.ts';

const storageKey = 'rollbook.language';
/** Each language is a file of its own, so that nobody's first page waits for words in another one. */
const dictionaries: Readonly<Record<Language, () => Promise<Messages>>> = {
  en: async () => (await import('#i18n/messages/en.ts')).en,
  es: async () => (await import('#i18n/messages/es.ts')).es,
};

/** The names of the languages, each in itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

/**
 * The language of the interface: the one chosen on this device, else the first the browser asks for and we have.
 * Read `language.messages` in templates; it follows the choice at once, without a reload.
 */
class LanguageChoice {
  #spoken = $state.raw<{ readonly code: Language; readonly messages: Messages }>();

  /** To be awaited once, before anything is shown. */
  async start(): Promise<void> {
    if (!this.#spoken) await this.#speak(rememberedLanguage() ?? preferredLanguage(navigator.languages));
  }

  async choose(code: Language): Promise<void> {
    await this.#speak(code);
    localStorage.setItem(storageKey, code);
  }

  get current(): Language {
    return this.#known.code;
  }

  get messages(): Messages {
    return this.#known.messages;
  }

  get #known() {
    if (!this.#spoken) throw new Error('The language was asked for words before it was started.');
    return this.#spoken;
  }

  async #speak(code: Language): Promise<void> {
    this.#spoken = { code, messages: await dictionaries[code]() };
  }
}

function rememberedLanguage(): Language | undefined {
  const stored = localStorage.getItem(storageKey);
  return stored === 'en' || stored === 'es' ? stored : undefined;
}

function preferredLanguage(wanted: readonly string[]): Language {
  const known = wanted
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === 'en' || tag === 'es');
  return known ?? 'en';
}

export const language = new LanguageChoice();
