import { settingBounds } from '#domain/organizations/district-settings.ts';
import { fetchSettings, saveSettings, type Settings } from '#sync/district.ts';
import { Asked, Doing } from './asked.svelte.ts';

export const numberKeys = ['temporaryPasswordDays', 'passwordMinLength'] as const;
export type NumberKey = (typeof numberKeys)[number];

/** The settings as they are typed: numbers as text, one blocked word on each line. */
export class SettingsForm {
  readonly loaded = new Asked(fetchSettings);
  readonly saving = new Doing();
  numbers = $state<Record<NumberKey, string>>({
    temporaryPasswordDays: '',
    passwordMinLength: '',
  });
  blockedWords = $state('');
  isSaved = $state(false);

  async load(): Promise<void> {
    await this.loaded.ask();
    const { value } = this.loaded;
    if (!value) return;
    for (const key of numberKeys) this.numbers[key] = String(value[key]);
    this.blockedWords = value.blockedWords.join('\n');
  }

  /** Whether what is typed there is a whole number within its bounds. */
  isFit(key: NumberKey): boolean {
    const [least, most] = settingBounds[key];
    const text = this.numbers[key].trim();
    return /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most;
  }

  async save(): Promise<void> {
    this.isSaved = false;
    if (!numberKeys.every((key) => this.isFit(key))) return;
    const { numbers } = this;
    const settings: Settings = {
      temporaryPasswordDays: Number(numbers.temporaryPasswordDays),
      passwordMinLength: Number(numbers.passwordMinLength),
      blockedWords: wordsIn(this.blockedWords),
    };
    this.isSaved = (await this.saving.run(() => saveSettings(settings))) !== null;
  }
}

function wordsIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
