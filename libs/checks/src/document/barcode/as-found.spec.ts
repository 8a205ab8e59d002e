import { describe, expect, test } from '@jest/globals';
import { parseAamva } from './parse-aamva.js';

/**
 * Contents as reports of other readers describe them, with invented holders: what issuers and scanners do to a symbol.
 */
const VERMONT = (separator: string, opening = '@\n\u001e\rANSI ') =>
  `${opening}636024070001DL00310245DL` +
  [
    'DAQK48204817',
    'DCSHOLLOWAY',
    'DDEN',
    'DACJUNE',
    'DDFN',
    'DADCLARA',
    'DDGU',
    'DCAD',
    'DCBNONE',
    'DCDNONE',
    'DBD02012024',
    'DBB01141990',
    'DBA01142032',
    'DBC2',
    'DAU070 in',
    'DAYHAZ',
    'DAG10 ORCHARD STREET',
    'DAICEDARVALE',
    'DAJVT',
    'DAK056010000  ',
    'DCF204817364820',
    'DCGUSA',
    'DAW170',
    'DDAF',
    'DDB02202013',
    'DDK1',
  ].join(separator);

const HOLLOWAY = {
  type: 'driving_license',
  issuerNumber: '636024',
  country: 'US',
  number: 'K48204817',
  familyName: 'HOLLOWAY',
  firstName: 'JUNE',
  middleNames: 'CLARA',
  dateOfBirth: { year: 1990, month: 1, day: 14 },
  issued: { year: 2024, month: 2, day: 1 },
  expires: { year: 2032, month: 1, day: 14 },
  sex: 'female',
  address: {
    line1: '10 ORCHARD STREET',
    line2: null,
    city: 'CEDARVALE',
    state: 'VT',
    postalCode: '05601',
  },
  compliance: 'compliant',
  cardRevised: { year: 2013, month: 2, day: 20 },
};

const ONTARIO = (start: string) =>
  `@\n\u001e\rANSI 636012030001${start}DCAG\nDCBNONE\nDCDNONE\nDBA20310521\nDCSBEAUCHAMP,\nDCTELISE,MAUDE\n` +
  'DBD20220405\nDBB19880521\nDBC2\nDAYNONE\nDAU168 cm\nDAG272 ALDER BLVD,    \nDAITORONTO\nDAJON\nDAKL4G 0G4\n' +
  'DAQB2048-17364-85521\nDCFGA2048173\nDCGCAN\nDCHNONE\nDCK*2048173*\r';

const BEAUCHAMP = {
  type: 'driving_license',
  country: 'CA',
  number: 'B2048-17364-85521',
  familyName: 'BEAUCHAMP',
  firstName: 'ELISE',
  middleNames: 'MAUDE',
  dateOfBirth: { year: 1988, month: 5, day: 21 },
  expires: { year: 2031, month: 5, day: 21 },
  address: { city: 'TORONTO', state: 'ON', postalCode: 'L4G 0G4' },
};

describe('separators', () => {
  test.each([
    ['none at all', ''],
    ['spaces', ' '],
    ['carriage returns alone', '\r'],
    ['both', '\r\n'],
    ['information separators', '\u001d'],
    ['empty records', '\n\n'],
    ['a record of two letters', '\nDC\n'],
  ])('%s', (_, separator) => {
    const card = parseAamva(VERMONT(separator, '@\nANSI '));
    expect(card).toMatchObject(HOLLOWAY);
    expect(card!.deviations.includes('separator')).toBe(
      separator.trim() === '' && !/\p{Cc}/u.test(separator),
    );
  });

  test('one lost between the number and the name', () => {
    expect(parseAamva(VERMONT('\n').replace('K48204817\n', 'K48204817'))).toMatchObject({
      ...HOLLOWAY,
      deviations: expect.arrayContaining(['separator']),
    });
  });

  test('an element whose end is not certain is left out, and its neighbours are read', () => {
    // `DAD` might be the middle name or the middle of the family name.
    const text = VERMONT('').replace('HOLLOWAY', 'MCDADE').replace('DADCLARA', '');
    expect(parseAamva(text)).toMatchObject({
      number: 'K48204817',
      familyName: null,
      firstName: 'JUNE',
      middleNames: null,
      dateOfBirth: HOLLOWAY.dateOfBirth,
    });
    // Without the family name's identifier nothing tells where the number ends.
    expect(parseAamva(VERMONT('').replace('DCSHOLLOWAY', 'DCUHOLLOWAY'))).toMatchObject({
      number: null,
      familyName: null,
      expires: HOLLOWAY.expires,
    });
  });

  test.each([
    'MCDADE',
    'ADAIR',
    'HALLIDAY',
    'EDDEN',
    'SIDDIQUI',
    'HADDAD',
    'DAYE',
    'DACOSTA',
    'ZAZAR',
    'JORDAN',
  ])('with separators the name %s is whole', (name) => {
    expect(parseAamva(VERMONT('\n').replace('HOLLOWAY', name))?.familyName).toBe(name);
  });

  test.each(['DAVID', 'DANIEL', 'ADAM', 'BRENDAN', 'RANDALL', 'DAQUAN'])(
    'an old card that bears the name %s alone',
    (name) => {
      const text = `@\n\u001e\rANSI 6360240101DL00290099DLDABADAMS\nDAC${name}\nDAQ12345678\nDBB19790415\nDBA20310415\r`;
      expect(parseAamva(text)).toMatchObject({ familyName: 'ADAMS', firstName: name, number: '12345678' });
    },
  );
});

describe('headers', () => {
  test.each([
    ['a byte above 127 in place of offset and length', 'DLÖDL'],
    ['the same as UTF-8 read as Latin-1', 'DLÃ\u0096DL'],
    ['an offset of nothing', 'DL00000367DL'],
    ['a line feed behind the type', 'DL00000367DL\n'],
    ['carriage return and line feed behind it', 'DL00310367DL\r\n'],
    ['a letter in the offset', 'DL0O410367DL'],
    ['no designator', 'DL'],
    ['no type', ''],
  ])('%s', (_, start) => expect(parseAamva(ONTARIO(start))).toMatchObject(BEAUCHAMP));

  test.each(["'", '\u0092', '\u0091', '\u2019'])(
    'an apostrophe coded as %j is a part of the name',
    (mark) => {
      const text = `@\n\u001e\rANSI 6360240101DL00290099DLDABO${mark}ROURKE\nDACJUNE\nDAQ12345678\nDBB19790415\nDBA20310415\r`;
      expect(parseAamva(text)).toMatchObject({ familyName: "O'ROURKE", firstName: 'JUNE' });
    },
  );

  test.each(['@\n\u001e\rANSI ', '@\nN\rANSI ', '@\n\nAAMVA', 'ansi ', '@\r\n\u001e\r\nANSI', '@AAMVA '])(
    'the opening %j',
    (opening) => expect(parseAamva(VERMONT('\n', opening))).toMatchObject(HOLLOWAY),
  );

  test('identifiers, and whole contents, in small letters', () => {
    const small = VERMONT('\n').replace(/\n?(D[A-D][A-Z])(?=[^\n]*)/g, (id) =>
      id.startsWith('\n') ? id.toLowerCase() : id,
    );
    expect(parseAamva(small.replace('DLDAQ', 'DLdaq'))).toMatchObject(HOLLOWAY);
    expect(parseAamva(VERMONT('\n').toLowerCase())).toMatchObject(HOLLOWAY);
  });

  test('an issuer one digit off, no count, dates with hyphens: the country is that of the address', () => {
    const text =
      '@\n\nAAMVA36004001DL00280200DLDABSTRICKLAND\nDACNORA\nDADLOEB\nDAE\nDAL3105 ORCHARD RD\nDAM\nDANRALEIGH\n' +
      'DAONC\nDAP27614-7307\nDAQ20481736\nDARC\nDAS1\nDATNone\nDAV5-01\nDAYBRO\nDAZBRO\nDBA06-05-2029\n' +
      'DBB06-05-1961\nDBCF\nDBD07-18-2022\n';
    expect(parseAamva(text)).toMatchObject({
      country: 'US',
      issuer: null,
      number: '20481736',
      familyName: 'STRICKLAND',
      firstName: 'NORA',
      middleNames: 'LOEB',
      dateOfBirth: { year: 1961, month: 6, day: 5 },
      expires: { year: 2029, month: 6, day: 5 },
      sex: 'female',
      address: { state: 'NC', postalCode: '27614-7307' },
      deviations: expect.arrayContaining(['offset', 'entry-count', 'unknown-issuer']),
    });
    expect(parseAamva(text.replace('DAONC', 'DAOON'))).toMatchObject({ country: null });
  });

  test('a further subfile before and behind the holder’s, whose elements are none of the holder’s', () => {
    const own = 'ZZZZA2QZkDAQX9SHOULDNOTBEREADDBB19010101DCSNOTANAME\r';
    const text = VERMONT('\n').replace('070001DL00310245', '090002ZZ00410050DL00900278');
    expect(parseAamva(`${text}\r${own}`)).toMatchObject(HOLLOWAY);
    expect(parseAamva(text.replace('DLDAQ', `${own}DLDAQ`))).toMatchObject(HOLLOWAY);
  });
});

describe('names', () => {
  const old = (DAA: string) =>
    parseAamva(`@\n\u001e\rAAMVA6360030101DL00290184DLDAQH-520-204\nDAA${DAA}\nDBA20310415\nDBB19790415\r`);

  test.each([
    ['DOWNEY,RUTH,,', 'DOWNEY', 'RUTH', null, null],
    ['MORALES VEGA, TERESA LUCIA                 ', 'MORALES VEGA', 'TERESA', 'LUCIA', null],
    ['HARGROVE,JOHN,PAUL,JR', 'HARGROVE', 'JOHN', 'PAUL', 'JR'],
    ['HARGROVE@JOHN@PAUL', 'HARGROVE', 'JOHN', 'PAUL', null],
    ['HARGROVE,JOHN,UNAVL', 'HARGROVE', 'JOHN', null, null],
    ['JOHN PAUL HARGROVE', null, null, null, null],
  ])('%s', (DAA, familyName, firstName, middleNames, suffix) =>
    expect(old(DAA)).toMatchObject({ familyName, firstName, middleNames, suffix, number: 'H-520-204' }),
  );

  test.each(['NONE', 'UNAVL', 'unavail', 'NMN', ' ', 'Not Given'])('%j is no middle name', (filler) =>
    expect(parseAamva(VERMONT('\n').replace('CLARA', filler))?.middleNames).toBeNull(),
  );

  test('French letters', () => {
    const text =
      '@\n\u001e\rANSI 604428020001DL00310147DLDCSGAGNEÉ\nDCTFRANÇOIS,JÉRÔME\nDAQG2048-171364-05\nDBB19640713\n' +
      'DBA20310713\nDBD20230713\nDBC1\nDAG12 RUE DES ÉRABLES\nDAIQUÉBEC\nDAJQC\nDAKG1R 4P5\nDCGCAN\r';
    expect(parseAamva(text)).toMatchObject({
      familyName: 'GAGNEÉ',
      firstName: 'FRANÇOIS',
      middleNames: 'JÉRÔME',
      number: 'G2048-171364-05',
      address: { city: 'QUÉBEC', state: 'QC', postalCode: 'G1R 4P5' },
      country: 'CA',
    });
  });
});

test.each(['K48204817', 'B2048-17364-85521', 'S 123 456 789', 'HOLLOJC123D4', 'WDL**A12B3', 'D1234567'])(
  'the number %s',
  (number) => expect(parseAamva(VERMONT('\n').replace('K48204817', number))?.number).toBe(number),
);

test('what is too long for a number, or has no digit, is none', () => {
  for (const number of ['1'.repeat(26), 'NONUMBER', '12\u00e9']) {
    expect(parseAamva(VERMONT('\n').replace('K48204817', number))).toMatchObject({
      number: null,
      familyName: 'HOLLOWAY',
    });
  }
});

describe('tracks of a magnetic stripe', () => {
  const STRIPE =
    '%BCVICTORIA^LINDQUIST,$MAREN ANNE^204 ORCHARD ST$VICTORIA BC  V8W 2Y2^?;6360282048173=320119870114=?' +
    '_%0AV8W2Y2                     F165 58BLNBLU9204817364                E$          ?';

  test('of British Columbia', () => {
    expect(parseAamva(STRIPE)).toMatchObject({
      type: 'driving_license',
      version: null,
      issuerNumber: '636028',
      country: 'CA',
      number: '2048173',
      familyName: 'LINDQUIST',
      firstName: 'MAREN',
      middleNames: 'ANNE',
      dateOfBirth: { year: 1987, month: 1, day: 14 },
      expires: { year: 2032, month: 1, day: null },
      sex: 'female',
      address: { line1: '204 ORCHARD ST', city: 'VICTORIA', state: 'BC', postalCode: 'V8W 2Y2' },
    });
  });

  test.each([
    ['line feeds between the tracks', STRIPE.replaceAll('?', '?\r\n'), {}],
    ['no third track', STRIPE.slice(0, STRIPE.indexOf('_')), { sex: null, number: '2048173' }],
    ['a third track that is shifted', STRIPE.replace('V8W2Y2 ', 'V8W2Y2'), { sex: null }],
    ['a city of full length', STRIPE.replace('VICTORIA^L', 'NEW WESTMINSTL'), { familyName: 'LINDQUIST' }],
    ['a number that runs over', STRIPE.replace('114=?', '11412?'), { number: '204817312' }],
    ['the day of birth', STRIPE.replace('=3201', '=3299'), { expires: { year: 2032, month: 1, day: 14 } }],
    ['no end', STRIPE.replace('=3201', '=3277'), { expires: null, neverExpires: true }],
    ['no birth', STRIPE.replace('19870114', '19871345'), { dateOfBirth: null }],
  ])('%s', (_, text, expected) => expect(parseAamva(text)).toMatchObject(expected));

  test('a number written in pairs of digits is left out', () => {
    const text = STRIPE.replace('%BC', '%CA').replace('636028', '636014');
    expect(parseAamva(text)).toMatchObject({ country: 'US', number: null, familyName: 'LINDQUIST' });
  });

  test.each([
    ['an issuer of another state', STRIPE.replace('%BC', '%ON')],
    ['a bank card', '%B4111111111111111^LINDQUIST/MAREN^3201101?;4111111111111111=32011010000?'],
  ])('%s is no card', (_, text) => expect(parseAamva(text)).toBeNull());
});

test.each([
  ['an Argentine identity card', '00204817364@FERREYRA@LUCIA BELEN@F@20481736@A@14/01/1990@05/06/2022@203'],
  ['bytes of cipher', String.fromCharCode(...Array.from({ length: 720 }, (_, i) => (i * 151 + 7) % 256))],
  ['a payment', 'BCD\n002\n1\nSCT\n\nANSI\nDE00'],
])('%s is no card of this kind', (_, text) => expect(parseAamva(text)).toBeNull());
