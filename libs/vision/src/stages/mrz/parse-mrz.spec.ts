import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'mrz';
import { td3Lines } from './mrz-lines.fixture.js';
import { parseMrz } from './parse-mrz.js';
import { verifyCheckDigits } from './verify-check-digits.js';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('MRZ parsing', () => {
  test('TD3, the specimen of ICAO 9303-4', () => {
    const lines = [
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
    ];
    expect(verifyCheckDigits('TD3', lines).valid).toBe(true);
    expect(parseMrz('TD3', lines, NOW)).toEqual({
      documentCode: 'P',
      issuingState: 'UTO',
      nationality: 'UTO',
      documentNumber: 'L898902C3',
      surname: 'ERIKSSON',
      givenNames: 'ANNA MARIA',
      namesMayBeTruncated: false,
      dateOfBirth: { year: 1974, month: 8, day: 12 },
      dateOfExpiry: { year: 2012, month: 4, day: 15 },
      sex: 'female',
      sexCode: 'F',
    });
  });

  test('TD1, the specimen of ICAO 9303-5', () => {
    const lines = [
      'I<UTOD231458907<<<<<<<<<<<<<<<',
      '7408122F1204159UTO<<<<<<<<<<<6',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    ];
    expect(verifyCheckDigits('TD1', lines).valid).toBe(true);
    expect(parseMrz('TD1', lines, NOW)).toMatchObject({ documentNumber: 'D23145890', surname: 'ERIKSSON' });
  });

  test('TD1 with a document number longer than nine characters', () => {
    const lines = [
      'I<UTOD23145890<7349<<<<<<<<<<<',
      '3407127M9507122UTO<<<<<<<<<<<2',
      'STEVENSON<<PETER<JOHN<<<<<<<<<',
    ];
    expect(verifyCheckDigits('TD1', lines)).toMatchObject({ valid: true });
    expect(parseMrz('TD1', lines, NOW).documentNumber).toBe('D23145890734');
  });

  test('TD2 and both visas', () => {
    const td2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];
    const mrva = [
      'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L8988901C4XXX4009078F96121096ZE184226B<<<<<<',
    ];
    const mrvb = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<'];
    expect(verifyCheckDigits('TD2', td2).valid).toBe(true);
    expect(verifyCheckDigits('MRVA', mrva).valid).toBe(true);
    expect(verifyCheckDigits('MRVB', mrvb).valid).toBe(true);
    expect(parseMrz('MRVA', mrva, NOW)).toMatchObject({ documentNumber: 'L8988901C', nationality: 'XXX' });
  });

  test('the French card: names on two lines, no expiry', () => {
    const lines = ['IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<', '9409923102854CORINNE<<<<<<<6512068F4'];
    expect(verifyCheckDigits('IDFRA', lines).valid).toBe(true);
    expect(parseMrz('IDFRA', lines, NOW)).toMatchObject({
      documentNumber: '940992310285',
      surname: 'BERTHIER',
      givenNames: 'CORINNE',
      dateOfExpiry: null,
    });
  });

  test('a holder with one name, and a name that fills its field', () => {
    const second = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10';
    const one = parseMrz('TD3', ['P<UTOSUKARNO'.padEnd(44, '<'), second], NOW);
    expect(one).toMatchObject({ surname: 'SUKARNO', givenNames: '', namesMayBeTruncated: false });
    const full = parseMrz(
      'TD3',
      [`P<UTO${'PAPANDROPOULOUS<<JONATHON<ALEXANDROS<MAR'.slice(0, 39)}`, second],
      NOW,
    );
    expect(full.namesMayBeTruncated).toBe(true);
  });

  test('agrees with the mrz package, which knows real states only', () => {
    fc.assert(
      fc.property(td3Lines, (lines) => {
        const oracle = parse([...lines]);
        const ours = parseMrz('TD3', lines, NOW);
        expect(verifyCheckDigits('TD3', lines).valid).toBe(true);
        expect(
          oracle.details.filter(({ field, valid }) => /CheckDigit$/.test(field ?? '') && !valid),
        ).toEqual([]);
        expect(ours).toMatchObject({
          documentNumber: oracle.fields.documentNumber,
          surname: oracle.fields.lastName,
          givenNames: oracle.fields.firstName,
          issuingState: oracle.fields.issuingState,
        });
      }),
    );
  });

  test('an altered character anywhere in the checked fields makes the lines invalid', () => {
    fc.assert(
      fc.property(td3Lines, fc.nat(8), fc.integer({ min: 1, max: 9 }), ([first, second], at, by) => {
        fc.pre(/\d/.test(second[at]!));
        const altered = second.slice(0, at) + ((Number(second[at]) + by) % 10) + second.slice(at + 1);
        expect(verifyCheckDigits('TD3', [first, altered]).valid).toBe(false);
      }),
    );
  });
});
