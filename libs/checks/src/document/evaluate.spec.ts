import { documentFacts } from '@idem/contracts';
import type { DocumentOptions } from '@idem/domain';
import { describe, expect, test } from '@jest/globals';
import { definition } from './definition.js';
import { evaluate } from './evaluate.js';
import {
  EU_LICENCE_PRINT,
  mrzOf,
  PASSPORT_LINES,
  PASSPORT_PRINT,
  printOf,
  sideOf,
} from './measurement.fixture.js';
import type { DocumentMeasurement, PrintedLine, SeenSide, SideMeasurement } from './measurement.js';
import { REASONS } from './reasons.js';

function judge(
  front: SideMeasurement,
  {
    back = null,
    at = '2026-11-22',
    ...document
  }: DocumentOptions & { back?: SideMeasurement | null; at?: string } = {},
) {
  const measurement: DocumentMeasurement = JSON.parse(JSON.stringify({ front, back }));
  return evaluate(measurement, {
    options: { document },
    livemode: false,
    submittedAt: new Date(`${at}T12:00:00Z`),
  });
}

const passport = (
  print: readonly PrintedLine[] = PASSPORT_PRINT,
  lines: readonly string[] = PASSPORT_LINES,
) => sideOf({ mrz: mrzOf('TD3', lines), print });

const replaced = (from: string, to: string) =>
  PASSPORT_PRINT.map((line) => (line.text === from ? { ...line, text: to } : line));

const TD1 = [
  'I<UTOD610339913<<<<<<<<<<<<<<<',
  '7408122F3104150UTO<<<<<<<<<<<0',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
];
/** The front of the card that {@link TD1} is the back of. */
const CARD_PRINT = [
  ...PASSPORT_PRINT.slice(3, 9),
  ...printOf(
    [0.3, 12, 'Date of expiry'],
    [0.3, 13, '15 APR 2031'],
    [0.6, 1, 'Document No.'],
    [0.6, 2, 'D61033991'],
  ),
];
const cardFront = (print: readonly PrintedLine[] = CARD_PRINT, more: Partial<SeenSide> = {}) =>
  sideOf({ print, aspect: 1.586, ...more });

const other = (reason: string) => ({ status: 'failed', code: 'document_unverified_other', reason });

describe('passing', () => {
  test('a passport, with what only the print says', () => {
    const verdict = judge(passport());
    expect(verdict).toMatchObject({
      status: 'passed',
      facts: {
        type: 'passport',
        issuing_country: null,
        first_name: 'Anna Maria',
        last_name: 'Eriksson',
        dob: { year: 1974, month: 8, day: 12 },
        issued_date: { year: 2021, month: 4, day: 16 },
        expiration_date: { year: 2031, month: 4, day: 15 },
        number: 'L898902C3',
        sex: 'female',
        unparsed_place_of_birth: 'ZENITH',
      },
    });
    if (verdict.status === 'passed') documentFacts.parse(verdict.facts);
  });

  test('an identity card whose MRZ is on the back', () => {
    const back = sideOf({ mrz: mrzOf('TD1', TD1) });
    expect(judge(cardFront(), { back })).toMatchObject({
      status: 'passed',
      facts: { type: 'id_card', number: 'D61033991', last_name: 'Eriksson' },
    });
  });

  test('a driving licence without MRZ', () => {
    const verdict = judge(sideOf({ print: EU_LICENCE_PRINT, aspect: 1.586 }));
    expect(verdict).toMatchObject({
      status: 'passed',
      facts: {
        type: 'driving_license',
        issuing_country: 'SE',
        first_name: 'Anna Maria',
        last_name: 'Eriksson',
        number: 'T61033991',
        expiration_date: { year: 2031, month: 4, day: 15 },
        address: { line1: '12 HARBOUR STREET', city: 'ZENITH', postal_code: '10115', country: 'SE' },
      },
    });
    if (verdict.status === 'passed') documentFacts.parse(verdict.facts);
  });

  test('a specimen passes and is noted', () => {
    const verdict = judge(passport([...PASSPORT_PRINT, ...printOf([0.7, 16, 'SPECIMEN'])]));
    expect(verdict.status).toBe('passed');
    expect(verdict.insights).toContainEqual(
      expect.objectContaining({ signal: 'front.specimen', level: 'high' }),
    );
  });
});

describe('provenance', () => {
  const provenanceIn = (verdict: ReturnType<typeof judge>) =>
    verdict.status === 'passed' ? verdict.provenance : verdict.reason;

  test('of a passport: check digits, a sure reader, the same in print', () => {
    expect(provenanceIn(judge(passport()))).toMatchObject({
      first_name: ['reader', 'print'],
      last_name: ['reader', 'print'],
      dob: ['check-digit', 'reader', 'print'],
      expiration_date: ['check-digit', 'reader', 'print'],
      number: expect.arrayContaining(['check-digit', 'reader']),
      sex: ['reader'],
      unparsed_place_of_birth: ['reader'],
    });
  });

  test('of a licence: its print alone', () => {
    const verdict = judge(sideOf({ print: EU_LICENCE_PRINT, aspect: 1.586 }));
    expect(provenanceIn(verdict)).toMatchObject({ last_name: ['reader'], number: ['reader'] });
  });

  test('what is printed beyond the facts is kept beside them', () => {
    const page = [
      ...PASSPORT_PRINT,
      ...printOf([0.6, 5, 'Authority / Autorité'], [0.6, 6, 'PASSPORT OFFICE']),
    ];
    expect(judge(passport(page))).toMatchObject({ printed: { authority: 'PASSPORT OFFICE' } });
    const licence = judge(sideOf({ print: EU_LICENCE_PRINT, aspect: 1.586 }));
    expect(licence).toMatchObject({ printed: { authority: 'LICENSING OFFICE' } });
  });

  test('a fact the document does not show has none', () => {
    expect(provenanceIn(judge(passport([])))).not.toHaveProperty('address');
  });

  test.each([
    ['documentNumber', 'document number'],
    ['dateOfBirth', 'date of birth'],
    ['dateOfExpiry', 'expiry date'],
  ] as const)('valid check digits that could not tell a misread %s do not vouch for it', (field, name) => {
    const mrz = mrzOf('TD3', PASSPORT_LINES);
    const unsure = {
      ...mrz,
      fields: { ...mrz.fields, [field]: { text: '', confidence: 0.3, vouchedBy: [] } },
    };
    expect(judge(sideOf({ mrz: unsure }))).toMatchObject(other(REASONS.unproven([name])));
  });
});

describe('document_expired', () => {
  test('the day after expiry, not on its last day', () => {
    expect(judge(passport(), { at: '2031-04-15' }).status).toBe('passed');
    expect(judge(passport(), { at: '2031-04-16' })).toMatchObject({
      status: 'failed',
      code: 'document_expired',
    });
  });

  test('a licence too', () => {
    const licence = sideOf({ print: EU_LICENCE_PRINT, aspect: 1.586 });
    expect(judge(licence, { at: '2032-01-01' })).toMatchObject({ code: 'document_expired' });
  });
});

describe('document_type_not_supported', () => {
  const code = 'document_type_not_supported';

  test('a type that the session does not allow', () => {
    expect(judge(passport(), { allowed_types: ['id_card'] })).toMatchObject({ status: 'failed', code });
    expect(judge(passport(), { allowed_types: ['id_card', 'passport'] }).status).toBe('passed');
  });

  test('a visa, whatever the session allows', () => {
    const lines = [
      'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L8988901C4XXX4009078F96121096ZE184226B<<<<<<',
    ];
    expect(judge(sideOf({ mrz: mrzOf('MRVA', lines) }))).toMatchObject({ status: 'failed', code });
  });

  test('a Russian internal passport: its zone was read, and asking for a sharper picture of it would not help', () => {
    const lines = [
      'PNRUSKUZ9MIN<<IL98<SERGEEVI3<<<<<<<<<<<<<<<<',
      '4512048178RUS8709147M<<<<<<<1120315770045<40',
    ];
    expect(judge(sideOf({ mrz: mrzOf('RUSPN', lines) }))).toMatchObject({
      status: 'failed',
      code,
      reason: REASONS.typeNotSupported,
    });
    const misread = [lines[0]!, lines[1]!.replace('8709147', '8709148')];
    expect(judge(sideOf({ mrz: mrzOf('RUSPN', misread) }))).toMatchObject(other(REASONS.wrongCheckDigit));
  });

  test('goes before expiry', () => {
    expect(judge(passport(), { allowed_types: ['id_card'], at: '2032-01-01' })).toMatchObject({ code });
  });
});

describe('document_unverified_other', () => {
  test('no document in the picture', () => {
    expect(judge(sideOf({ print: printOf([0.1, 1, 'EXIT']) }))).toMatchObject(other(REASONS.noDocument));
  });

  test.each([
    ['blur', { sharp90: 1.5 }],
    ['dark', { brightness: 12 }],
    ['too_small', { width: 320, height: 200 }],
    ['glare', { glare: 0.1 }],
    ['finger', { finger: 0.1 }],
    ['cut_off', { cutOff: 'left' }],
    ['overexposed', { white: 0.9, darkest: 110 }],
  ] as const)('nothing legible because the picture is %s', (reason, quality) => {
    const side = sideOf({ quality: { ...sideOf().quality, ...quality } });
    expect(judge(side)).toMatchObject(other(REASONS.quality[reason]));
  });

  test('a fault of the picture explains a failure, and never refuses what was read', () => {
    const quality = { ...sideOf().quality, glare: 0.1, finger: 0.1, sharp90: 1, brightness: 5 };
    const verdict = judge({ ...passport(), quality });
    expect(verdict.status).toBe('passed');
    expect(verdict.insights).toContainEqual({ signal: 'front.glare', level: 'high', score: 0.1 });
  });

  test('a picture that cannot be decoded', () => {
    expect(judge({ status: 'undecodable', reason: 'truncated' })).toMatchObject(other(REASONS.undecodable));
  });

  test('a check digit that disagrees', () => {
    const wrong = PASSPORT_LINES[1].replace('7408122', '7408123');
    expect(judge(passport(PASSPORT_PRINT, [PASSPORT_LINES[0], wrong]))).toMatchObject(
      other(REASONS.wrongCheckDigit),
    );
  });

  test('an MRZ that was not read clearly', () => {
    const wrong = PASSPORT_LINES[1].replace('7408122', '7408123');
    const mrz = mrzOf('TD3', [PASSPORT_LINES[0], wrong], { meanLogProbability: -0.4 });
    expect(judge(sideOf({ mrz, print: PASSPORT_PRINT }))).toMatchObject(other(REASONS.unreadableMrz));
  });

  test('a passport page without its MRZ', () => {
    const verdict = judge(sideOf({ print: PASSPORT_PRINT }));
    expect(verdict).toMatchObject(other(REASONS.unreadableMrz));
    expect(verdict).not.toHaveProperty('incomplete');
  });

  test('the front of an identity card alone', () => {
    const print = [...printOf([0.05, 0, 'IDENTITY CARD']), ...PASSPORT_PRINT.slice(3)];
    expect(judge(sideOf({ print }))).toMatchObject({ ...other(REASONS.backNeeded), incomplete: true });
  });

  test('a licence whose issuer was not read, or writes another script', () => {
    const issuedBy = (name: string) =>
      judge(
        sideOf({
          print: EU_LICENCE_PRINT.map((line) =>
            line.text.startsWith('SWEDEN') ? { ...line, text: name } : line,
          ),
        }),
      );
    expect(issuedBy('NOWHERE')).toMatchObject(other(REASONS.unproven(['name'])));
    expect(issuedBy('BULGARIA')).toMatchObject(other(REASONS.unproven(['name'])));
    expect(issuedBy('REINO DE ESPAÑA')).toMatchObject({ status: 'passed', facts: { issuing_country: 'ES' } });
    expect(issuedBy('BUNDESREPUBLIK DEUTSCHLAND')).toMatchObject({ facts: { issuing_country: 'DE' } });
  });

  test('the front of a card whose heading was not read, by its captions', () => {
    const print = printOf(
      [0.3, 1, 'Nachname'],
      [0.3, 2, 'ERIKSSON'],
      [0.3, 4, 'Vornamen'],
      [0.3, 5, 'ANNA MARIA'],
      [0.3, 7, 'Geburtsdatum'],
      [0.3, 8, '12.08.1974'],
    );
    expect(judge(sideOf({ print }))).toMatchObject(other(REASONS.backNeeded));
  });

  test('print that is no document', () => {
    const print = printOf([0.1, 1, 'MENU'], [0.1, 3, 'SOUP'], [0.1, 5, 'BREAD'], [0.1, 7, 'WATER']);
    expect(judge(sideOf({ print }))).toMatchObject(other(REASONS.unknownDocument));
  });

  test.each([
    ['name', 'ERIKSSON', 'SVENSSON-LUND'],
    ['name', 'ANNA MARIA', 'ANNA LINNEA'],
    ['date of birth', '12 AUG 1974', '12 AUG 1984'],
    ['document number', 'L898902C3', 'L898907C4'],
    ['expiry date', '15 APR 2031', '15 APR 2034'],
  ])('an altered %s', (field, from, to) => {
    expect(judge(passport(replaced(from, to)))).toMatchObject(other(REASONS.contradicted([field])));
  });

  test('unclear print contradicts nothing', () => {
    const unclear = replaced('12 AUG 1974', '12 AUG 1984').map((line) => ({ ...line, score: 0.7 }));
    expect(judge(passport(unclear)).status).toBe('passed');
  });

  test('names that nothing vouches for', () => {
    const mrz = mrzOf('TD3', PASSPORT_LINES, { confidence: 0.2 });
    expect(judge(sideOf({ mrz }))).toMatchObject(other(REASONS.unproven(['name'])));
    expect(judge(sideOf({ mrz, print: PASSPORT_PRINT })).status).toBe('passed');
  });

  test('a licence with an unsure field, or without one', () => {
    const unsure = EU_LICENCE_PRINT.map((line) =>
      line.text.startsWith('5.') ? { ...line, score: 0.6 } : line,
    );
    expect(judge(sideOf({ print: unsure }))).toMatchObject(other(REASONS.unproven(['document number'])));
    const without = EU_LICENCE_PRINT.filter(({ text }) => !text.startsWith('4b.'));
    expect(judge(sideOf({ print: without }))).toMatchObject(other(REASONS.unproven(['expiry date'])));
  });
});

test('every code it fails with is declared', () => {
  expect(definition.codes).toEqual([
    'document_unverified_other',
    'document_expired',
    'document_type_not_supported',
  ]);
});
