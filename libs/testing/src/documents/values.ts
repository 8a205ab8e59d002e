import { type DateStyle, printDate } from './date-styles.js';
import type { Issuer } from './issuers.js';
import { inOwnScript, type OwnScript } from './licences/own-script.js';
import { plainCapitals } from './mrz-lines.js';
import type { Values } from './pen.js';
import type { Holder } from './specimen.js';
import { STATES, type StateCode } from './states.js';
import type { Language } from './wording.js';

/** What a document says beside its holder's data. */
export interface DocumentFacts {
  readonly number: string;
  /** ISO 8601 calendar dates. */
  readonly issued: string;
  readonly expires: string;
}

export interface Printing {
  readonly issuer: Issuer;
  readonly country: StateCode;
  readonly languages: readonly Language[];
  readonly dates: DateStyle;
  /** Where the date of birth is printed otherwise than the others. */
  readonly birthDate?: DateStyle;
  readonly authority: string;
  /** `word`: as a citizen is called; `code`: of the machine-readable zone. */
  readonly nationality: 'word' | 'code';
  /** One line as licences print it, two as cards do, or a North American jurisdiction's two. */
  readonly address: 'one-line' | 'two-lines' | { readonly jurisdiction: string };
  /** Capitals, capitals A–Z only as the United States print them, or as people write themselves. */
  readonly letters: 'all' | 'plain' | 'natural';
  /** Names are printed in this script, and below in Latin letters; places in this script alone. */
  readonly script?: OwnScript | null;
  /** Field 3 of a licence may name the country of birth. */
  readonly bornIn?: 'town' | 'country';
}

/** The holder's and the document's data as one kind of document prints them. */
export function valuesOf(holder: Holder, facts: DocumentFacts, printing: Printing): Values {
  const { issuer, country, languages, dates } = printing;
  const capitals = (text: string): string =>
    printing.letters === 'natural'
      ? text
      : printing.letters === 'plain'
        ? plainCapitals(text)
        : text.toLocaleUpperCase(country === 'TUR' ? 'tr' : 'en');
  const { script } = printing;
  const name = (text: string) => (script ? [inOwnScript(text, script), capitals(text)] : [capitals(text)]);
  const place = (text: string) => (script ? inOwnScript(text, script) : capitals(text));
  const date = (iso: string, style = dates) => [printDate(iso, style, languages)];
  const state = STATES[holder.nationality];
  const own = holder.nationality === country ? issuer.citizen : state.nationality;
  const [female, male] = issuer.sexes;
  return {
    // A holder with given names only has the caption of the surname and nothing below it.
    surname: holder.surname === '' ? [] : name(holder.surname),
    // One name only is the surname, and the line for given names stays empty.
    ...(holder.givenNames !== '' && { givenNames: name(holder.givenNames) }),
    dateOfBirth: date(holder.dateOfBirth, printing.birthDate),
    placeOfBirth: [
      printing.bornIn === 'country' ? capitals(state.name.split(' / ')[0]!) : place(holder.placeOfBirth),
    ],
    sex: [{ F: female, M: male, X: 'X' }[holder.sex]],
    nationality: [printing.nationality === 'word' ? own : state.mrz],
    number: [facts.number],
    issued: date(facts.issued),
    expires: date(facts.expires),
    authority: [printing.authority.replaceAll('%', place(holder.address.city))],
    address: addressLines(holder, printing).map(capitals),
  };
}

function addressLines(
  { address: { street, city, postalCode } }: Holder,
  { address, country }: Printing,
): readonly string[] {
  if (typeof address === 'object') return [street, `${city}, ${address.jurisdiction} ${postalCode}`];
  const town = ['GBR', 'IRL'].includes(country) ? `${city} ${postalCode}` : `${postalCode} ${city}`;
  return address === 'one-line' ? [`${street}, ${town}`] : [street, town];
}
