/** How a specimen names the state that issued it, and its citizens. */
export interface State {
  /** Code in the machine readable zone without fillers (ICAO 9303-3, section 5). */
  readonly mrz: string;
  readonly name: string;
  readonly nationality: string;
  /** The distinguishing sign that an EU driving licence shows; null where none applies. */
  readonly sign: string | null;
}

/** Utopia is ICAO's code for specimens; the others let tests meet real codes. */
export const STATES = {
  UTO: { mrz: 'UTO', name: 'UTOPIA / UTOPIE', nationality: 'UTOPIAN / UTOPIENNE', sign: null },
  AUT: { mrz: 'AUT', name: 'AUSTRIA / AUTRICHE', nationality: 'AUSTRIAN', sign: 'A' },
  BEL: { mrz: 'BEL', name: 'BELGIUM / BELGIQUE', nationality: 'BELGIAN / BELGE', sign: 'B' },
  CAN: { mrz: 'CAN', name: 'CANADA', nationality: 'CANADIAN / CANADIENNE', sign: 'CDN' },
  CHE: { mrz: 'CHE', name: 'SWITZERLAND / SUISSE', nationality: 'SWISS / SUISSE', sign: 'CH' },
  DEU: { mrz: 'D', name: 'GERMANY / ALLEMAGNE', nationality: 'GERMAN', sign: 'D' },
  ESP: { mrz: 'ESP', name: 'SPAIN / ESPAGNE', nationality: 'SPANISH', sign: 'E' },
  FRA: { mrz: 'FRA', name: 'FRANCE', nationality: 'FRENCH / FRANÇAISE', sign: 'F' },
  GBR: { mrz: 'GBR', name: 'UNITED KINGDOM', nationality: 'BRITISH', sign: 'UK' },
  IRL: { mrz: 'IRL', name: 'IRELAND / IRLANDE', nationality: 'IRISH', sign: 'IRL' },
  ITA: { mrz: 'ITA', name: 'ITALY / ITALIE', nationality: 'ITALIAN', sign: 'I' },
  NLD: { mrz: 'NLD', name: 'NETHERLANDS / PAYS-BAS', nationality: 'DUTCH', sign: 'NL' },
  NOR: { mrz: 'NOR', name: 'NORWAY / NORVÈGE', nationality: 'NORWEGIAN', sign: 'N' },
  POL: { mrz: 'POL', name: 'POLAND / POLOGNE', nationality: 'POLISH', sign: 'PL' },
  PRT: { mrz: 'PRT', name: 'PORTUGAL', nationality: 'PORTUGUESE', sign: 'P' },
  SWE: { mrz: 'SWE', name: 'SWEDEN / SUÈDE', nationality: 'SWEDISH', sign: 'S' },
  TUR: { mrz: 'TUR', name: 'TÜRKİYE / TURQUIE', nationality: 'TURKISH', sign: 'TR' },
  USA: { mrz: 'USA', name: 'UNITED STATES', nationality: 'UNITED STATES OF AMERICA', sign: 'USA' },
} as const satisfies Record<string, State>;

export type StateCode = keyof typeof STATES;
