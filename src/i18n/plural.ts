export type Language = 'en' | 'es';

/** Forms by CLDR plural category; `#` becomes the number in the language's own digits grouping. English and Spanish need two. */
export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

/** A function from a count to the right form: `plural('en', { one: '# row', other: '# rows' })(3)` is "3 rows". */
export function plural(language: Language, forms: PluralForms): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count) =>
    (rules.select(count) === 'one' ? forms.one : forms.other).replace('#', numbers.format(count));
}
