import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type SymbolForm, symbolOf, VIRGINIAN } from './aamva.fixture.js';
import { issuerOfNumber } from './issuers.js';
import { parseAamva } from './parse-aamva.js';

const parse = (form: Partial<SymbolForm> = {}) => parseAamva(symbolOf({ ...VIRGINIAN, ...form }));
const withElements = (changes: Readonly<Record<string, string>>) => ({
  elements: { ...VIRGINIAN.elements, ...changes },
});
const without = (...ids: string[]) =>
  Object.fromEntries(Object.entries(VIRGINIAN.elements).filter(([id]) => !ids.includes(id)));

const BORN = { year: 1974, month: 8, day: 12 };

describe('a card of the current standard', () => {
  test('every field of it', () => {
    expect(parse()).toEqual({
      type: 'driving_license',
      version: 10,
      jurisdictionVersion: 1,
      issuerNumber: '636000',
      issuer: { jurisdiction: 'VA', country: 'US', name: 'Virginia' },
      country: 'US',
      number: 'T64235789',
      familyName: 'ERIKSSON',
      firstName: 'ANNA',
      middleNames: 'MARIA',
      suffix: null,
      truncated: { familyName: false, firstName: false, middleNames: false },
      dateOfBirth: BORN,
      issued: { year: 2021, month: 4, day: 16 },
      expires: { year: 2031, month: 4, day: 15 },
      neverExpires: false,
      sex: 'female',
      address: {
        line1: '12 HARBOUR STREET',
        line2: null,
        city: 'ZENITH',
        state: 'VA',
        postalCode: '10115',
      },
      discriminator: '12345678901234',
      compliance: 'compliant',
      limitedDuration: null,
      cardRevised: { year: 2019, month: 6, day: 6 },
      deviations: [],
    });
  });

  test.each([
    ['DL', 'driving_license'],
    ['EN', 'driving_license'],
    ['ID', 'id_card'],
  ] as const)('subfile %s is a %s', (type, expected) =>
    expect(parse({ type })).toMatchObject({ type: expected }),
  );

  test('a Canadian card: year first, its own postal code', () => {
    const card = parse({
      issuer: '636012',
      ...withElements({
        DCG: 'CAN',
        DBB: '19740812',
        DBA: '20310415',
        DBD: '20210416',
        DDB: '20190606',
        DAJ: 'ON',
        DAK: 'H3A1S8',
      }),
    });
    expect(card).toMatchObject({
      country: 'CA',
      issuer: { jurisdiction: 'ON' },
      dateOfBirth: BORN,
      address: { postalCode: 'H3A 1S8' },
      deviations: [],
    });
  });

  test.each([
    ['1', 'male'],
    ['2', 'female'],
    ['9', 'unspecified'],
    ['M', 'male'],
    ['7', null],
  ])('sex %s is %s', (DBC, sex) => expect(parse(withElements({ DBC }))?.sex).toBe(sex));

  test('truncated names, a limited stay, what stands for nothing', () => {
    const card = parse(
      withElements({ DDE: 'T', DDF: 'U', DDD: '1', DAD: 'NONE', DDA: 'N', DAH: 'unavl', DCU: 'JR' }),
    );
    expect(card).toMatchObject({
      truncated: { familyName: true, firstName: null, middleNames: false },
      limitedDuration: true,
      middleNames: null,
      compliance: 'non-compliant',
      suffix: 'JR',
    });
  });

  test('a card without an end, and dates that are none', () => {
    expect(parse(withElements({ DBA: 'NEVER EXPIRES' }))).toMatchObject({
      expires: null,
      neverExpires: true,
    });
    expect(parse(withElements({ DBB: '02301974', DBA: '00000000' }))).toMatchObject({
      dateOfBirth: null,
      expires: null,
      neverExpires: false,
    });
  });
});

describe('earlier versions', () => {
  test.each([0, 1])('version %d: no jurisdiction version, a full name, year first', (version) => {
    const elements = {
      DAA: 'ERIKSSON,ANNA,MARIA',
      DBJ: 'T64235789',
      DBB: '19740812',
      DBA: '20310415',
      DBC: 'F',
    };
    expect(parse({ version, elements, opening: '@\n\u001e\rAAMVA' })).toMatchObject({
      version,
      jurisdictionVersion: null,
      familyName: 'ERIKSSON',
      firstName: 'ANNA',
      middleNames: 'MARIA',
      number: 'T64235789',
      dateOfBirth: BORN,
      sex: 'female',
      country: 'US',
      deviations: [],
    });
  });

  test.each([2, 3])('version %d: all given names in one element', (version) => {
    const elements = { ...without('DAC', 'DAD'), DCT: 'ANNA,MARIA' };
    expect(parse({ version, elements })).toMatchObject({ firstName: 'ANNA', middleNames: 'MARIA' });
  });

  test.each([4, 5, 6, 7, 8, 9, 10])('version %d: names in elements of their own', (version) => {
    expect(parse({ version })).toMatchObject({
      version,
      familyName: 'ERIKSSON',
      firstName: 'ANNA',
      middleNames: 'MARIA',
    });
  });

  test('a full name whose order cannot be told is no name', () => {
    const elements = { DAA: 'ANNA MARIA ERIKSSON', DBJ: '1' };
    expect(parse({ version: 1, elements })).toMatchObject({ familyName: null, firstName: null });
  });
});

describe('what issuers get wrong', () => {
  const own = { ZVA: '01', ZVB: 'DAQ999' };

  test.each([-7, -1, 1, 2, 40])('an offset wrong by %d', (offsetError) => {
    expect(parse({ offsetError, own })).toMatchObject({
      number: 'T64235789',
      dateOfBirth: BORN,
      deviations: expect.arrayContaining(['offset']),
    });
  });

  test.each([-9, 3, 500])('a length wrong by %d', (lengthError) => {
    expect(parse({ lengthError, own })).toMatchObject({ compliance: 'compliant', deviations: ['length'] });
  });

  test.each(['\r', '\r\n', '\u001d', '\u001e'])('another separator, %j', (separator) => {
    expect(parse({ separator })).toMatchObject({
      number: 'T64235789',
      familyName: 'ERIKSSON',
      expires: { year: 2031 },
    });
  });

  test('missing separators after elements of fixed length, and before dates', () => {
    const text = symbolOf(VIRGINIAN)
      .replace(/\n(DB[ABD])/g, '$1')
      .replace('USA\nDDA', 'USADDA');
    expect(parseAamva(text)).toMatchObject({
      dateOfBirth: BORN,
      issued: { year: 2021 },
      expires: { year: 2031 },
      country: 'US',
      compliance: 'compliant',
      deviations: expect.arrayContaining(['separator']),
    });
  });

  test('identifiers inside names are part of the names', () => {
    expect(parse(withElements({ DCS: 'MCDADE', DAC: 'DACIA' }))).toMatchObject({
      familyName: 'MCDADE',
      firstName: 'DACIA',
    });
  });

  test.each(['ANSI ', '@\r\n\u001e\rANSI ', '@\n\u001c\rANSI', '\n\u001e\rAAMVA'])(
    'the opening %j',
    (opening) => {
      expect(parse({ opening })).toMatchObject({ number: 'T64235789', issuerNumber: '636000' });
    },
  );

  test('a wrong count of subfiles, dates in the other order, an issuer of another country', () => {
    expect(parse({ announced: 3 })).toMatchObject({ number: 'T64235789', deviations: ['entry-count'] });
    expect(parse(withElements({ DBB: '19740812' }))).toMatchObject({
      dateOfBirth: BORN,
      deviations: ['date-order'],
    });
    expect(parse({ issuer: '636012' })?.deviations).toContain('country-of-issuer');
    expect(parse({ issuer: '636999' })).toMatchObject({
      issuer: null,
      country: 'US',
      deviations: ['unknown-issuer'],
    });
  });

  test('the older header under a newer version', () => {
    const text = symbolOf({ ...VIRGINIAN, version: 1 }).replace('ANSI 63600001', 'ANSI 63600008');
    expect(parseAamva(text)).toMatchObject({ version: 8, number: 'T64235789' });
  });
});

describe('properties', () => {
  // Names that hold the identifiers of elements are `deviations.spec.ts`'s.
  const letters = fc
    .stringMatching(/^[A-Z]{2,20}$/)
    .filter((name) => !/D[A-D][A-Z]|^(?:NONE|NMN|NFN|UN.*|NULL)$/.test(name));
  const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  const digits = (value: Date, monthFirst: boolean) => {
    const iso = value.toISOString().slice(0, 10).replaceAll('-', '');
    return monthFirst ? iso.slice(4) + iso.slice(0, 4) : iso;
  };
  const parts = (value: Date) => ({
    year: value.getUTCFullYear(),
    month: value.getUTCMonth() + 1,
    day: value.getUTCDate(),
  });

  test('what is encoded is parsed, in every version and with any offsets', () => {
    fc.assert(
      fc.property(
        fc.record({
          version: fc.integer({ min: 2, max: 10 }),
          issuer: fc.constantFrom('636000', '636012', '604428', '636015', '604432'),
          type: fc.constantFrom('DL' as const, 'ID' as const),
          names: fc.tuple(letters, letters, letters),
          number: fc.stringMatching(/^[A-Z]?[0-9]{5,14}$/),
          dates: fc.tuple(date, date),
          offsetError: fc.integer({ min: -30, max: 30 }),
          own: fc.option(fc.constant({ ZVA: '01' }), { nil: undefined }),
        }),
        ({
          version,
          issuer,
          type,
          names: [family, first, middle],
          number,
          dates: [birth, expiry],
          offsetError,
          own,
        }) => {
          const country = issuerOfNumber(issuer)!.country;
          const monthFirst = country === 'US';
          const given = version < 4 ? { DCT: `${first},${middle}` } : { DAC: first, DAD: middle };
          const elements = {
            DAQ: number,
            DCS: family,
            ...given,
            DBB: digits(birth, monthFirst),
            DBA: digits(expiry, monthFirst),
            DCG: monthFirst ? 'USA' : 'CAN',
          };
          const form = { version, issuer, type, elements, offsetError, ...(own ? { own } : {}) };
          const card = parseAamva(symbolOf(form));
          expect(card).toMatchObject({
            type: type === 'DL' ? 'driving_license' : 'id_card',
            version,
            country,
            number,
            familyName: family,
            firstName: first,
            middleNames: middle,
            dateOfBirth: parts(birth),
            expires: parts(expiry),
          });
          expect(card!.deviations.includes('offset')).toBe(offsetError !== 0);
        },
      ),
    );
  });

  test('no text throws; none but a card’s is a card', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) =>
        expect(parseAamva(text)).toBeNull(),
      ),
    );
  });

  test('a damaged symbol never throws', () => {
    const text = symbolOf({ ...VIRGINIAN, own: { ZVA: '01' } });
    const damage = fc.array(
      fc.tuple(fc.nat({ max: text.length - 1 }), fc.string({ unit: 'binary', maxLength: 3 })),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(damage, fc.nat({ max: text.length }), (changes, end) => {
        const characters = [...text];
        for (const [at, replacement] of changes) characters[at] = replacement;
        const card = parseAamva(characters.join('').slice(0, end));
        expect(card === null || ['driving_license', 'id_card'].includes(card.type)).toBe(true);
      }),
    );
  });
});

test('no other text is a card', () => {
  for (const text of [
    '',
    'ANSI 636000',
    'https://example.org',
    '@\n\u001e\rANSI 636000100001',
    'P<UTOERIKSSON<<ANNA',
  ]) {
    expect(parseAamva(text)).toBeNull();
  }
  expect(parseAamva(symbolOf({ ...VIRGINIAN, type: 'ZZ' as 'DL' }))).toBeNull();
});
