import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { symbolOf } from './aamva.fixture.js';
import type { AamvaCard } from './aamva-card.js';
import { parseAamva } from './parse-aamva.js';

interface Holder {
  readonly number: string;
  readonly family: string;
  readonly first: string;
  readonly middle: string;
  readonly street: string;
  readonly city: string;
  readonly birth: Date;
  readonly expiry: Date;
  readonly sex: '1' | '2' | '9';
}

/** Names that hold the letters of elements which their card has, or of none. */
const usualName = fc.oneof(
  fc
    .stringMatching(/^[A-Z]{2,12}$/)
    .filter((letters) => !/D[A-D][A-Z]|^(?:NONE|NMN|NFN|UN|NULL)/.test(letters)),
  fc.constantFrom("O'NEILL", 'DE LA CRUZ', 'SMITH-DACRE', 'ADAIR', 'HADDAD', 'EDDEN', 'ZAZAR'),
);
/** Names whose letters hold identifiers among them. */
const name = fc.oneof(
  fc.stringMatching(/^[A-Z]{2,12}$/),
  fc.constantFrom(
    'MCDADE',
    'ADAIR',
    'DAISY',
    'DAVID',
    'DANIEL',
    'BRADACK',
    'SIDDIQUI',
    'HADDAD',
    'EDDEN',
    'ZAZAR',
  ),
  fc.stringMatching(/^[A-Z]{1,4}D[A-D][A-Z][A-Z]{0,4}$/),
  fc.constantFrom("O'NEILL", 'DE LA CRUZ', 'SMITH-DACRE'),
);
const day = fc.date({ min: new Date('1920-01-01'), max: new Date('2049-12-31'), noInvalidDate: true });
const holder: fc.Arbitrary<Holder> = fc.record({
  number: fc.oneof(
    fc.stringMatching(/^[A-Z]?[0-9]{5,14}$/),
    fc.stringMatching(/^[0-9]{3} [0-9]{3} [0-9]{3}$/),
    fc.stringMatching(/^[A-Z][0-9]{4}-[0-9]{5}-[0-9]{5}$/),
    fc.stringMatching(/^[A-Z]{5}[A-Z0-9*]{2}[0-9]{3}[A-Z0-9]{2}$/),
  ),
  family: name,
  first: name,
  middle: name,
  street: fc.stringMatching(/^[0-9]{1,4} [A-Z]{3,10} (ST|AVE|DR)$/),
  city: fc.stringMatching(/^[A-Z]{4,12}$/),
  birth: day,
  expiry: day,
  sex: fc.constantFrom('1', '2', '9'),
});

const calendar = (date: Date) => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
});
const digits = (date: Date, monthFirst: boolean) => {
  const iso = date.toISOString().slice(0, 10).replaceAll('-', '');
  return monthFirst ? iso.slice(4) + iso.slice(0, 4) : iso;
};

function elementsOf(of: Holder, version: number, monthFirst: boolean): [string, string][] {
  const names: [string, string][] =
    version < 2
      ? [['DAA', `${of.family},${of.first},${of.middle}`]]
      : version < 4
        ? [
            ['DCS', of.family],
            ['DCT', `${of.first},${of.middle}`],
          ]
        : [
            ['DCS', of.family],
            ['DDE', 'N'],
            ['DAC', of.first],
            ['DDF', 'N'],
            ['DAD', of.middle],
            ['DDG', 'N'],
          ];
  return [
    ['DAQ', of.number],
    ...names,
    ['DCA', 'D'],
    ['DCB', 'NONE'],
    ['DBD', digits(of.expiry, monthFirst)],
    ['DBB', digits(of.birth, monthFirst)],
    ['DBA', digits(of.expiry, monthFirst)],
    ['DBC', of.sex],
    ['DAU', '068 in'],
    ['DAY', 'BRO'],
    ['DAG', of.street],
    ['DAI', of.city],
    ['DAJ', monthFirst ? 'VA' : 'ON'],
    ['DAK', monthFirst ? '101150000  ' : 'H3A1S8     '],
    ['DCF', '12345678901234'],
    ['DCG', monthFirst ? 'USA' : 'CAN'],
    ['DDA', 'F'],
  ];
}

/** Each fact equals the truth, or is absent. */
function expectTrueOrAbsent(card: AamvaCard | null, of: Holder): void {
  if (card === null) return;
  const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();
  const wrong = (
    [
      ['number', card.number, of.number],
      ['family name', card.familyName, of.family],
      ['first name', card.firstName, of.first],
      ['middle names', card.middleNames, of.middle],
      ['street', card.address.line1, of.street],
      ['city', card.address.city, of.city],
      ['birth', card.dateOfBirth && JSON.stringify(card.dateOfBirth), JSON.stringify(calendar(of.birth))],
      ['expiry', card.expires && JSON.stringify(card.expires), JSON.stringify(calendar(of.expiry))],
      ['sex', card.sex, { 1: 'male', 2: 'female', 9: 'unspecified' }[of.sex]],
      ['postal code', card.address.postalCode, card.country === 'CA' ? 'H3A 1S8' : '10115'],
    ] as const
  ).filter(([, read, truth]) => read !== null && spaced(read) !== spaced(truth));
  expect(wrong).toEqual([]);
}

const form = fc.record({
  version: fc.integer({ min: 0, max: 11 }),
  monthFirst: fc.boolean(),
  offsetError: fc.integer({ min: -30, max: 30 }),
  lengthError: fc.integer({ min: -60, max: 60 }),
  own: fc.option(fc.constant({ ZVA: '01', ZVB: 'DAQ999' }), { nil: undefined }),
  opening: fc.constantFrom('@\n\u001e\rANSI ', '@\nN\rANSI ', '@\n\nAAMVA', 'ANSI '),
});

const symbol = (
  of: Holder,
  how: typeof form extends fc.Arbitrary<infer T> ? T : never,
  separators: string[],
) => {
  const { version, monthFirst, own, ...rest } = how;
  const elements = elementsOf(of, version, monthFirst);
  const mark = '\u0002';
  const text = symbolOf({
    version,
    issuer: monthFirst ? '636000' : '636012',
    elements: Object.fromEntries(elements),
    separator: mark,
    ...(own ? { own } : {}),
    ...rest,
  });
  let i = 0;
  return text.replaceAll(mark, () => separators[i++ % separators.length]!);
};

describe('a deviating symbol says the truth or nothing', () => {
  test('whatever separates its elements, if anything does', () => {
    fc.assert(
      fc.property(
        holder,
        form,
        fc.array(fc.constantFrom('\n', '\n', '\r', '\r\n', ' ', '', '\n\n', '\u001d'), {
          minLength: 1,
          maxLength: 9,
        }),
        (of, how, separators) => expectTrueOrAbsent(parseAamva(symbol(of, how, separators)), of),
      ),
      { numRuns: 1000 },
    );
  });

  test('and with separators everything, however its header is bent', () => {
    const separators = fc.constantFrom('\n', '\r', '\r\n', '\u001d');
    fc.assert(
      fc.property(holder, usualName, form, separators, (other, family, how, separator) => {
        const of = {
          ...other,
          family,
          first: 'ANNA',
          middle: 'MARIA',
          street: '12 HARBOUR RD',
          city: 'ZENITH',
        };
        const card = parseAamva(symbol(of, how, [separator]));
        expectTrueOrAbsent(card, of);
        const { number, street, city, first: firstName, middle: middleNames, birth, expiry } = of;
        expect(card).toMatchObject({
          ...{ number, familyName: family, firstName, middleNames },
          address: { line1: street, city },
          ...{ dateOfBirth: calendar(birth), expires: calendar(expiry) },
          sex: expect.any(String),
        });
      }),
      { numRuns: 400 },
    );
  });
});
