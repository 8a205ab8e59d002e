import type { Holder, SymbolContent } from '@idem/testing';
import { EXPIRES, type GenuineCase, issue, shoot, type Values } from './genuine-case.js';

const june: Holder = {
  surname: 'Holloway',
  givenNames: 'June Clara',
  sex: 'F',
  dateOfBirth: '1990-01-24',
  placeOfBirth: 'Cedarvale',
  nationality: 'USA',
  address: { street: '10 Orchard Street', city: 'Cedarvale', province: 'TX', postalCode: '75601' },
};

interface Licence {
  readonly what: string;
  readonly specimen: string;
  readonly number: string;
  readonly holder?: Partial<Holder>;
  /** What its issuer made of the symbol that the standard describes. */
  symbol(standard: string): SymbolContent;
  readonly values: Pick<Values, 'issuing_country'> & Partial<Values>;
}

const latin1 = (text: string): SymbolContent => ({ text, encoding: 'latin-1' });

/** Length of `ANSI 636000100001`, of a subfile’s designator, and of the offset in one. */
const [OPENING, DESIGNATOR] = ['@\n\u001e\rANSI 636000100001'.length, 'DL00310278'.length];

const elementsOf = (standard: string): ReadonlyMap<string, string> =>
  new Map(
    standard
      .slice(OPENING + DESIGNATOR + 'DL'.length)
      .trim()
      .split('\n')
      .map((element) => [element.slice(0, 3), element.slice(3)]),
  );

/** North Carolina: no count of entries, full elements of version 01, dates with hyphens, and a number of no issuer. */
function northCarolina(standard: string): string {
  const elements = elementsOf(standard);
  const hyphened = (id: string) => (elements.get(id) ?? '').replace(/^(..)(..)(....)$/, '$1-$2-$3');
  const records = [
    `DAB${elements.get('DCS')}`,
    `DAC${elements.get('DAC')}`,
    `DAD${elements.get('DAD')}`,
    'DAE',
    `DAL${elements.get('DAG')} ${elements.get('DAG')}`,
    'DAM',
    `DAN${elements.get('DAI')}`,
    'DAONC',
    `DAP${elements.get('DAK')?.trim()}-7307`,
    `DAQ${elements.get('DAQ')}`,
    'DARC',
    'DAS1',
    'DATNone',
    'DAV5-01',
    'DAYBRO',
    'DAZBRO',
    `DBA${hyphened('DBA')}`,
    `DBB${hyphened('DBB')}`,
    'DBCF',
    `DBD${hyphened('DBD')}`,
  ];
  return `@\n\nAAMVA36004001DL00280200DL${records.join('\n')}\n`;
}

/** British Columbia: the three tracks of the magnetic stripe (AAMVA, annex on magnetic stripes). */
function britishColumbia(standard: string): string {
  const elements = elementsOf(standard);
  const [expires = '', born = ''] = [elements.get('DBA'), elements.get('DBB')];
  return (
    `%BC${elements.get('DAI')}^${elements.get('DCS')},$${elements.get('DAC')} ${elements.get('DAD')}` +
    `^${elements.get('DAG')}$${elements.get('DAI')} BC  V8W 2Y2^?` +
    `;636028${elements.get('DAQ')}=${expires.slice(2, 6)}${born}=?` +
    '_%0AV8W2Y2                     F165 58BLNBLU9204817364                E$          ?'
  );
}

const LICENCES: readonly Licence[] = [
  {
    what: 'a licence of Texas without line feeds in its symbol',
    specimen: 'usa-tx-driving-licence',
    number: '48204817',
    symbol: (standard) => latin1(standard.slice(0, OPENING) + standard.slice(OPENING).replaceAll('\n', '')),
    values: { issuing_country: 'US' },
  },
  {
    what: 'a licence of Ontario with a byte above 127 where offset and length stand',
    specimen: 'can-on-driving-licence',
    number: 'B2048-17364-85521',
    holder: { nationality: 'CAN', address: { ...june.address, city: 'Toronto', postalCode: 'L4G 0G4' } },
    symbol: (standard) => latin1(`${standard.slice(0, OPENING)}DLÖ${standard.slice(OPENING + DESIGNATOR)}`),
    values: { issuing_country: 'CA' },
  },
  {
    what: 'a licence of Virginia with a line feed behind DL',
    specimen: 'usa-va-driving-licence',
    number: 'T64235781',
    symbol: (standard) =>
      latin1(
        standard.slice(0, OPENING + DESIGNATOR) + standard.slice(OPENING + DESIGNATOR).replace(/^DL/, 'DL\n'),
      ),
    values: { issuing_country: 'US' },
  },
  {
    what: 'a licence of North Carolina with the number of no issuer',
    specimen: 'usa-nc-driving-licence',
    number: '000020481736',
    holder: { address: { ...june.address, city: 'Raleigh', province: 'NC', postalCode: '27614' } },
    symbol: (standard) => latin1(northCarolina(standard)),
    values: { issuing_country: 'US' },
  },
  {
    what: 'a licence of British Columbia with the tracks of a magnetic stripe in its symbol',
    specimen: 'can-bc-driving-licence',
    number: '2048173',
    holder: {
      nationality: 'CAN',
      address: { ...june.address, city: 'Victoria', province: 'BC', postalCode: 'V8W 2Y2' },
    },
    symbol: (standard) => latin1(britishColumbia(standard)),
    // The tracks have the month in which it ends.
    values: { issuing_country: 'CA' },
  },
];

export const northAmerican: readonly GenuineCase[] = LICENCES.map(
  ({ what, specimen, number, holder, symbol, values }) => ({
    kind: 'G6',
    what,
    values: {
      type: 'driving_license',
      first_name: 'June Clara',
      last_name: 'Holloway',
      number,
      dob: { year: 1990, month: 1, day: 24 },
      expiration_date: EXPIRES,
      ...values,
    },
    pictures: async () => {
      const bearer = { ...june, ...holder };
      const { back } = await issue(specimen, bearer, { number });
      const standard = back?.zones.printed.barcode ?? '';
      return shoot(await issue(specimen, bearer, { number, symbol: symbol(standard) }), { width: 2000 });
    },
  }),
);
