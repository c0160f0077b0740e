import { en, type Messages } from '#i18n/messages/en.ts';
import { es } from '#i18n/messages/es.ts';
import type { Language } from '#i18n/plural.ts';

const storageKey = 'rollbook.language';
const dictionaries: Readonly<Record<Language, Messages>> = { en, es };

/** The names of the languages, each in itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' };

/**
 * The language of the interface: the one chosen on this device, else the first the browser asks for and we have.
 * Read `language.messages` in templates; it follows the choice at once, without a reload.
 */
class LanguageChoice {
  current = $state<Language>(rememberedLanguage() ?? preferredLanguage(navigator.languages));
  readonly messages = $derived(dictionaries[this.current]);

  choose(language: Language): void {
    this.current = language;
    localStorage.setItem(storageKey, language);
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
