/** How a specimen names the state that issued it, and its citizens. */
export interface State {
  /** Code in the machine readable zone without fillers (ICAO 9303-3, section 5). */
  readonly mrz: string;
  readonly name: string;
  readonly nationality: string;
}

/** Utopia is ICAO's code for specimens; the others let tests meet real codes. Those from BGR on print licences only, India a passport. */
export const STATES = {
  UTO: { mrz: 'UTO', name: 'UTOPIA / UTOPIE', nationality: 'UTOPIAN / UTOPIENNE' },
  AUT: { mrz: 'AUT', name: 'AUSTRIA / AUTRICHE', nationality: 'AUSTRIAN' },
  BEL: { mrz: 'BEL', name: 'BELGIUM / BELGIQUE', nationality: 'BELGIAN / BELGE' },
  CAN: { mrz: 'CAN', name: 'CANADA', nationality: 'CANADIAN / CANADIENNE' },
  CHE: { mrz: 'CHE', name: 'SWITZERLAND / SUISSE', nationality: 'SWISS / SUISSE' },
  DEU: { mrz: 'D', name: 'GERMANY / ALLEMAGNE', nationality: 'GERMAN' },
  ESP: { mrz: 'ESP', name: 'SPAIN / ESPAGNE', nationality: 'SPANISH' },
  FRA: { mrz: 'FRA', name: 'FRANCE', nationality: 'FRENCH / FRANÇAISE' },
  GBR: { mrz: 'GBR', name: 'UNITED KINGDOM', nationality: 'BRITISH' },
  IRL: { mrz: 'IRL', name: 'IRELAND / IRLANDE', nationality: 'IRISH' },
  ITA: { mrz: 'ITA', name: 'ITALY / ITALIE', nationality: 'ITALIAN' },
  NLD: { mrz: 'NLD', name: 'NETHERLANDS / PAYS-BAS', nationality: 'DUTCH' },
  NOR: { mrz: 'NOR', name: 'NORWAY / NORVÈGE', nationality: 'NORWEGIAN' },
  POL: { mrz: 'POL', name: 'POLAND / POLOGNE', nationality: 'POLISH' },
  PRT: { mrz: 'PRT', name: 'PORTUGAL', nationality: 'PORTUGUESE' },
  SWE: { mrz: 'SWE', name: 'SWEDEN / SUÈDE', nationality: 'SWEDISH' },
  TUR: { mrz: 'TUR', name: 'TÜRKİYE / TURQUIE', nationality: 'TURKISH' },
  USA: { mrz: 'USA', name: 'UNITED STATES', nationality: 'UNITED STATES OF AMERICA' },
  BGR: { mrz: 'BGR', name: 'BULGARIA / BULGARIE', nationality: 'BULGARIAN' },
  CYP: { mrz: 'CYP', name: 'CYPRUS / CHYPRE', nationality: 'CYPRIOT' },
  CZE: { mrz: 'CZE', name: 'CZECHIA / TCHÉQUIE', nationality: 'CZECH' },
  DNK: { mrz: 'DNK', name: 'DENMARK / DANEMARK', nationality: 'DANISH' },
  EST: { mrz: 'EST', name: 'ESTONIA / ESTONIE', nationality: 'ESTONIAN' },
  FIN: { mrz: 'FIN', name: 'FINLAND / FINLANDE', nationality: 'FINNISH' },
  GRC: { mrz: 'GRC', name: 'GREECE / GRÈCE', nationality: 'HELLENIC' },
  HRV: { mrz: 'HRV', name: 'CROATIA / CROATIE', nationality: 'CROATIAN' },
  HUN: { mrz: 'HUN', name: 'HUNGARY / HONGRIE', nationality: 'HUNGARIAN' },
  ISL: { mrz: 'ISL', name: 'ICELAND / ISLANDE', nationality: 'ICELANDIC' },
  LIE: { mrz: 'LIE', name: 'LIECHTENSTEIN', nationality: 'LIECHTENSTEIN' },
  LTU: { mrz: 'LTU', name: 'LITHUANIA / LITUANIE', nationality: 'LITHUANIAN' },
  LUX: { mrz: 'LUX', name: 'LUXEMBOURG', nationality: 'LUXEMBOURG' },
  LVA: { mrz: 'LVA', name: 'LATVIA / LETTONIE', nationality: 'LATVIAN' },
  MLT: { mrz: 'MLT', name: 'MALTA / MALTE', nationality: 'MALTESE' },
  ROU: { mrz: 'ROU', name: 'ROMANIA / ROUMANIE', nationality: 'ROMANIAN' },
  SVK: { mrz: 'SVK', name: 'SLOVAKIA / SLOVAQUIE', nationality: 'SLOVAK' },
  SVN: { mrz: 'SVN', name: 'SLOVENIA / SLOVÉNIE', nationality: 'SLOVENE' },
  IND: { mrz: 'IND', name: 'INDIA', nationality: 'INDIAN' },
  UKR: { mrz: 'UKR', name: 'UKRAINE', nationality: 'UKRAINIAN' },
} as const satisfies Record<string, State>;

export type StateCode = keyof typeof STATES;
