import { plainCapitals } from './mrz-lines.js';
import type { Holder } from './specimen.js';

/** North American jurisdictions with their issuer identification number (AAMVA Card Design Standard 2020, D.12.3). */
export const JURISDICTIONS = {
  CA: { name: 'CALIFORNIA', issuer: '636014', country: 'USA' },
  NY: { name: 'NEW YORK', issuer: '636001', country: 'USA' },
  ON: { name: 'ONTARIO', issuer: '636012', country: 'CAN' },
  TX: { name: 'TEXAS', issuer: '636015', country: 'USA' },
  VA: { name: 'VIRGINIA', issuer: '636000', country: 'USA' },
} as const;

export type Jurisdiction = keyof typeof JURISDICTIONS;

export interface LicenceFacts {
  readonly number: string;
  /** ISO 8601 calendar dates. */
  readonly issued: string;
  readonly expires: string;
  readonly discriminator: string;
}

/** The text of a licence's PDF417 symbol, version 10 of the standard (AAMVA Card Design Standard 2020, annex D). */
export function aamvaPayload(holder: Holder, jurisdiction: Jurisdiction, facts: LicenceFacts): string {
  const { issuer, country } = JURISDICTIONS[jurisdiction];
  const [first = '', ...middle] = plainCapitals(holder.givenNames).split(' ');
  const date = (iso: string) => {
    const [year, month, day] = iso.split('-');
    return country === 'USA' ? `${month}${day}${year}` : `${year}${month}${day}`;
  };
  const elements: readonly (readonly [string, string])[] = [
    ['DAQ', facts.number],
    ['DCS', plainCapitals(holder.surname)],
    ['DDE', 'N'],
    ['DAC', first],
    ['DDF', 'N'],
    ['DAD', middle.join(' ') || 'NONE'],
    ['DDG', 'N'],
    ['DCA', 'D'],
    ['DCB', 'NONE'],
    ['DCD', 'NONE'],
    ['DBD', date(facts.issued)],
    ['DBB', date(holder.dateOfBirth)],
    ['DBA', date(facts.expires)],
    ['DBC', { M: '1', F: '2', X: '9' }[holder.sex]],
    ['DAU', '068 in'],
    ['DAY', 'BRO'],
    ['DAG', plainCapitals(holder.address.street)],
    ['DAI', plainCapitals(holder.address.city)],
    ['DAJ', jurisdiction],
    ['DAK', holder.address.postalCode.replaceAll(' ', '').padEnd(11, ' ')],
    ['DCF', facts.discriminator],
    ['DCG', country],
  ];
  const subfile = `DL${elements.map(([id, value]) => id + value).join('\n')}\r`;
  const header = `@\n\u001e\rANSI ${issuer}100001`;
  const designatorLength = 10;
  const offset = String(header.length + designatorLength).padStart(4, '0');
  return `${header}DL${offset}${String(subfile.length).padStart(4, '0')}${subfile}`;
}
