import countries from 'i18n-iso-countries';
import { foldLatin } from '../names/names.js';
import type { Cell } from '../page.js';

/** Languages in which issuers write their own names in Latin script. */
const LANGUAGES = 'en fr de es it pt nl sv da nb fi et lv lt pl cs sk sl hr hu ro tr is sq'.split(' ');

const NORTH_AMERICAN: Readonly<Record<'US' | 'CA', string>> = {
  US:
    'Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,' +
    'Georgia,Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,' +
    'Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,' +
    'New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,South Carolina,' +
    'South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming,USA',
  CA:
    'Alberta,British Columbia,Manitoba,New Brunswick,Newfoundland and Labrador,Northwest Territories,' +
    'Nova Scotia,Nunavut,Ontario,Prince Edward Island,Quebec,Saskatchewan,Yukon',
};

/** Issuers are named in a licence's head, above this share of its height; places below it. */
const HEAD = 0.25;

let countryNames: ReadonlyMap<string, string> | undefined;

function namesOfCountries(): ReadonlyMap<string, string> {
  countryNames ??= new Map(
    LANGUAGES.flatMap((language) =>
      Object.entries(countries.getNames(language, { select: 'all' })).flatMap(([alpha2, names]) =>
        [names].flat().map((name): [string, string] => [foldLatin(name), alpha2]),
      ),
    ).filter(([name]) => name.length >= 4),
  );
  return countryNames;
}

/**
 * ISO 3166-1 alpha-2 of the issuer named in the head of a licence, or null.
 *
 * @param northAmerican the layout is AAMVA's: `Georgia` is then the state, not the country.
 */
export function issuerOf(cells: readonly Cell[], northAmerican: boolean): string | null {
  const names = cells
    .filter(({ top }) => top < HEAD)
    .flatMap(({ text }) => [text, ...text.split(/[/|]| - /)])
    .map(foldLatin);
  if (northAmerican) {
    for (const country of ['US', 'CA'] as const) {
      const states = NORTH_AMERICAN[country].split(',').map(foldLatin);
      if (names.some((name) => states.some((state) => name.startsWith(state)))) return country;
    }
    return null;
  }
  const exact = names.map((name) => namesOfCountries().get(name)).find((country) => country !== undefined);
  return exact ?? containedIssuer(names);
}

/** Official names that hold an adjective in the place of the country's name. */
const ADJECTIVES: Readonly<Record<string, string>> = {
  REPUBLIQUEFRANCAISE: 'FR',
  REPUBLICAPORTUGUESA: 'PT',
  SLOVENSKAREPUBLIKA: 'SK',
  CESKAREPUBLIKA: 'CZ',
  REPUBLIKAHRVATSKA: 'HR',
  REPUBLIKASLOVENIJA: 'SI',
  KONGERIGETDANMARK: 'DK',
};
/** Shorter names are part of other words. */
const MIN_CONTAINED = 6;

/** `BUNDESREPUBLIK DEUTSCHLAND`, `REINO DE ESPAÑA`: the longest country's name within a line of the head. */
function containedIssuer(names: readonly string[]): string | null {
  const known = [...Object.entries(ADJECTIVES), ...namesOfCountries()];
  const [longest] = names
    .flatMap((line) => known.filter(([name]) => name.length >= MIN_CONTAINED && line.includes(name)))
    .sort(([a], [b]) => b.length - a.length);
  return longest?.[1] ?? null;
}

/** Whether a line is nothing but the name of a country or a state: `SWEDEN / SUÈDE`, `GEORGIA`. */
export function isIssuerName(text: string): boolean {
  const names = [text, ...text.split(/[/|]| - /)].map(foldLatin);
  const states = Object.values(NORTH_AMERICAN).flatMap((list) => list.split(',').map(foldLatin));
  return names.some((name) => namesOfCountries().has(name) || states.includes(name));
}
