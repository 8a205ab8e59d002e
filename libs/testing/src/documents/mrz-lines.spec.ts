import { describe, expect, test } from '@jest/globals';
import {
  type CheckedField,
  checkDigit,
  frenchCardLines,
  type MrzContent,
  td1Lines,
  td2Lines,
  td3Lines,
  transliterate,
  visaLines,
} from './mrz-lines.js';

const eriksson: MrzContent = {
  issuingState: 'UTO',
  nationality: 'UTO',
  surname: 'Eriksson',
  givenNames: 'Anna Maria',
  documentNumber: 'L898902C3',
  dateOfBirth: '1974-08-12',
  dateOfExpiry: '2012-04-15',
  sex: 'F',
  optionalData: 'ZE184226B',
};

describe('published examples', () => {
  test('TD3: ICAO 9303-4, appendix B', () => {
    expect(td3Lines(eriksson)).toEqual([
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
    ]);
  });

  test('TD2: ICAO 9303-6, appendix B', () => {
    const { optionalData, ...card } = eriksson;
    expect(td2Lines({ ...card, documentNumber: 'D23145890' })).toEqual([
      'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<',
      'D231458907UTO7408122F1204159<<<<<<<6',
    ]);
  });

  test('MRV-A and MRV-B: ICAO 9303-7, appendix A', () => {
    const visa = {
      ...eriksson,
      nationality: 'XXX',
      documentNumber: 'L8988901C',
      dateOfBirth: '1940-09-07',
      dateOfExpiry: '1996-12-10',
      optionalData: '6ZE184226B',
    };
    expect(visaLines('MRVA', visa)).toEqual([
      'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L8988901C4XXX4009078F96121096ZE184226B<<<<<<',
    ]);
    const { optionalData, ...small } = visa;
    expect(visaLines('MRVB', small)).toEqual([
      'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<',
      'L8988901C4XXX4009078F9612109<<<<<<<<',
    ]);
    expect(() => visaLines('MRVB', { ...visa, optionalData: '123456789' })).toThrow(RangeError);
  });

  test('the old French card: the specimen that the ministry published', () => {
    const corinne = {
      ...eriksson,
      surname: 'Berthier',
      givenNames: 'Corinne',
      documentNumber: '940992310285',
      dateOfBirth: '1965-12-06',
      optionalData: '',
    };
    expect(frenchCardLines(corinne)).toEqual([
      'IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<',
      '9409923102854CORINNE<<<<<<<6512068F4',
    ]);
    expect(frenchCardLines({ ...corinne, givenNames: 'Jean-Marc Benoît Rémi' })[1]).toMatch(
      /^\d{13}JEAN<MARC<BENO6/,
    );
    expect(() => frenchCardLines({ ...corinne, documentNumber: '9409' })).toThrow(RangeError);
  });

  test('TD1: ICAO 9303-5, appendix B', () => {
    const { optionalData, ...card } = eriksson;
    expect(td1Lines({ ...card, documentNumber: 'D23145890' })).toEqual([
      'I<UTOD231458907<<<<<<<<<<<<<<<',
      '7408122F1204159UTO<<<<<<<<<<<6',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    ]);
  });

  test.each([
    ['520727', '3'],
    ['AB2134<<<', '5'],
    ['L898902C3', '6'],
  ])('check digit of %s: ICAO 9303-3, 4.9', (value, digit) => {
    expect(checkDigit(value)).toBe(digit);
  });
});

describe('transliteration', () => {
  test.each([
    ["D'Artagnan", 'DARTAGNAN'],
    ['Papandropoulous-Smith', 'PAPANDROPOULOUS<SMITH'],
    ['Łukasiewicz', 'LUKASIEWICZ'],
    ['Ødegård', 'OEDEGAARD'],
    ['Größmüller', 'GROESSMUELLER'],
    ['Þór Æsir', 'THOR<AESIR'],
    ['Muñoz', 'MUNOZ'],
    ['Işık', 'ISIK'],
    ['José Luis, Jr.', 'JOSE<LUIS<JR'],
  ])('%s', (name, written) => {
    expect(transliterate(name)).toBe(written);
  });

  test('refuses a script that it cannot write', () => {
    expect(() => transliterate('Иванова')).toThrow(RangeError);
  });
});

describe('shapes', () => {
  test('a name that is too long keeps a letter of the given names', () => {
    const [upper] = td3Lines({ ...eriksson, surname: 'Nilavadhanananda'.repeat(3) });
    expect(upper).toHaveLength(44);
    expect(upper).toMatch(/<<A$/);
  });

  test('a name that is cut ends in a letter, with the next word’s first where it was cut before that', () => {
    const meulenberg = { ...eriksson, surname: 'van der Meulenberg', optionalData: '' };
    const card = td1Lines({ ...meulenberg, givenNames: 'Christina Margaretha' });
    expect(card[2]).toBe('VAN<DER<MEULENBERG<<CHRISTINAM');
    expect(td1Lines({ ...meulenberg, givenNames: 'Christina M' })[2]).toBe('VAN<DER<MEULENBERG<<CHRISTINAM');
    expect(td1Lines({ ...meulenberg, givenNames: 'Christina' })[2]).toBe('VAN<DER<MEULENBERG<<CHRISTINA<');
  });

  test('a holder with given names only has an empty first part', () => {
    const [upper] = td3Lines({ ...eriksson, surname: '', givenNames: 'Rajeshwari Devi' });
    expect(upper).toBe(`P<UTO<<RAJESHWARI<DEVI${'<'.repeat(22)}`);
  });

  test('a holder with one name has no second part', () => {
    expect(td3Lines({ ...eriksson, givenNames: '' })[0]).toBe(`P<UTOERIKSSON${'<'.repeat(31)}`);
  });

  test('a TD1 number of more than nine characters continues in the optional data', () => {
    const { optionalData, ...card } = eriksson;
    const [upper] = td1Lines({ ...card, documentNumber: 'D23145890734' });
    expect(upper).toBe('I<UTOD23145890<7349<<<<<<<<<<<');
  });

  test('a short state code and an unspecified sex become fillers', () => {
    const [upper, lower] = td3Lines({ ...eriksson, issuingState: 'D', nationality: 'D', sex: 'X' });
    expect(upper).toMatch(/^P<D<<ERIKSSON/);
    expect(lower.slice(10, 21)).toBe('D<<7408122<');
  });

  test('a TD3 number has nine characters at most', () => {
    expect(() => td3Lines({ ...eriksson, documentNumber: 'D231458907' })).toThrow(RangeError);
  });
});

describe('flaws', () => {
  const at: Record<CheckedField, number> = { number: 9, birth: 19, expiry: 27, composite: 43 };
  test.each(Object.entries(at))('a wrong check digit of the %s', (field, position) => {
    const right = td3Lines(eriksson)[1];
    const wrong = td3Lines(eriksson, { wrongCheckDigit: field as CheckedField })[1];
    expect(wrong[position]).not.toBe(right[position]);
  });
});
