/** Who a card's issuer identification number stands for. */
export interface CardIssuer {
  /** Postal code of the state, province or territory. */
  readonly jurisdiction: string;
  /** ISO 3166-1 alpha-2; territories count to the country whose standard they follow. */
  readonly country: 'US' | 'CA' | 'MX';
  readonly name: string;
}

/**
 * Issuer identification numbers as assigned by AAMVA (published as "Issuer Identification Numbers (IIN)" and
 * in the AAMVA DL/ID Card Design Standard): `number jurisdiction name`.
 */
const TABLE: Readonly<Record<CardIssuer['country'], string>> = {
  US:
    '636000 VA Virginia;636001 NY New York;636002 MA Massachusetts;636003 MD Maryland;636004 NC North Carolina;' +
    '636005 SC South Carolina;636006 CT Connecticut;636007 LA Louisiana;636008 MT Montana;636009 NM New Mexico;' +
    '636010 FL Florida;636011 DE Delaware;636014 CA California;636015 TX Texas;636018 IA Iowa;636019 GU Guam;' +
    '636020 CO Colorado;636021 AR Arkansas;636022 KS Kansas;636023 OH Ohio;636024 VT Vermont;' +
    '636025 PA Pennsylvania;636026 AZ Arizona;636027 US Department of State;636029 OR Oregon;636030 MO Missouri;' +
    '636031 WI Wisconsin;636032 MI Michigan;636033 AL Alabama;636034 ND North Dakota;636035 IL Illinois;' +
    '636036 NJ New Jersey;636037 IN Indiana;636038 MN Minnesota;636039 NH New Hampshire;636040 UT Utah;' +
    '636041 ME Maine;636042 SD South Dakota;636043 DC District of Columbia;636045 WA Washington;636046 KY Kentucky;' +
    '636047 HI Hawaii;636049 NV Nevada;636050 ID Idaho;636051 MS Mississippi;636052 RI Rhode Island;' +
    '636053 TN Tennessee;636054 NE Nebraska;636055 GA Georgia;636058 OK Oklahoma;636059 AK Alaska;636060 WY Wyoming;' +
    '636061 WV West Virginia;636062 VI Virgin Islands;604427 AS American Samoa;' +
    '604430 MP Northern Mariana Islands;604431 PR Puerto Rico',
  CA:
    '636012 ON Ontario;636013 NS Nova Scotia;636016 NL Newfoundland and Labrador;636017 NB New Brunswick;' +
    '636028 BC British Columbia;636044 SK Saskatchewan;636048 MB Manitoba;604426 PE Prince Edward Island;' +
    '604428 QC Quebec;604429 YT Yukon;604432 AB Alberta;604433 NU Nunavut;604434 NT Northwest Territories',
  MX: '636056 CU Coahuila;636057 HL Hidalgo',
};

const ISSUERS: ReadonlyMap<string, CardIssuer> = new Map(
  (['US', 'CA', 'MX'] as const).flatMap((country) =>
    TABLE[country].split(';').map((row): [string, CardIssuer] => {
      const [number = '', jurisdiction = '', ...name] = row.split(' ');
      return [number, { jurisdiction, country, name: name.join(' ') }];
    }),
  ),
);

/** The issuer behind a six-digit number; null for numbers that AAMVA has not assigned. */
export const issuerOfNumber = (number: string): CardIssuer | null => ISSUERS.get(number) ?? null;

const COUNTRY_OF_STATE: ReadonlyMap<string, CardIssuer['country']> = new Map(
  [...ISSUERS.values()].map(({ jurisdiction, country }) => [jurisdiction, country]),
);

/**
 * The country of an address whose state and postal code say the same one; null where they do not. Says where a card
 * without a known issuer comes from: cards are issued to those who live there.
 */
export function countryOfAddress(
  state: string | null,
  postalCode: string | null,
): CardIssuer['country'] | null {
  const country = COUNTRY_OF_STATE.get(state ?? '');
  const american = /^\d{5}(?:-\d{4})?$/.test(postalCode ?? '');
  const canadian = /^[A-Z]\d[A-Z] \d[A-Z]\d$/.test(postalCode ?? '');
  return (country === 'US' && american) || (country === 'CA' && canadian) ? country : null;
}
