import { plainCapitals } from './mrz-lines.js';
import type { Holder } from './specimen.js';

/** North American jurisdictions with their issuer identification number (AAMVA Card Design Standard 2020, D.12.3). */
export const JURISDICTIONS = {
  BC: { name: 'BRITISH COLUMBIA', issuer: '636028', country: 'CAN' },
  CA: { name: 'CALIFORNIA', issuer: '636014', country: 'USA' },
  FL: { name: 'FLORIDA', issuer: '636010', country: 'USA' },
  IL: { name: 'ILLINOIS', issuer: '636035', country: 'USA' },
  NY: { name: 'NEW YORK', issuer: '636001', country: 'USA' },
  ON: { name: 'ONTARIO', issuer: '636012', country: 'CAN' },
  QC: { name: 'QUÉBEC', issuer: '604428', country: 'CAN' },
  TX: { name: 'TEXAS', issuer: '636015', country: 'USA' },
  VA: { name: 'VIRGINIA', issuer: '636000', country: 'USA' },
  WA: { name: 'WASHINGTON', issuer: '636045', country: 'USA' },
  NC: { name: 'NORTH CAROLINA', issuer: '636004', country: 'USA' },
} as const;

export type Jurisdiction = keyof typeof JURISDICTIONS;

export interface LicenceFacts {
  readonly number: string;
  /** ISO 8601 calendar dates. */
  readonly issued: string;
  readonly expires: string;
  readonly discriminator: string;
  /** `ID` for an identification card; default `DL`. */
  readonly subfile?: 'DL' | 'ID';
}

/** Symbols hold bytes: the apostrophe of print is the typewriter's there. */
const coded = (text: string): string => plainCapitals(text).replaceAll('’', "'");

/** The text of a licence's PDF417 symbol, version 10 of the standard (AAMVA Card Design Standard 2020, annex D). */
export function aamvaPayload(holder: Holder, jurisdiction: Jurisdiction, facts: LicenceFacts): string {
  const { issuer, country } = JURISDICTIONS[jurisdiction];
  const [first = '', ...middle] = coded(holder.givenNames).split(' ');
  const date = (iso: string) => {
    const [year, month, day] = iso.split('-');
    return country === 'USA' ? `${month}${day}${year}` : `${year}${month}${day}`;
  };
  const { subfile: kind = 'DL' } = facts;
  const privileges: readonly (readonly [string, string])[] = [
    ['DCA', 'D'],
    ['DCB', 'NONE'],
    ['DCD', 'NONE'],
  ];
  const elements: readonly (readonly [string, string])[] = [
    ['DAQ', facts.number],
    ['DCS', coded(holder.surname)],
    ['DDE', 'N'],
    ['DAC', first],
    ['DDF', 'N'],
    ['DAD', middle.join(' ') || 'NONE'],
    ['DDG', 'N'],
    ...(kind === 'DL' ? privileges : []),
    ['DBD', date(facts.issued)],
    ['DBB', date(holder.dateOfBirth)],
    ['DBA', date(facts.expires)],
    ['DBC', { M: '1', F: '2', X: '9' }[holder.sex]],
    ['DAU', '068 in'],
    ['DAY', 'BRO'],
    ['DAG', coded(holder.address.street)],
    ['DAI', coded(holder.address.city)],
    ['DAJ', jurisdiction],
    ['DAK', holder.address.postalCode.replaceAll(' ', '').padEnd(11, ' ')],
    ['DCF', facts.discriminator],
    ['DCG', country],
  ];
  const subfile = `${kind}${elements.map(([id, value]) => id + value).join('\n')}\r`;
  const header = `@\n\u001e\rANSI ${issuer}100001`;
  const designatorLength = 10;
  const offset = String(header.length + designatorLength).padStart(4, '0');
  return `${header}${kind}${offset}${String(subfile.length).padStart(4, '0')}${subfile}`;
}
