import { defaultPasswordPolicy, type PasswordPolicy } from '../accounts/password-policy.ts';

/** What a district decides for itself. Every number has its bounds in `settingBounds`. */
export interface DistrictSettings {
  /** How long an unused temporary password can be used. */
  readonly temporaryPasswordDays: number;
  readonly passwordMinLength: number;
  /** Words no password of the district may consist of, beside those nobody may use: the school's name, its mascot. */
  readonly blockedWords: readonly string[];
}

export const defaultSettings: DistrictSettings = {
  temporaryPasswordDays: 90,
  passwordMinLength: defaultPasswordPolicy.minLength,
  blockedWords: [],
};

/** Least and most. A temporary password never lives longer than 90 days, and no password is shorter than eight. */
export const settingBounds = {
  temporaryPasswordDays: [1, 90],
  passwordMinLength: [defaultPasswordPolicy.minLength, 64],
} as const satisfies Partial<Record<keyof DistrictSettings, readonly [least: number, most: number]>>;

export const blockedWordLimits = { words: 200, length: 64 } as const;

/** The rules for passwords that follow from a district's settings, the same in the browser and on the server. */
export function passwordPolicyOf({
  passwordMinLength,
  blockedWords,
}: Pick<DistrictSettings, 'passwordMinLength' | 'blockedWords'>): PasswordPolicy {
  return { ...defaultPasswordPolicy, minLength: passwordMinLength, blockedWords };
}
