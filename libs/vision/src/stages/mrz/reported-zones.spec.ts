import { describe, expect, test } from '@jest/globals';
import { checkDigit } from './check-digit.js';
import { MRZ_LAYOUTS, type MrzFormat } from './layouts.js';
import { parseMrz } from './parse-mrz.js';
import { decodeRussian } from './russian-passport.js';
import { verifyCheckDigits } from './verify-check-digits.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const dateOf = (iso: string) => {
  const [year, month, day] = iso.split('-').map(Number);
  return { year, month, day };
};

/** Zones that other readers were reported to fail on; holders and numbers are invented. */
const ZONES: readonly (readonly [what: string, format: MrzFormat, lines: readonly string[], says: object])[] =
  [
    [
      'given names alone',
      'TD3',
      ['P<IND<<RAJESHWARI<DEVI<<<<<<<<<<<<<<<<<<<<<<', 'K3041827<3IND8403179F3308165<<<<<<<<<<<<<<<0'],
      {
        surname: '',
        givenNames: 'RAJESHWARI DEVI',
        documentNumber: 'K3041827',
        dateOfExpiry: dateOf('2033-08-16'),
      },
    ],
    [
      'the Russian internal passport',
      'RUSPN',
      ['PNRUSKUZ9MIN<<IL98<SERGEEVI3<<<<<<<<<<<<<<<<', '4512048178RUS8709147M<<<<<<<1120315770045<40'],
      {
        documentCode: 'PN',
        issuingState: 'RUS',
        surname: 'КУЗЬМИН',
        givenNames: 'ИЛЬЯ СЕРГЕЕВИЧ',
        documentNumber: '4511204817',
        dateOfBirth: dateOf('1987-09-14'),
        dateOfIssue: dateOf('2012-03-15'),
        dateOfExpiry: { year: null, month: null, day: null },
      },
    ],
    [
      'the French licence',
      'DLFRA',
      ['D1FRA21KD482033360914LEFEBVRE2'],
      {
        issuingState: 'FRA',
        documentNumber: '21KD48203',
        dateOfExpiry: dateOf('2036-09-14'),
        surname: 'LEFEBVRE',
        namesMayBeTruncated: true,
        dateOfBirth: null,
      },
    ],
    [
      'the Dutch licence',
      'DLNLD',
      ['D1NLD14820173356K7QX2MB49HT1R7'],
      {
        issuingState: 'NLD',
        documentNumber: '4820173356',
        surname: '',
        dateOfBirth: null,
        dateOfExpiry: null,
      },
    ],
    [
      'a Belgian number of twelve digits, weighed without its filler',
      'TD1',
      ['IDBEL593048217<2645<<<<<<<<<<<', '9403121F3406119BEL940312208661', 'VERMEULEN<<LOTTE<MARIE<<<<<<<<'],
      { documentNumber: '593048217264', surname: 'VERMEULEN', givenNames: 'LOTTE MARIE' },
    ],
    [
      'a Portuguese number of twelve characters, weighed with it',
      'TD1',
      ['I<PRT158204736<ZY25<<<<<<<<<<<', '7908253M3104024PRT<<<<<<<<<<<4', 'CARVALHO<FONSECA<<RUI<MIGUEL<<'],
      { documentNumber: '158204736ZY2', surname: 'CARVALHO FONSECA', givenNames: 'RUI MIGUEL' },
    ],
    [
      'a number of ten characters',
      'TD1',
      ['I<UTOX20481739<45<<<<<<<<<<<<<', '8601012M3001019UTO<<<<<<<<<<<6', 'OLSSON<<JANE<ADA<<<<<<<<<<<<<<'],
      { documentNumber: 'X204817394' },
    ],
    [
      'Spain’s card without an end',
      'TD1',
      ['IDESPCHB482019220481736Y<<<<<<', '4805236F9901018ESP<<<<<<<<<<<7', 'GUTIERREZ<SOLANO<<MARIA<PILAR<'],
      { documentNumber: 'CHB482019', dateOfExpiry: { year: null, month: null, day: null } },
    ],
    [
      'a month of birth that no calendar has',
      'TD3',
      ['P<GBROKONKWO<<DAVID<TOBI<<<<<<<<<<<<<<<<<<<<', '5120481731GBR8809416M3107162<<<<<<<<<<<<<<<0'],
      { dateOfBirth: null, documentNumber: '512048173', surname: 'OKONKWO' },
    ],
    [
      'names that fill their field',
      'TD1',
      ['I<NLDIRX20HF486<<<<<<<<<<<<<<<', '7902284F3209170NLD<<<<<<<<<<<8', 'VAN<DER<MEULENBERG<<CHRISTINAM'],
      { surname: 'VAN DER MEULENBERG', givenNames: 'CHRISTINAM', namesMayBeTruncated: true },
    ],
    [
      'an O that is no nought',
      'TD1',
      ['I<TURB17O53924620481736502<<<<', '9304066F3211049TUR<<<<<<<<<<<2', 'YILDIRIM<<SELIN<<<<<<<<<<<<<<<'],
      { documentNumber: 'B17O53924' },
    ],
    [
      'a national of Kosovo on a German card',
      'TD1',
      ['ARD<<YZ204817X6<<<<<<<<<<<<<<<', '9507188M2906302XXK<<<<<<<<<<<6', 'KRASNIQI<<ARBEN<<<<<<<<<<<<<<<'],
      { issuingState: 'D', nationality: 'XXK' },
    ],
    [
      'a card of a senior without an end',
      'TD1',
      ['IDMDAB204817360<<<<<<<<<<<<<<<', '4702117M<<<<<<0MDA0963204817<6', 'RUSU<<ION<<<<<<<<<<<<<<<<<<<<<'],
      { documentNumber: 'B20481736', dateOfExpiry: { year: null, month: null, day: null } },
    ],
    [
      'given names parted by two fillers',
      'IDFRA',
      ['IDFRALEFEBVRE<DUPONT<<<<<<<<<<<<<<<<', '1506921048170LOUISE<<ANNE<M9206171F4'],
      { surname: 'LEFEBVRE DUPONT', givenNames: 'LOUISE ANNE M', documentNumber: '150692104817' },
    ],
  ];

describe('zones that were reported', () => {
  test.each(ZONES)('%s', (_what, format, lines, says) => {
    expect(verifyCheckDigits(format, lines).checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(verifyCheckDigits(format, lines).valid).toBe(true);
    expect(parseMrz(format, lines, NOW)).toMatchObject(says);
  });

  test('the Swiss licence has no check digit, so that nothing in it is proven', () => {
    const lines = ['BCD204F<<', 'FACHE417320569097<<910622<<<<<', 'BRUNNER<<NOEMI<LARA<<<<<<<<<<<'];
    expect(verifyCheckDigits('DLCHE', lines)).toEqual({ valid: false, checks: [] });
    expect(parseMrz('DLCHE', lines, NOW)).toMatchObject({
      documentCode: 'FA',
      issuingState: 'CHE',
      documentNumber: 'BCD204F',
      dateOfBirth: dateOf('1991-06-22'),
      surname: 'BRUNNER',
      givenNames: 'NOEMI LARA',
      dateOfExpiry: null,
    });
  });

  test('a long number whose digit fits neither way of weighing', () => {
    const lines = [
      'IDBEL593048217<2640<<<<<<<<<<<',
      '9403121F3406119BEL940312208666',
      'VERMEULEN<<LOTTE<MARIE<<<<<<<<',
    ];
    expect(verifyCheckDigits('TD1', lines).checks.filter(({ ok }) => !ok)).toEqual([
      { name: 'documentNumber', ok: false },
    ]);
  });

  test('an altered character of a licence’s line is seen', () => {
    for (const [, format, [line = '']] of ZONES.filter(([, name]) => name.startsWith('DL'))) {
      for (let at = 5; at < line.length - 1; at++) {
        if (!/\d/.test(line[at]!)) continue;
        const altered = line.slice(0, at) + ((Number(line[at]) + 1) % 10) + line.slice(at + 1);
        expect([altered, verifyCheckDigits(format, [altered]).valid]).toEqual([altered, false]);
      }
    }
  });

  test('an unwritten expiry needs no digit; a written one does', () => {
    const [first, second] = ZONES[1]![2] as [string, string];
    const written = `${second.slice(0, 21)}310715<${second.slice(28)}`;
    expect(verifyCheckDigits('RUSPN', [first, written]).checks).toContainEqual({
      name: 'dateOfExpiry',
      ok: false,
    });
  });

  test('every letter of the Russian alphabet has its own sign', () => {
    const alphabet = [...'ABVGDE2JZIQKLMNOPRSTUFHC34WXY9678'];
    expect(decodeRussian(alphabet.join(''))).toBe('АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ');
  });

  test('every check digit covers fields that its format has', () => {
    for (const { checks, fields } of Object.values(MRZ_LAYOUTS)) {
      const names = new Set(fields.map(({ name }) => name));
      for (const { digit, covers } of checks) {
        expect([digit, ...covers].filter((name) => !names.has(name))).toEqual([]);
      }
    }
    expect(checkDigit('D1NLD14820173356K7QX2MB49HT1R')).toMatch(/\d/);
  });
});
