import type { DateStyle } from '../date-styles.js';
import type { StateCode } from '../states.js';
import type { OwnScript } from './own-script.js';

/** What a state's licence in the layout of directive 2006/126/EC bears. */
export interface LicenceDesign {
  /** What a licence is called, as the card says it, one entry a line. */
  readonly heading: readonly string[];
  /** The state's name as the card bears it; null where it bears none. */
  readonly state: string | null;
  /** The distinguishing sign in the blue field, and whether the ring of stars surrounds it. */
  readonly sign: string;
  readonly stars: boolean;
  /** Hue of the ground in degrees; annex I asks for pink. */
  readonly hue: number;
  /** Of birth, and of issue and expiry. */
  readonly dates: readonly [birth: DateStyle, validity: DateStyle];
  /** Shape of field 5, see `licenceNumber`. */
  readonly number: string;
  /** What follows the number in field 5 and is not part of it. */
  readonly issueNumber: string | null;
  /** Shape of the holder's own number in field 4d; null where none is printed. */
  readonly personalNumber: string | null;
  /** Field 4c; `%` is a city of the state. */
  readonly authority: string;
  /** Field 2 begins with a form of address. */
  readonly titled: boolean;
  readonly address: boolean;
  /** Field 3 names the country of birth where others name the town. */
  readonly bornIn: 'town' | 'country';
  readonly letters: 'all' | 'natural';
  /** Names stand in this script above their Latin spelling. */
  readonly script: OwnScript | null;
  readonly arrangement: 'left' | 'tight';
  /** The machine-readable zone on the back; null where there is none. */
  readonly zone: LicenceZone | null;
}

/** One line of 30 characters (France, the Netherlands); lines of 9, 30 and 30 (Switzerland). */
export type LicenceZone = 'DLFRA' | 'DLNLD' | 'DLCHE';

const PINK = 342;
const PLAIN: LicenceDesign = {
  heading: ['DRIVING LICENCE'],
  state: null,
  sign: 'UTO',
  stars: true,
  hue: PINK,
  dates: ['dotted', 'dotted'],
  number: 'T########',
  issueNumber: null,
  personalNumber: null,
  authority: '%',
  titled: false,
  address: false,
  bornIn: 'town',
  letters: 'all',
  script: null,
  arrangement: 'left',
  zone: null,
};

/** `SIGN heading / second line | state`, number, authority, and where it departs from the plain design. */
function licence(
  head: string,
  number: string,
  authority: string,
  departures: Partial<LicenceDesign> = {},
): LicenceDesign {
  const [, sign = '', words = '', state] = /^(\S+) ([^|]+?)(?: \| (.+))?$/.exec(head) ?? [];
  return {
    ...PLAIN,
    sign,
    heading: words.split(' / '),
    state: state ?? null,
    number,
    authority,
    ...departures,
  };
}

const TIGHT = { arrangement: 'tight' } as const;
const NO_STARS = { stars: false } as const;
const BRITISH = {
  titled: true,
  address: true,
  bornIn: 'country',
  issueNumber: '##',
} as const;

/**
 * Headings, names, signs and forms of numbers from published descriptions of the cards: annex I of directive 2006/126/EC,
 * the Council's register of documents (PRADO), and the issuers' pages. Grounds, portraits and places of print are invented.
 */
export const LICENCES = {
  UTO: licence('UTO DRIVING LICENCE | UTOPIA / UTOPIE', 'T########', 'LICENSING OFFICE', { address: true }),
  AUT: licence('A FÜHRERSCHEIN | REPUBLIK ÖSTERREICH', '########', 'LPD %', TIGHT),
  BEL: licence(
    'B RIJBEWIJS  PERMIS DE CONDUIRE  FÜHRERSCHEIN | BELGIË  BELGIQUE  BELGIEN',
    '##########',
    '%',
  ),
  BGR: licence('BG СВИДЕТЕЛСТВО ЗА УПРАВЛЕНИЕ НА МПС | РЕПУБЛИКА БЪЛГАРИЯ', '#########', 'МВР', {
    script: 'bulgarian',
    personalNumber: 'YYMMDD####',
  }),
  CHE: licence(
    'CH FÜHRERAUSWEIS  PERMIS DE CONDUIRE  LICENZA DI CONDURRE / PERMISS DA MANISCHAR  DRIVING LICENCE | SCHWEIZ  SUISSE  SVIZZERA  SVIZRA',
    '############',
    '%',
    { ...NO_STARS, hue: 205, letters: 'natural', zone: 'DLCHE' },
  ),
  CYP: licence('CY ΑΔΕΙΑ ΟΔΗΓΗΣΗΣ | ΚΥΠΡΙΑΚΗ ΔΗΜΟΚΡΑΤΙΑ', '######', 'TOM', {
    script: 'greek',
    dates: ['slashed', 'slashed'],
  }),
  CZE: licence('CZ ŘIDIČSKÝ PRŮKAZ | ČESKÁ REPUBLIKA', 'E@ ######', 'MAGISTRÁT %', TIGHT),
  DEU: licence('D FÜHRERSCHEIN | BUNDESREPUBLIK DEUTSCHLAND', '@GERMAN', 'Landratsamt %', {
    dates: ['short-dotted', 'short-dotted'],
    letters: 'natural',
  }),
  DNK: licence('DK KØREKORT | DANMARK', '########', 'POLITIET', {
    ...TIGHT,
    letters: 'natural',
    personalNumber: 'DDMMYY-####',
  }),
  ESP: licence('E PERMISO DE CONDUCCIÓN | ESPAÑA', '@SPANISH', '28/2', {
    ...TIGHT,
    dates: ['dashed', 'dashed'],
  }),
  EST: licence('EST JUHILUBA | EESTI VABARIIK', 'ET######', 'MAANTEEAMET', { personalNumber: '4YYMMDD####' }),
  FIN: licence('FIN AJOKORTTI  KÖRKORT | SUOMI  FINLAND', '##########', 'TRAFICOM', {
    ...TIGHT,
    personalNumber: 'DDMMYY-###A',
  }),
  FRA: licence('F PERMIS DE CONDUIRE | RÉPUBLIQUE FRANÇAISE', '##@@#####', 'PRÉFECTURE DE %', {
    ...TIGHT,
    zone: 'DLFRA',
  }),
  GBR: licence('UK DRIVING LICENCE', '@BRITISH', 'DVLA', { ...BRITISH, ...NO_STARS }),
  GRC: licence('GR ΑΔΕΙΑ ΟΔΗΓΗΣΗΣ | ΕΛΛΗΝΙΚΗ ΔΗΜΟΚΡΑΤΙΑ', '#########', 'Π.Ε. %', {
    script: 'greek',
    dates: ['slashed', 'slashed'],
  }),
  HRV: licence('HR VOZAČKA DOZVOLA | REPUBLIKA HRVATSKA', '########', 'PU %', {
    ...TIGHT,
    personalNumber: '###########',
  }),
  HUN: licence('H VEZETŐI ENGEDÉLY | MAGYARORSZÁG', '@@######', '%', {
    dates: ['year-dotted', 'year-dotted'],
  }),
  IRL: licence('IRL CEADÚNAS TIOMÁNA / DRIVING LICENCE', '######@@@@', 'NDLS', {
    dates: ['dotted', 'short-dotted'],
    personalNumber: '#########',
    address: true,
  }),
  ISL: licence('IS ÖKUSKÍRTEINI | ÍSLAND', '#########', 'SÝSLUMAÐURINN', {
    ...TIGHT,
    ...NO_STARS,
    letters: 'natural',
  }),
  ITA: licence('I PATENTE DI GUIDA | REPUBBLICA ITALIANA', 'U1#@#####@', 'MIT-UCO', {
    dates: ['slashed', 'slashed'],
  }),
  LIE: licence('FL FÜHRERSCHEIN | FÜRSTENTUM LIECHTENSTEIN', '######', 'AMT FÜR STRASSENVERKEHR', {
    ...NO_STARS,
    letters: 'natural',
  }),
  LTU: licence('LT VAIRUOTOJO PAŽYMĖJIMAS | LIETUVOS RESPUBLIKA', '########', 'REGITRA', {
    ...TIGHT,
    dates: ['iso', 'iso'],
    personalNumber: '4YYMMDD####',
  }),
  LUX: licence('L PERMIS DE CONDUIRE  FÜHRERSCHÄIN  FÜHRERSCHEIN | LUXEMBOURG', '######', 'M.T.', {}),
  LVA: licence('LV VADĪTĀJA APLIECĪBA | LATVIJAS REPUBLIKA', 'AK ######', 'CSDD', {
    ...TIGHT,
    personalNumber: 'DDMMYY-#####',
  }),
  MLT: licence('M LIĊENZJA TAS-SEWQAN / DRIVING LICENCE | MALTA', '######', 'TRANSPORT MALTA', {
    dates: ['slashed', 'slashed'],
    address: true,
  }),
  NLD: licence('NL RIJBEWIJS | KONINKRIJK DER NEDERLANDEN', '##########', 'Gemeente %', {
    letters: 'natural',
    personalNumber: '#########',
    zone: 'DLNLD',
  }),
  NOR: licence('N FØRERKORT | NORGE  NOREG', '## ## ###### #', 'Statens vegvesen', {
    ...TIGHT,
    ...NO_STARS,
    letters: 'natural',
  }),
  POL: licence('PL PRAWO JAZDY | RZECZPOSPOLITA POLSKA', '#####/##/####', 'PREZYDENT M. %', {
    personalNumber: 'YYMMDD#####',
  }),
  PRT: licence('P CARTA DE CONDUÇÃO | REPÚBLICA PORTUGUESA', 'L-####### #', 'IMT %', {
    dates: ['dashed', 'dashed'],
  }),
  ROU: licence('RO PERMIS DE CONDUCERE | ROMÂNIA', '@########@', 'SRPCIV %', {
    ...TIGHT,
    personalNumber: '1YYMMDD######',
  }),
  SVK: licence('SK VODIČSKÝ PREUKAZ | SLOVENSKÁ REPUBLIKA', 'E#######', 'ORPZ %', TIGHT),
  SVN: licence('SLO VOZNIŠKO DOVOLJENJE | REPUBLIKA SLOVENIJA', '#########', 'UE %', TIGHT),
  SWE: licence('S KÖRKORT | SVERIGE', 'YYMMDD-####', 'TRANSPORTSTYRELSEN', {
    ...TIGHT,
    dates: ['iso', 'iso'],
  }),
  TUR: licence('TR SÜRÜCÜ BELGESİ | TÜRKİYE CUMHURİYETİ', '######', '% EMNİYET', {
    ...NO_STARS,
    personalNumber: '###########',
  }),
  UKR: licence('UA ПОСВІДЧЕННЯ ВОДІЯ  DRIVING LICENCE | УКРАЇНА  UKRAINE', 'BXK######', 'ТСЦ 8041', {
    ...NO_STARS,
    script: 'ukrainian',
  }),
} as const satisfies Partial<Record<StateCode, LicenceDesign>>;

export type LicenceCode = keyof typeof LICENCES;

/** Cards of the same states that differ from the current one above. */
export const FURTHER_LICENCES = {
  /** Before 2021, with the ring of stars. */
  'gbr-driving-licence-2015': ['GBR', licence('UK DRIVING LICENCE', '@BRITISH', 'DVLA', BRITISH)],
  'gbr-wales-driving-licence': [
    'GBR',
    licence('UK DRIVING LICENCE  TRWYDDED YRRU', '@BRITISH', 'DVLA', { ...BRITISH, ...NO_STARS }),
  ],
  'gbr-provisional-licence': [
    'GBR',
    licence('UK PROVISIONAL DRIVING LICENCE', '@BRITISH', 'DVLA', { ...BRITISH, ...NO_STARS, hue: 120 }),
  ],
  'gbr-ni-driving-licence': [
    'GBR',
    licence('UK DRIVING LICENCE | NORTHERN IRELAND', '########', 'DVA', {
      ...BRITISH,
      ...NO_STARS,
      issueNumber: null,
    }),
  ],
  'irl-learner-permit': [
    'IRL',
    licence('IRL CEAD FOGHLAMEORA / LEARNER PERMIT', '######@@@@', 'NDLS', {
      dates: ['dotted', 'short-dotted'],
      personalNumber: '#########',
      address: true,
      hue: 150,
    }),
  ],
} as const satisfies Readonly<Record<string, readonly [LicenceCode, LicenceDesign]>>;
