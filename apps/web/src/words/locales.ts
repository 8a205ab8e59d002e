/** Languages in which every text of the page is there. */
export const LOCALES = ['en', 'fr', 'ja', 'de', 'es', 'pt', 'it', 'nl', 'pl', 'ar'] as const;
export type Locale = (typeof LOCALES)[number];

/** Which way a language is written, as the `dir` of a document. */
export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr');

/**
 * The first language that the page speaks, by the language alone: whoever asks for `fr-CA` or `pt_PT` is served French and
 * Portuguese.
 *
 * @param wanted tags of BCP 47, the most wanted first; what is none is passed over
 */
export function chooseLocale(wanted: readonly (string | null | undefined)[]): Locale {
  for (const tag of wanted) {
    const language = tag?.trim().toLowerCase().split(/[-_]/)[0];
    const found = LOCALES.find((locale) => locale === language);
    if (found !== undefined) return found;
  }
  return 'en';
}
