import { setupI18n } from '@lingui/core';
import english from './en.json' with { type: 'json' };

/** Every text of the page; one that is not in the English catalogue does not compile. */
export type WordId = keyof typeof english;

const i18n = setupI18n({ locale: 'en', messages: { en: english } });

/** A text in the page's language. @param values of the placeholders in it */
export const say = (id: WordId, values: Readonly<Record<string, string | number>> = {}): string =>
  i18n._(id, { ...values });
