import { parseMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { describe, expect, test } from '@jest/globals';
import { PASSPORT_LINES, PASSPORT_PRINT, printOf, sideOf } from '../measurement.fixture.js';
import { cellsOf } from './page.js';
import { readAgainstZone } from './read-against-zone.js';

const now = new Date('2026-11-22T12:00:00Z');
const mrz = parseMrz('TD3', PASSPORT_LINES, now);
const read = (print: ReturnType<typeof printOf>, parsed = mrz) =>
  readAgainstZone([cellsOf(sideOf({ print, aspect: 1.42 }))], parsed, null, now);

describe('what the print says beside the MRZ', () => {
  test('a passport page in two languages', () => {
    const print = read([
      ...PASSPORT_PRINT,
      ...printOf(
        [0.6, 3, 'Nationality / Nationalité'],
        [0.6, 4, 'UTOPIAN'],
        [0.6, 5, 'Authority / Autorité'],
      ),
      ...printOf([0.6, 6, 'PASSPORT OFFICE'], [0.6, 7, 'Sex / Sexe'], [0.6, 8, 'F']),
    ]);
    expect(print).toMatchObject({
      surname: { agreement: 'same', spelled: true },
      givenNames: { agreement: 'same', printed: 'ANNA MARIA' },
      documentNumber: 'same',
      numberSpelled: true,
      dateOfBirth: 'same',
      dateOfExpiry: 'same',
      sex: 'same',
      issued: { value: { year: 2021, month: 4, day: 16 } },
      placeOfBirth: { value: 'ZENITH' },
      nationality: { value: 'UTOPIAN' },
      authority: { value: 'PASSPORT OFFICE' },
    });
  });

  test.each([
    ['Efternavn/Surname', 'Fornavne/Given names', 'Fødselsdato/Date of birth'],
    ['Sukunimi', 'Etunimet', 'Syntymäaika'],
    ['Příjmení', 'Jméno', 'Datum narození'],
    ['Priimek', 'Ime', 'Datum rojstva'],
    ['Családi név', 'Utónév', 'Születési idő'],
    ['Pavardė', 'Vardas', 'Gimimo data'],
    ['Soyadı', 'Adı', 'Doğum tarihi'],
    ['Kunjom', 'Isem', 'Data tat-twelid'],
  ])('captioned %s, an altered field is seen', (surname, givenNames, birth) => {
    const page = (family: string, given: string, date: string) =>
      printOf(
        [0.3, 1, surname],
        [0.3, 2, family],
        [0.3, 4, givenNames],
        [0.3, 5, given],
        [0.3, 7, birth],
        [0.3, 8, date],
      );
    expect(read(page('ERIKSSON', 'ANNA MARIA', '12.08.1974'))).toMatchObject({
      surname: { agreement: 'same' },
      givenNames: { agreement: 'same' },
      dateOfBirth: 'same',
    });
    expect(read(page('LINDQVIST', 'ASTRID', '12.08.1984'))).toMatchObject({
      surname: { agreement: 'different' },
      givenNames: { agreement: 'different' },
      dateOfBirth: 'different',
    });
  });

  test.each([
    ['ERIKSSON, ANNA MARIA', 'ERIKSSON', 'ANNA MARIA'],
    ['ERIKSSON,ANNAMARIA', 'ERIKSSON', 'ANNAMARIA'],
    ['ANNA MARIA ERIKSSON', null, null],
    ['EPIKCCOH/ERIKSSON', 'ERIKSSON', null],
  ])('names in one line: %s', (text, surname, givenNames) => {
    const print = read(printOf([0.3, 2, text]));
    expect(print.surname).toMatchObject({ agreement: 'same', printed: surname });
    expect(print.givenNames.printed).toBe(givenNames);
  });

  test('a given name that goes on in the next line', () => {
    const print = read(printOf([0.3, 2, 'ERIKSSON'], [0.3, 4, 'ANNA'], [0.3, 5, 'MARIA']));
    expect(print.givenNames).toMatchObject({ agreement: 'same', printed: 'ANNA MARIA' });
  });

  test('a value under the wrong caption contradicts nothing', () => {
    // The caption of the given names was not read; theirs is taken for the surname's second line.
    const page = printOf(
      [0.3, 1, 'Surname'],
      [0.3, 2, 'ANNA MARIA'],
      [0.6, 1, 'Date of birth'],
      [0.6, 2, '15 APR 2031'],
    );
    expect(read(page)).toMatchObject({ surname: { agreement: 'not-seen' }, dateOfBirth: 'not-seen' });
  });

  test('two captions in one piece, each with its value below', () => {
    const page = printOf(
      [0.3, 1, 'Date of issue / Date of expiry'],
      [0.3, 2, '16 APR 2021'],
      [0.5, 2, '15 APR 2031'],
    );
    expect(read(page)).toMatchObject({
      issued: { value: { year: 2021 } },
      dateOfExpiry: 'same',
    });
  });

  describe('dates whose spaces the reader dropped', () => {
    const values = (...dates: readonly string[]) =>
      read(printOf(...dates.map((date, row) => [0.3, 7 + 2 * row, date] as const)));

    test('are dates where one of the zone’s is printed so', () => {
      expect(values('12081974', '16042021', '15042031')).toMatchObject({
        dateOfBirth: 'same',
        dateOfExpiry: 'same',
        issued: { value: { year: 2021, month: 4, day: 16 } },
      });
      expect(values('12081974', '16042021')).toMatchObject({ issued: { value: { year: 2021 } } });
    });

    test('are numbers on a page that prints its dates otherwise', () => {
      expect(values('12 AUG 1974', '16042021', '15 APR 2031').issued).toBeNull();
      expect(values('16042021').issued).toBeNull();
    });

    test('are none where the document’s number is spelled so', () => {
      const numbered = parseMrz('TD3', [PASSPORT_LINES[0], `16042021<3${PASSPORT_LINES[1].slice(10)}`], now);
      expect(numbered.documentNumber).toBe('16042021');
      const page = printOf([0.3, 7, '12081974'], [0.6, 1, '16042021'], [0.3, 13, '15042031']);
      expect(read(page, numbered).issued).toBeNull();
      expect(read(page).issued).not.toBeNull();
    });
  });

  test('an address of several lines', () => {
    const page = printOf(
      [0.05, 1, 'Address / Adresse'],
      [0.05, 2, '12 HARBOUR STREET'],
      [0.05, 3, '10115ZENITH'],
    );
    expect(read(page).address?.value).toMatchObject({
      line1: '12 HARBOUR STREET',
      postal_code: '10115',
      city: 'ZENITH',
    });
  });
});
