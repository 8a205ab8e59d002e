import { compileMessage } from '@lingui/message-utils/compileMessage';

/** Texts of one language by their names. */
export type Catalogue = Readonly<Record<string, string>>;

/**
 * What is wrong with a catalogue: texts that are missing or not known to English, are empty or no ICU message, take other
 * values than the English text does, choose between other words, or lack a plural form that the language has.
 *
 * @returns sentences for whoever writes the texts; empty when nothing is wrong
 */
export function findWordFaults(locale: string, texts: Catalogue, english: Catalogue): readonly string[] {
  const missing = Object.keys(english).filter((name) => !(name in texts));
  const surplus = Object.keys(texts).filter((name) => !(name in english));
  return [
    ...missing.map((name) => `${locale}: ${name} is missing`),
    ...surplus.map((name) => `${locale}: ${name} is not in the English catalogue`),
    ...Object.entries(texts).flatMap(([name, text]) =>
      faultsOf(locale, text, english[name] ?? text).map((fault) => `${locale}: ${name} ${fault}`),
    ),
  ];
}

function faultsOf(locale: string, text: string, english: string): readonly string[] {
  if (text.trim() === '') return ['is empty'];
  const own = read(text);
  const wanted = read(english);
  if (own === null || wanted === null) return ['is no ICU message'];
  const faults: string[] = [];
  if (own.values !== wanted.values) faults.push(`takes {${own.values}}, the English text {${wanted.values}}`);
  if (own.choices !== wanted.choices)
    faults.push(`chooses between ${own.choices}, the English text between ${wanted.choices}`);
  const lacking = new Intl.PluralRules(locale)
    .resolvedOptions()
    .pluralCategories.filter((category) => own.plurals.some((forms) => !forms.includes(category)));
  if (lacking.length > 0) faults.push(`lacks the plural ${lacking.join(', ')}`);
  return faults;
}

interface Reading {
  readonly values: string;
  readonly choices: string;
  readonly plurals: readonly (readonly string[])[];
}

/** @returns null when the text cannot be parsed */
function read(text: string): Reading | null {
  const values = new Set<string>();
  const choices = new Set<string>();
  const plurals: string[][] = [];
  const walk = (tokens: unknown): void => {
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) continue;
      const [name, kind, forms] = token;
      values.add(String(name));
      if (typeof forms !== 'object' || forms === null) continue;
      const keys = Object.keys(forms).filter((key) => key !== 'offset');
      if (kind === 'select') choices.add(keys.sort().join('|'));
      else plurals.push(keys);
      for (const key of keys) walk(Reflect.get(forms, key));
    }
  };
  const tokens: unknown = compileMessage(text);
  // The parser takes what it cannot read for plain text, braces and all.
  if (hasStrayBrace(tokens)) return null;
  walk(tokens);
  return { values: [...values].sort().join(', '), choices: [...choices].sort().join('; '), plurals };
}

function hasStrayBrace(tokens: unknown): boolean {
  if (typeof tokens === 'string') return /[{}]/.test(tokens);
  if (Array.isArray(tokens)) return tokens.some(hasStrayBrace);
  return typeof tokens === 'object' && tokens !== null && Object.values(tokens).some(hasStrayBrace);
}
