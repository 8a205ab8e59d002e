import type { Name } from '@peculiar/asn1-x509';

const COUNTRY = '2.5.4.6';

/** Short names for reports (RFC 4519). */
const SHORT: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  [COUNTRY]: 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
};

/** A certificate's subject or issuer. */
export interface DistinguishedName {
  /** `C=DE, O=bund, CN=csca-germany` */
  readonly text: string;
  /**
   * Equal for names that are the same under RFC 5280, 7.1: letter case, runs of blanks and the string type do
   * not count. States write their own name differently from one certificate to the next.
   */
  readonly key: string;
  /** ISO 3166-1 alpha-2 in upper case (ICAO 9303-12, 7.1.1: countryName); null when there is not exactly one. */
  readonly country: string | null;
}

export function readName(name: Name): DistinguishedName {
  const attributes = name.flatMap((relative) =>
    [...relative].map(({ type, value }) => ({ type, value: value.toString() })),
  );
  const countries = attributes.filter(({ type }) => type === COUNTRY);
  return {
    text: attributes.map(({ type, value }) => `${SHORT[type] ?? type}=${value}`).join(', '),
    key: JSON.stringify(attributes.map(({ type, value }) => [type, folded(value)])),
    country: countries.length === 1 ? countries[0]!.value.toUpperCase() : null,
  };
}

const folded = (value: string): string => value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
