const storageKey = 'rollbook.theme';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Light or dark as the device says, or as chosen on this device. */
class ThemeChoice {
  current = $state<Theme>(rememberedTheme());

  choose(theme: Theme): void {
    this.current = theme;
    localStorage.setItem(storageKey, theme);
    this.apply();
  }

  /** The tokens in app.css look at `data-theme`; without it they follow the device. */
  apply(): void {
    if (this.current === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.current;
  }
}

function rememberedTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return themes.find((theme) => theme === stored) ?? 'system';
}

export const theme = new ThemeChoice();
