import { checkDigit } from '@idem/vision/stages/mrz/check-digit';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate } from '../evaluate.js';
import { mrzOf, printOf, sideOf } from '../measurement.fixture.js';
import type { PrintedLine } from '../measurement.js';
import { REASONS } from '../reasons.js';

const NOW = '2026-11-22T12:00:00Z';

interface Page {
  readonly surname?: string;
  readonly givenNames?: string;
  readonly number?: string;
  readonly birth?: string;
  readonly expiry?: string;
  readonly issued?: string;
  readonly score?: number;
}

/** A page in English that prints each value below its caption; an empty one leaves its line empty. */
const pageOf = ({
  surname = '',
  givenNames = '',
  number = '',
  birth = '',
  expiry = '',
  issued = '17 AUG 2023',
  score = 0.98,
}: Page) =>
  printOf(
    [0.6, 1, 'Document No.'],
    [0.6, 2, number],
    [0.3, 3, 'Surname'],
    [0.3, 4, surname],
    [0.3, 5, 'Given names'],
    [0.3, 6, givenNames],
    [0.3, 8, 'Date of birth'],
    [0.3, 9, birth],
    [0.6, 8, 'Date of issue'],
    [0.6, 9, issued],
    [0.3, 13, 'Date of expiry'],
    [0.3, 14, expiry],
  )
    .filter(({ text }) => text !== '')
    .map((line) => ({ ...line, score }));

const judgeSides = (front: ReturnType<typeof sideOf>, back: ReturnType<typeof sideOf> | null, at = NOW) =>
  evaluate({ front, back }, { options: { document: {} }, livemode: false, submittedAt: new Date(at) });
const passport = (lines: readonly string[], print: readonly PrintedLine[], at = NOW) =>
  judgeSides(sideOf({ mrz: mrzOf('TD3', lines), print }), null, at);
const card = (lines: readonly string[], print: readonly PrintedLine[], at = NOW) =>
  judgeSides(
    sideOf({ print: [...printOf([0.05, 0, 'IDENTITY CARD']), ...print], aspect: 1.586 }),
    sideOf({ mrz: mrzOf('TD1', lines) }),
    at,
  );

const digit = (text: string): string => text + checkDigit(text);

/** Two lines of a passport with right check digits. */
function td3(names: string, number: string, birth: string, expiry: string, issuer = 'IND'): string[] {
  const [a, b, c, d] = [digit(number.padEnd(9, '<')), digit(birth), digit(expiry), digit('<'.repeat(14))];
  return [`P<${issuer}${names}`.padEnd(44, '<'), `${a}${issuer}${b}F${c}${d}${checkDigit(a + b + c + d)}`];
}

/** Three lines of a card with right check digits. */
function td1(names: string, number: string, birth: string, expiry: string, head = 'I<NLD'): string[] {
  const [a, b, c] = [digit(number.padEnd(9, '<')), digit(birth), digit(expiry)];
  const [upper, lower] = [`${a}${'<'.repeat(15)}`, '<'.repeat(11)];
  return [
    `${head}${upper}`,
    `${b}F${c}${head.slice(2)}${lower}${checkDigit(upper + b + c + lower)}`,
    names.padEnd(30, '<').slice(0, 30),
  ];
}

describe('names that the zone writes otherwise than the page', () => {
  const indian = td3('<<RAJESHWARI<DEVI', 'K3041827', '840317', '330816');
  const page = {
    givenNames: 'RAJESHWARI DEVI',
    number: 'K3041827',
    birth: '17/03/1984',
    expiry: '16/08/2033',
  };

  test('given names alone: no surname, and verified', () => {
    expect(indian).toEqual([
      'P<IND<<RAJESHWARI<DEVI<<<<<<<<<<<<<<<<<<<<<<',
      'K3041827<3IND8403179F3308165<<<<<<<<<<<<<<00',
    ]);
    expect(passport(indian, pageOf(page))).toMatchObject({
      status: 'passed',
      facts: { first_name: 'Rajeshwari Devi', last_name: null, number: 'K3041827' },
      provenance: { first_name: expect.arrayContaining(['print', 'reader']) },
    });
  });

  test('the same names as the only identifier are what the page captions them', () => {
    const only = td3('RAJESHWARI<DEVI', 'K3041827', '840317', '330816');
    const facts = { first_name: 'Rajeshwari Devi', last_name: null };
    expect(passport(only, pageOf(page))).toMatchObject({ status: 'passed', facts });
    const mononym = td3('SUKARNO', 'K3041827', '840317', '330816', 'IDN');
    expect(passport(mononym, pageOf({ ...page, surname: 'SUKARNO', givenNames: '' }))).toMatchObject({
      status: 'passed',
      facts: { first_name: null, last_name: 'Sukarno' },
    });
    expect(passport(mononym, pageOf({ ...page, surname: '', givenNames: 'SUKARNO' }))).toMatchObject({
      status: 'passed',
      facts: { first_name: 'Sukarno', last_name: null },
    });
  });

  test('a surname that was taken out of the zone stands on the page', () => {
    expect(passport(indian, pageOf({ ...page, surname: 'CHATTERJEE' }))).toMatchObject({
      reason: REASONS.contradicted(['name']),
    });
    const surnameOnly = td3('CHATTERJEE', 'K3041827', '840317', '330816');
    expect(passport(surnameOnly, pageOf({ ...page, surname: 'CHATTERJEE' }))).toMatchObject({
      reason: REASONS.contradicted(['name']),
    });
    const none = pageOf({ ...page, surname: 'CHATTERJEE', givenNames: 'XXX' });
    expect(passport(surnameOnly, none)).toMatchObject({ status: 'passed' });
  });

  test.each([
    ['VAN<DER<MEULENBERG<<CHRISTINAM', 'VAN DER MEULENBERG', 'CHRISTINA MARGARETHA', 'Christina Margaretha'],
    ['VAN<DER<MEULENBERG<<CHRISTINA<', 'VAN DER MEULENBERG', 'CHRISTINA', 'Christina'],
    ['OSTERHAMMER<STEINBACH<<FRANZISK', 'OSTERHAMMER-STEINBACH', 'FRANZISKA', 'Franziska'],
    ['PAPADOPOULOS<ANDREADIS<<ALEXAN', 'PAPADOPOULOS ANDREADIS', 'ALEXANDRA', 'Alexandra'],
    ['PAPADOPOULOS<ANDREADIS<<ALEXAN', 'PAPADOPOULOS ANDREADIS', 'ALEXANDRÁ MARÍA', 'Alexandrá María'],
    ['PAPADOPOULOS<ANDREADIS<<JUERGE', 'PAPADOPOULOS ANDREADIS', 'JURGEN', 'Jürgen'],
    [
      'BENNELONG<WOOLOO<WARRAND<W<<DI',
      'BENNELONG WOOLOOMOOLOO WARRANDYTE WARNAMBOOL',
      'DINGO POTOROO',
      'Dingo Potoroo',
    ],
  ])('%s is %s, %s on the page', (names, surname, givenNames, first) => {
    const lines = td1(names.slice(0, 30), 'IRX20HF48', '790228', '320917');
    const verdict = card(
      lines,
      pageOf({ surname, givenNames, number: 'IRX20HF48', birth: '28.02.1979', expiry: '17.09.2032' }),
    );
    expect(verdict).toMatchObject({ status: 'passed', facts: { first_name: first } });
    if (verdict.status !== 'passed') return;
    expect(verdict.facts).toMatchObject({
      last_name: surname.replace(/\p{Lu}+/gu, (word) => word[0] + word.slice(1).toLowerCase()),
    });
  });

  test('a cut name that the page bears in two lines', () => {
    const lines = td1('VAN<DER<MEULENBERG<<CHRISTINAM', 'IRX20HF48', '790228', '320917');
    const rest = {
      surname: 'VAN DER MEULENBERG',
      number: 'IRX20HF48',
      birth: '28.02.1979',
      expiry: '17.09.2032',
    };
    const page = [...pageOf({ ...rest, givenNames: 'CHRISTINA' }), ...printOf([0.3, 7, 'MARGARETHA'])];
    expect(card(lines, page)).toMatchObject({ facts: { first_name: 'Christina Margaretha' } });
  });

  test('a cut name is not completed by print that goes on otherwise, stands elsewhere or is not clear', () => {
    const lines = td1('PAPADOPOULOS<ANDREADIS<<ALEXAN', 'IRX20HF48', '790228', '320917');
    const rest = {
      surname: 'PAPADOPOULOS ANDREADIS',
      number: 'IRX20HF48',
      birth: '28.02.1979',
      expiry: '17.09.2032',
    };
    const place = [...pageOf(rest), ...printOf([0.6, 5, 'Place of birth'], [0.6, 6, 'ALEXANDRIA'])];
    expect(card(lines, place)).toMatchObject({ status: 'passed', facts: { first_name: 'Alexan' } });
    expect(card(lines, pageOf({ ...rest, givenNames: 'MARGARETHA' }))).toMatchObject({
      reason: REASONS.contradicted(['name']),
    });
    expect(card(lines, pageOf({ ...rest, givenNames: 'ALEXANDRA', score: 0.7 }))).toMatchObject({
      facts: { first_name: 'Alexan' },
    });
  });

  test('a name that is not cut is not made longer by the page', () => {
    const lines = td1('SMITH<<ALEXAN', 'IRX20HF48', '790228', '320917');
    const page = pageOf({
      surname: 'SMITH',
      givenNames: 'ALEXANDRA',
      number: 'IRX20HF48',
      birth: '28.02.1979',
      expiry: '17.09.2032',
    });
    const verdict = card(lines, page);
    if (verdict.status === 'passed') expect(verdict.facts).toMatchObject({ first_name: 'Alexan' });
  });
});

describe('documents without an end', () => {
  const spanish = (birth: string, expiry = '990101') =>
    td1('GUTIERREZ<SOLANO<<MARIA<PILAR', 'CHB482019', birth, expiry, 'IDESP');
  const page = {
    surname: 'GUTIERREZ SOLANO',
    givenNames: 'MARIA PILAR',
    number: 'CHB482019',
    birth: '23 05 1948',
    expiry: '01 01 9999',
  };
  const endless = { status: 'passed', facts: { expiration_date: null } };

  test('Spain’s card of a person over 70', () => {
    expect(card(spanish('480523'), pageOf(page))).toMatchObject(endless);
    expect(card(spanish('480523'), pageOf({ ...page, expiry: 'PERMANENTE' }))).toMatchObject(endless);
  });

  test('a zone that writes a date for no end says nothing while the print of it is covered', () => {
    expect(card(spanish('480523'), pageOf({ ...page, expiry: '' }))).toMatchObject({
      reason: REASONS.unproven(['expiry date']),
    });
  });

  test('of a younger one it has expired, or its zone was edited', () => {
    const young = { ...page, birth: '23 05 1988', issued: '' };
    expect(card(spanish('880523'), pageOf({ ...young, expiry: '' }))).toMatchObject({
      code: 'document_expired',
    });
    expect(card(spanish('880523'), pageOf({ ...young, expiry: '01 01 1999' }))).toMatchObject({
      code: 'document_expired',
    });
  });

  test('a zone edited to have no end contradicts the printed date', () => {
    expect(card(spanish('480523'), pageOf({ ...page, expiry: '15 04 2020' }))).toMatchObject({
      reason: REASONS.contradicted(['expiry date']),
    });
    expect(card(spanish('480523', '<<<<<<'), pageOf({ ...page, expiry: '15 04 2020' }))).toMatchObject({
      reason: REASONS.contradicted(['expiry date']),
    });
  });

  test.each([
    '01 01 9999',
    '01019999',
    '3112 9999',
    '99991231',
    'unbegrenzt',
    'PERMANENTE',
    'SINE DIE',
    'INDEFINIDA',
    '- - -',
    'NIEOZNACZONY',
    'BEZ OBMEDZENIA',
  ])('%s in the place of the date makes one of a zone that cannot write it', (expiry) => {
    for (const code of ['990101', '991231', '999999']) {
      const lines = td1('GUTIERREZ<SOLANO<<MARIA<PILAR', 'CHB482019', '880523', code, 'I<UTO');
      expect(card(lines, pageOf({ ...page, birth: '23 05 1988', expiry }))).toMatchObject(endless);
    }
  });

  test('fillers are an end blotted out, unless the holder is old or the page says that there is none', () => {
    const of = (birth: string) => td1('GUTIERREZ<SOLANO<<MARIA<PILAR', 'CHB482019', birth, '<<<<<<', 'IDMDA');
    const old = { ...page, expiry: '' };
    const young = { ...old, birth: '23 05 1988' };
    expect(card(of('480523'), pageOf(old))).toMatchObject(endless);
    expect(card(of('880523'), pageOf(young))).toMatchObject({ reason: REASONS.unproven(['expiry date']) });
    expect(card(of('880523'), pageOf({ ...young, expiry: 'NELIMITAT' }))).toMatchObject(endless);
    const booklet = td3('GUTIERREZ<<MARIA', 'CHB482019', '480523', '<<<<<<', 'MDA');
    const bearer = { surname: 'GUTIERREZ', givenNames: 'MARIA', number: 'CHB482019', birth: '23 05 1948' };
    expect(passport(booklet, pageOf(bearer))).toMatchObject({ reason: REASONS.unproven(['expiry date']) });
  });

  test('without that print an ordinary card that ended in 1999 has expired, and 999999 says nothing', () => {
    const of = (code: string) => td1('GUTIERREZ<SOLANO<<MARIA<PILAR', 'CHB482019', '480523', code, 'I<UTO');
    for (const expiry of ['', '01 01 1999']) {
      expect(card(of('990101'), pageOf({ ...page, expiry, issued: '' }))).toMatchObject({
        code: 'document_expired',
      });
    }
    expect(card(of('999999'), pageOf({ ...page, expiry: '' }))).toMatchObject({
      reason: REASONS.unproven(['expiry date']),
    });
    // A date that is given is not endless, whatever stands beside it.
    expect(card(of('200415'), pageOf({ ...page, expiry: 'PERMANENTE', issued: '' }))).toMatchObject({
      code: 'document_expired',
    });
  });
});

describe('the century of birth', () => {
  const page = {
    surname: 'ERIKSSON',
    givenNames: 'ANNA',
    number: 'K3041827',
    expiry: '16 AUG 2033',
    issued: '17 AUG 2025',
  };
  const born = (birth: string, print: string) =>
    passport(td3('ERIKSSON<<ANNA', 'K3041827', birth, '330816', 'SWE'), pageOf({ ...page, birth: print }));

  test.each([
    ['250812', '12 AUG 1925', 1925],
    ['250812', '12.08.1925', 1925],
    ['080812', '12 AUG 08', 2008],
    ['270812', '12 AUG 27', 1927],
  ])('%s printed %s is %i', (zone, print, year) => {
    expect(born(zone, print)).toMatchObject({
      status: 'passed',
      facts: { dob: { year, month: 8, day: 12 } },
    });
  });

  test('printed in this century it is a child’s', () => {
    expect(born('250812', '12 AUG 2025')).toMatchObject({ status: 'failed', reason: REASONS.child });
  });

  test('is not told where the print does not tell it, and both are alive', () => {
    for (const print of ['', '12 AUG 25']) {
      expect(born('250812', print)).toMatchObject({ reason: REASONS.unproven(['date of birth']) });
    }
  });

  test('is one in which somebody alive can be born, wherever it is printed', () => {
    expect(born('800812', '12 AUG 1980')).toMatchObject({ status: 'passed' });
    expect(born('800812', '12 AUG 1880')).toMatchObject({
      status: 'failed',
      reason: REASONS.unproven(['date of birth']),
    });
  });

  test('is no excuse for another day', () => {
    expect(born('250812', '13 AUG 1925')).toMatchObject({ reason: REASONS.contradicted(['date of birth']) });
    expect(born('250812', '12 AUG 1825')).not.toMatchObject({ status: 'passed' });
  });
});

describe('print that may have been misread', () => {
  const page = { surname: 'ERIKSSON', givenNames: 'ANNA', birth: '12 AUG 1974', expiry: '16 AUG 2033' };
  const numbered = (zone: string, print: string, score = 0.97) =>
    passport(
      td3('ERIKSSON<<ANNA', zone, '740812', '330816', 'SWE'),
      pageOf({ ...page, number: print, score }),
    );

  test('one character that looks like another: the zone’s number, and an insight', () => {
    const misread = numbered('K30418276', 'K38418276');
    expect(misread).toMatchObject({ status: 'passed', facts: { number: 'K30418276' } });
    expect(misread.insights).toContainEqual(
      expect.objectContaining({ signal: 'number_print', level: 'elevated' }),
    );
  });

  test('read with certainty, or another character: a better picture, and no accusation', () => {
    expect(numbered('K30418276', 'K38418276', 0.995)).toMatchObject({
      reason: REASONS.unproven(['document number']),
    });
    expect(numbered('K30418276', 'K32418276')).toMatchObject({
      reason: REASONS.unproven(['document number']),
    });
  });

  test('two characters are another number', () => {
    expect(numbered('K30418276', 'K38418270')).toMatchObject({
      reason: REASONS.contradicted(['document number']),
    });
    expect(numbered('K30418276', 'K38418216')).toMatchObject({
      reason: REASONS.contradicted(['document number']),
    });
  });

  test('a zone with right check digits never passes against a number that differs in two characters', () => {
    const number = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(
        number,
        fc.nat(8),
        fc.nat(8),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (printed, i, j, a, b) => {
          fc.pre(i !== j && !/^0{5}/.test(printed));
          const shift = (text: string, at: number, by: number) =>
            text.slice(0, at) + ((Number(text[at]) + by) % 10) + text.slice(at + 1);
          const zone = shift(shift(printed, i, a), j, b);
          expect(numbered(zone, printed).status).toBe('failed');
        },
      ),
      { numRuns: 50 },
    );
  });

  test('a zone with right check digits never passes against another printed day', () => {
    const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2005-12-31'), noInvalidDate: true });
    const formats = [
      (d: Date) => d.toISOString().slice(0, 10).split('-').reverse().join('.'),
      (d: Date) =>
        `${d.toISOString().slice(8, 10)} ${'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')[d.getUTCMonth()]} ${d.getUTCFullYear()}`,
    ];
    fc.assert(
      fc.property(day, day, fc.constantFrom(...formats), (zone, printed, format) => {
        fc.pre(zone.toISOString().slice(0, 10) !== printed.toISOString().slice(0, 10));
        // A century is what only the print can tell.
        fc.pre(zone.toISOString().slice(2, 10) !== printed.toISOString().slice(2, 10));
        const lines = td3(
          'ERIKSSON<<ANNA',
          'K30418276',
          zone.toISOString().slice(2, 10).replaceAll('-', ''),
          '330816',
          'SWE',
        );
        expect(passport(lines, pageOf({ ...page, number: 'K30418276', birth: format(printed) })).status).toBe(
          'failed',
        );
      }),
      { numRuns: 50 },
    );
  });
});
