import { type Messages, setupI18n } from '@lingui/core';
import { signal } from '@preact/signals';
import type english from './en.json';
import { directionOf, type Locale } from './locales.js';

/** Every text of the page; one that is not in the English catalogue does not compile. */
export type WordId = keyof typeof english;

/** A file of its own for each language, of which a browser loads the one it shows. */
const CATALOGUES: Readonly<Record<Locale, () => Promise<{ default: Messages }>>> = {
  en: () => import('./en.json'),
  fr: () => import('./fr.json'),
  ja: () => import('./ja.json'),
  de: () => import('./de.json'),
  es: () => import('./es.json'),
  pt: () => import('./pt.json'),
  it: () => import('./it.json'),
  nl: () => import('./nl.json'),
  pl: () => import('./pl.json'),
  ar: () => import('./ar.json'),
};

const i18n = setupI18n({ locale: 'en', messages: { en: {} } });
const shown = signal<Locale | null>(null);

/** The language of the page; null before its texts are there. */
export const spoken = (): Locale | null => shown.value;

/**
 * Loads a language and shows the page in it, from its right side where the language is written so.
 *
 * @returns whether its texts could be loaded; if not, the page stays as it is
 */
export async function speak(locale: Locale): Promise<boolean> {
  try {
    i18n.load(locale, (await CATALOGUES[locale]()).default);
  } catch {
    return false;
  }
  i18n.activate(locale);
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
  shown.value = locale;
  return true;
}

/** A text in the page's language. @param values of the placeholders in it */
export function say(id: WordId, values: Readonly<Record<string, string | number>> = {}): string {
  // Read so that what shows a text is drawn again when the language changes.
  const rightToLeft = shown.value !== null && directionOf(shown.value) === 'rtl';
  return i18n._(id, rightToLeft ? isolated(values) : { ...values });
}

/** Names in Latin letters, kept from turning the words around them (Unicode's first strong isolate). */
const isolated = (values: Readonly<Record<string, string | number>>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && name === 'account' ? `\u2068${value}\u2069` : value,
    ]),
  );
