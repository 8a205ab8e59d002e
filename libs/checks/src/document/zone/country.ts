import countries from 'i18n-iso-countries';

/** ICAO 9303-3 §5 codes that are not ISO 3166-1 alpha-3 but stand for a country that has an alpha-2 code. */
const ICAO_ONLY: Readonly<Record<string, string>> = {
  D: 'DE',
  GBD: 'GB',
  GBN: 'GB',
  GBO: 'GB',
  GBP: 'GB',
  GBS: 'GB',
  RKS: 'XK',
  UNK: 'XK',
  XKX: 'XK',
  XXK: 'XK',
};

/** ISO 3166-1 alpha-2 for an issuer's MRZ code; null for issuers that are no country (UTO, UNO, XOM …). */
export function toAlpha2(icaoCode: string): string | null {
  return ICAO_ONLY[icaoCode] ?? countries.alpha3ToAlpha2(icaoCode) ?? null;
}
