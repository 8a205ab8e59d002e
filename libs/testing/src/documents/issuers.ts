import type { DateStyle } from './date-styles.js';
import type { Pattern } from './security-print.js';
import type { StateCode } from './states.js';
import type { Language } from './wording.js';

/** Arrangements of a passport's page, and of a card's front. */
export type PassportArrangement = 'classic' | 'airy' | 'ledger';
export type CardArrangement = 'left' | 'right' | 'low';

/** States of which every kind of document is rendered. */
export type IssuerCode = Exclude<
  StateCode,
  | 'BGR' | 'CYP' | 'CZE' | 'DNK' | 'EST' | 'FIN' | 'GRC' | 'HRV' | 'HUN' | 'ISL'
  | 'LIE' | 'LTU' | 'LUX' | 'LVA' | 'MLT' | 'ROU' | 'SVK' | 'SVN' | 'UKR' | 'IND'
>; // biome-ignore format: a list of codes

/** How a state's invented documents look and what they say. */
export interface Issuer {
  /** The state's name as its documents bear it. */
  readonly name: string;
  /** Languages of titles and captions, the state's own first; passports use three, cards two. */
  readonly languages: readonly Language[];
  /** Hue of the ground in degrees, and what is drawn on it. Null: any hue, from the document's seed. */
  readonly hue: number | null;
  readonly pattern: Pattern;
  /** Three colours of an invented emblem. */
  readonly colours: readonly [string, string, string];
  /** A citizen's nationality as passports spell it. */
  readonly citizen: string;
  /** What is printed for female and male. */
  readonly sexes: readonly [string, string];
  readonly dates: Readonly<Record<'passport' | 'card', DateStyle>>;
  /** Numbers: `#` a digit, `@` a letter, `*` either; anything else stands for itself. */
  readonly numbers: Readonly<Record<'passport' | 'card', string>>;
  /** Issuing authorities; `%` is a city of the state. */
  readonly authorities: Readonly<Record<'passport' | 'card', string>>;
  readonly arrangements: { readonly passport: PassportArrangement; readonly card: CardArrangement };
}

/** `name|languages|hue pattern|colours|citizen|sexes`, dates, numbers, authorities, arrangements. */
function issuer(
  head: string,
  dates: string,
  numbers: string,
  authorities: string,
  arrangements: string,
): Issuer {
  const [name = '', languages = '', ground = '', colours = '', citizen = '', sexes = ''] = head.split('|');
  const [hue = '', pattern = ''] = ground.split(' ');
  const two = <Value extends string>(words: string, separator = ' ') => {
    const parts = words.split(separator) as Value[];
    const [passport, card] = parts;
    if (!passport || !card || parts.length > 2) throw new RangeError(`not two: ${words}`);
    return { passport, card };
  };
  const [passport = '', card = ''] = arrangements.split(' ');
  return {
    name,
    languages: languages.split(' ') as Language[],
    hue: Number(hue),
    pattern: pattern as Pattern,
    colours: colours.split(' ') as [string, string, string],
    citizen,
    sexes: sexes.split(' ') as [string, string],
    dates: two<DateStyle>(dates),
    numbers: two(numbers),
    authorities: two(authorities, '|'),
    arrangements: { passport: passport as PassportArrangement, card: card as CardArrangement },
  };
}

/**
 * Passports and cards: the designs are invented; languages, date formats and shapes of numbers are those that the
 * states use. What their licences bear is in `licences/`.
 */
export const ISSUERS: Readonly<Record<IssuerCode, Issuer>> = {
  UTO: issuer(
    'UTOPIA / UTOPIE|en fr|200 waves|#22354a #c9a227 #22354a|UTOPIAN / UTOPIENNE|F M',
    'named named',
    'L######## D########',
    'UTOPIA PASSPORT OFFICE|UTOPIA CIVIL REGISTRY',
    'classic left',
  ),
  AUT: issuer(
    'REPUBLIK ÖSTERREICH|de en|10 rosette|#c8102e #ffffff #c8102e|ÖSTERREICH|F M',
    'dotted dotted',
    'P####### #########',
    'BH %|BH %',
    'ledger right',
  ),
  BEL: issuer(
    'BELGIË / BELGIQUE / BELGIEN|nl fr de en|45 lines|#111111 #f3d02f #d4213d|BELG|F M',
    'spaced spaced',
    'E@###### ############',
    '%|%',
    'airy left',
  ),
  CAN: issuer(
    'CANADA|en fr|355 waves|#c8102e #ffffff #c8102e|CANADIAN/CANADIENNE|F M',
    'short-bilingual iso',
    '@@###### #########',
    'GATINEAU|OTTAWA',
    'classic left',
  ),
  CHE: issuer(
    'SCHWEIZ / SUISSE / SVIZZERA|de fr it en|0 rosette|#d52b1e #ffffff #d52b1e|CHE|F M',
    'dotted dotted',
    'X####### E#######',
    '%|%',
    'ledger left',
  ),
  DEU: issuer(
    'BUNDESREPUBLIK DEUTSCHLAND|de en fr|215 waves|#111111 #c8102e #e8b923|DEUTSCH|F M',
    'dotted dotted',
    'C#@##@##@ L#@##@##@',
    'STADT %|STADT %',
    'airy left',
  ),
  ESP: issuer(
    'ESPAÑA|es en|28 lines|#aa151b #f1bf00 #aa151b|ESPAÑOLA|F M',
    'spaced spaced',
    'PA@###### @@@######',
    'DGP-%|DGP-%',
    'classic right',
  ),
  FRA: issuer(
    'RÉPUBLIQUE FRANÇAISE|fr en|220 lines|#002654 #ffffff #ce1126|FRANÇAISE|F M',
    'spaced spaced',
    '##@@##### @##@##@@#',
    'PRÉFECTURE DE %|PRÉFECTURE DE %',
    'ledger low',
  ),
  GBR: issuer(
    'UNITED KINGDOM OF GREAT BRITAIN|en fr|330 rosette|#012169 #ffffff #c8102e|BRITISH CITIZEN|F M',
    'short-bilingual named',
    '######### #########',
    'HMPO|HOME OFFICE',
    'airy left',
  ),
  IRL: issuer(
    'ÉIRE / IRELAND|en fr|140 waves|#169b62 #ffffff #ff883e|ÉIREANNACH/IRISH|F M',
    'named named',
    'P@####### C########',
    'DEPARTMENT OF FOREIGN AFFAIRS|DEPARTMENT OF FOREIGN AFFAIRS',
    'classic low',
  ),
  ITA: issuer(
    'REPUBBLICA ITALIANA|it en|160 rosette|#009246 #ffffff #ce2b37|ITALIANA|F M',
    'bilingual dotted',
    'Y@####### CA#####@@',
    'MINISTRO AFFARI ESTERI|COMUNE DI %',
    'ledger right',
  ),
  NLD: issuer(
    'KONINKRIJK DER NEDERLANDEN|nl en|265 waves|#ae1c28 #ffffff #21468b|NEDERLANDSE|V/F M/M',
    'bilingual bilingual',
    'N@#@###@# I@#@###@#',
    'BURGEMEESTER VAN %|BURGEMEESTER VAN %',
    'airy low',
  ),
  NOR: issuer(
    'NORGE / NOREG|no en|5 lines|#ba0c2f #ffffff #00205b|NORSK|K/F M/M',
    'dotted dotted',
    '######### #########',
    'POLITIET %|POLITIET %',
    'classic right',
  ),
  POL: issuer(
    'RZECZPOSPOLITA POLSKA|pl en|350 waves|#dc143c #ffffff #dc143c|POLSKIE|K/F M/M',
    'bilingual dotted',
    'E@####### @@@######',
    'PREZYDENT M. %|PREZYDENT M. %',
    'ledger left',
  ),
  PRT: issuer(
    'REPÚBLICA PORTUGUESA|pt en fr|120 rosette|#046a38 #da291c #ffe900|PORTUGUESA|F M',
    'spaced spaced',
    'C@###### #########',
    'SERV. ESTRANGEIROS|IRN',
    'airy right',
  ),
  SWE: issuer(
    'SVERIGE|sv en|210 lines|#006aa7 #fecc00 #006aa7|SVENSK|K/F M/M',
    'bilingual iso',
    '@@###### #########',
    'POLISMYNDIGHETEN|POLISMYNDIGHETEN',
    'classic low',
  ),
  TUR: issuer(
    'TÜRKİYE CUMHURİYETİ|tr en|2 rosette|#e30a17 #ffffff #e30a17|T.C./TUR|K/F E/M',
    'bilingual dotted',
    'U######## @##@#####',
    'T.C. İÇİŞLERİ BAKANLIĞI|T.C. İÇİŞLERİ BAKANLIĞI',
    'ledger left',
  ),
  USA: issuer(
    'UNITED STATES OF AMERICA|en fr es|225 lines|#b31942 #ffffff #0a3161|UNITED STATES OF AMERICA|F M',
    'named month-first',
    '@######## #########',
    'UNITED STATES DEPARTMENT OF STATE|DEPARTMENT OF STATE',
    'classic left',
  ),
};

/** Issuers of whom only one kind of document is rendered, see `FURTHER_SPECIMENS`. */
export const FURTHER_ISSUERS = {
  IND: issuer(
    'REPUBLIC OF INDIA|en|35 rosette|#ff9933 #ffffff #138808|INDIAN|F M',
    'slashed slashed',
    '@####### ############',
    '%|%',
    'classic left',
  ),
} as const satisfies Partial<Record<StateCode, Issuer>>;

/** A number of a pattern's shape, letters without I, O and Q, which documents avoid. */
export function fillPattern(pattern: string, random: { integer(low: number, high: number): number }): string {
  const [letters, digits] = ['ABCDEFGHJKLMNPRSTUVWXYZ', '0123456789'];
  const one = (alphabet: string) => alphabet[random.integer(0, alphabet.length - 1)]!;
  return [...pattern]
    .map((sign) =>
      sign === '#' ? one(digits) : sign === '@' ? one(letters) : sign === '*' ? one(letters + digits) : sign,
    )
    .join('');
}
