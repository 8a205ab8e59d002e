import { foldAsRead } from './fold-as-read.js';

/** What the licences of a state bear at their head. */
export interface LicenceState {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Distinguishing signs of vehicles in international traffic that stand in the blue field. */
  readonly signs: readonly string[];
  /** What a licence is called, and the state, folded as by {@link foldAsRead}. */
  readonly headings: readonly string[];
  readonly names: readonly string[];
  /** Names stand in the state's own script above their Latin spelling. */
  readonly inTwoScripts: boolean;
}

/**
 * Headings, names and signs as the cards bear them: annex I of directive 2006/126/EC, the Council's register of documents
 * (PRADO) and the issuers' descriptions. Earlier and learners' cards, and further languages, behind commas.
 */
const TABLE = `
AL | AL | LEJE DREJTIMI | REPUBLIKA E SHQIPËRISË
AT | A | FÜHRERSCHEIN | REPUBLIK ÖSTERREICH
BA | BIH | VOZAČKA DOZVOLA | BOSNA I HERCEGOVINA
BE | B | RIJBEWIJS, PERMIS DE CONDUIRE, FÜHRERSCHEIN | BELGIË, BELGIQUE, BELGIEN
BG | BG | СВИДЕТЕЛСТВО ЗА УПРАВЛЕНИЕ НА МПС | РЕПУБЛИКА БЪЛГАРИЯ
CH | CH | FÜHRERAUSWEIS, PERMIS DE CONDUIRE, LICENZA DI CONDURRE, PERMISS DA MANISCHAR | SCHWEIZ, SUISSE, SVIZZERA, SVIZRA
CY | CY | ΑΔΕΙΑ ΟΔΗΓΗΣΗΣ, SÜRÜCÜ BELGESİ | ΚΥΠΡΙΑΚΗ ΔΗΜΟΚΡΑΤΙΑ
CZ | CZ | ŘIDIČSKÝ PRŮKAZ | ČESKÁ REPUBLIKA
DE | D | FÜHRERSCHEIN | BUNDESREPUBLIK DEUTSCHLAND
DK | DK | KØREKORT | DANMARK, KONGERIGET DANMARK
EE | EST | JUHILUBA | EESTI VABARIIK
ES | E | PERMISO DE CONDUCCIÓN, PERMISO DE CONDUCIR | ESPAÑA, REINO DE ESPAÑA
FI | FIN | AJOKORTTI, KÖRKORT | SUOMI, SUOMI FINLAND
FO | FO | KOYRIKORT | FØROYAR
FR | F | PERMIS DE CONDUIRE | RÉPUBLIQUE FRANÇAISE
GB | UK, GB | DRIVING LICENCE, TRWYDDED YRRU, PROVISIONAL DRIVING LICENCE | NORTHERN IRELAND
GI | GBZ | DRIVING LICENCE | GIBRALTAR
GR | GR | ΑΔΕΙΑ ΟΔΗΓΗΣΗΣ | ΕΛΛΗΝΙΚΗ ΔΗΜΟΚΡΑΤΙΑ
HR | HR | VOZAČKA DOZVOLA | REPUBLIKA HRVATSKA
HU | H | VEZETŐI ENGEDÉLY | MAGYARORSZÁG
IE | IRL | CEADÚNAS TIOMÁNA, DRIVING LICENCE, CEAD FOGHLAMEORA, LEARNER PERMIT | ÉIRE IRELAND
IS | IS | ÖKUSKÍRTEINI | ÍSLAND
IT | I | PATENTE DI GUIDA | REPUBBLICA ITALIANA
LI | FL | FÜHRERSCHEIN, FÜHRERAUSWEIS | FÜRSTENTUM LIECHTENSTEIN
LT | LT | VAIRUOTOJO PAŽYMĖJIMAS | LIETUVOS RESPUBLIKA
LU | L | PERMIS DE CONDUIRE, FÜHRERSCHÄIN, FÜHRERSCHEIN | GRAND-DUCHÉ DE LUXEMBOURG, LËTZEBUERG
LV | LV | VADĪTĀJA APLIECĪBA | LATVIJAS REPUBLIKA
MC | MC | PERMIS DE CONDUIRE | PRINCIPAUTÉ DE MONACO
MD | MD | PERMIS DE CONDUCERE | REPUBLICA MOLDOVA
ME | MNE | VOZAČKA DOZVOLA | CRNA GORA
MT | M | LIĊENZJA TAS-SEWQAN, DRIVING LICENCE | REPUBBLIKA TA’ MALTA
NL | NL | RIJBEWIJS | KONINKRIJK DER NEDERLANDEN
NO | N | FØRERKORT, FØRARKORT | NORGE, NORGE NOREG, NOREG NORGE
PL | PL | PRAWO JAZDY | RZECZPOSPOLITA POLSKA
PT | P | CARTA DE CONDUÇÃO | REPÚBLICA PORTUGUESA
RO | RO | PERMIS DE CONDUCERE | ROMÂNIA
RS | SRB | VOZAČKA DOZVOLA, ВОЗАЧКА ДОЗВОЛА | REPUBLIKA SRBIJA
SE | S | KÖRKORT | SVERIGE
SI | SLO | VOZNIŠKO DOVOLJENJE | REPUBLIKA SLOVENIJA
SK | SK | VODIČSKÝ PREUKAZ | SLOVENSKÁ REPUBLIKA
SM | RSM | PATENTE DI GUIDA | REPUBBLICA DI SAN MARINO
TR | TR | SÜRÜCÜ BELGESİ | TÜRKİYE CUMHURİYETİ
UA | UA | ПОСВІДЧЕННЯ ВОДІЯ, DRIVING LICENCE | УКРАЇНА, УКРАЇНА UKRAINE
XK | RKS | PATENT SHOFERI, LEJE DREJTIMI | REPUBLIKA E KOSOVËS
`;

/** Of the states above those that print names in two scripts; ISO 3166-1 alpha-2. */
export const ISSUERS_IN_TWO_SCRIPTS: readonly string[] = ['BG', 'CY', 'GR', 'UA'];

const list = (words = ''): string[] => words.split(',').map((word) => word.trim());

export const LICENCE_STATES: readonly LicenceState[] = TABLE.trim()
  .split('\n')
  .map((row): LicenceState => {
    const [country = '', signs, headings, names] = row.split('|').map((cell) => cell.trim());
    return {
      country,
      signs: list(signs),
      headings: list(headings).map(foldAsRead),
      names: list(names).map(foldAsRead),
      inTwoScripts: ISSUERS_IN_TWO_SCRIPTS.includes(country),
    };
  });
