import type { DocumentFacts } from '@idem/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate } from '../evaluate.js';
import {
  mrzOf,
  NOTHING_SUSPICIOUS,
  PASSPORT_LINES,
  PASSPORT_PRINT,
  printOf,
  sideOf,
} from '../measurement.fixture.js';
import type { DocumentMeasurement } from '../measurement.js';
import { REASONS } from '../reasons.js';
import { evaluateAuthenticity } from './evaluate-authenticity.js';
import { knownSpecimen, PUBLISHED_SPECIMENS, specimenMark } from './known-specimens.js';
import type { MeasuredAuthenticity } from './measure-authenticity.js';
import { numberFormat } from './number-formats.js';
import { implausibleDates } from './plausible-dates.js';

const submittedAt = new Date('2026-11-22T12:00:00Z');
const judge = (front: ReturnType<typeof sideOf>, livemode: boolean) =>
  evaluate({ front, back: null }, { options: { document: {} }, livemode, submittedAt });

/** A passport of Sweden, check digits right, of a number that nobody published. */
const SWEDISH = [
  'P<SWEERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36SWE7408122F3104150ZE184226B<<<<<16',
] as const;
const swedish = (print = PASSPORT_PRINT) => sideOf({ mrz: mrzOf('TD3', SWEDISH), print });

describe('specimens', () => {
  test('ICAO’s example passes in test mode only', () => {
    const front = sideOf({ mrz: mrzOf('TD3', PASSPORT_LINES), print: PASSPORT_PRINT });
    expect(judge(front, false).status).toBe('passed');
    expect(judge(front, true)).toMatchObject({
      status: 'failed',
      code: 'document_unverified_other',
      reason: REASONS.specimen,
    });
    expect(judge(front, false).insights).toContainEqual(
      expect.objectContaining({ signal: 'front.known_specimen', level: 'high' }),
    );
  });

  test('a number counts with its issuer only, a mark with any', () => {
    expect(judge(swedish(), true).status).toBe('passed');
    const marked = swedish([...PASSPORT_PRINT, ...printOf([0.7, 16, 'SPÉCIMEN'])]);
    expect(judge(marked, true)).toMatchObject({ status: 'failed', reason: REASONS.specimen });
    expect(judge(marked, false).status).toBe('passed');
  });

  test('people called Muster or Void are not specimens, nor is a word that begins like a mark', () => {
    expect(specimenMark(printOf([0, 0, 'MUSTER']), ['Muster', 'Hans'])).toBeNull();
    expect(specimenMark(printOf([0, 0, 'MUSTER']), ['Meier', 'Hans'])).toBe('MUSTER');
    expect(specimenMark(printOf([0, 0, 'MUSTERSTADT'], [0, 1, 'AVOID WATER']), [null])).toBeNull();
    expect(specimenMark([], ['Specimen', 'Sven'])).toBe('SPECIMEN');
  });

  test.each([
    ['SPECIMEN SIGNATURE'],
    ['Specimen signature of holder / Spécimen de la signature du titulaire'],
    ['Signature of bearer / Specimen'],
    ['ESPECIMEN DE FIRMA'],
    ['Unterschriftsmuster'],
    ['Signature of bearer /', 'Specimen'],
  ])('%s captions the place of a signature and marks nothing', (...rows) => {
    const lines = rows.map((row, i) => [0.05, 17 + i, row] as const);
    const front = swedish([...PASSPORT_PRINT, ...printOf(...lines)]);
    expect(judge(front, true).status).toBe('passed');
    expect(judge(front, true).insights).not.toContainEqual(
      expect.objectContaining({ signal: 'front.specimen' }),
    );
  });

  test.each([
    ['SPECIMEN', 'Signature of bearer'],
    ['SPECIMEN SPECIMEN', 'Specimen signature'],
    ['SPECIMEN SPECIMEN SIGNATURE'],
    ['Signature of bearer', 'SPECIMEN'],
  ])('%s beside %s is the mark of a specimen', (...rows) => {
    const lines = rows.map((row, i) => [0.05, 17 + i, row] as const);
    expect(judge(swedish([...PASSPORT_PRINT, ...printOf(...lines)]), true)).toMatchObject({
      status: 'failed',
      reason: REASONS.specimen,
    });
  });

  test('every published number is recognised, and only under its issuer', () => {
    for (const { issuer, number } of PUBLISHED_SPECIMENS) {
      expect(knownSpecimen(issuer, number)).not.toBeNull();
      if (!/^[A-Z]{0,3}0{5,}$/.test(number)) expect(knownSpecimen('NOR', number)).toBeNull();
    }
    expect(knownSpecimen('QAT', '00000000')).toMatch('nought');
  });
});

describe('dates', () => {
  const date = (iso: string) => {
    const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
    return { year, month, day };
  };
  const dates = (dob: string, issued: string, expires: string, type: DocumentFacts['type'] = 'passport') =>
    implausibleDates(
      { type, dob: date(dob), issued_date: date(issued), expiration_date: date(expires) },
      submittedAt,
    );

  test.each([
    ['1974-08-12', '2021-04-16', '2031-04-15', []],
    ['1974-08-12', '2021-04-16', '2031-12-15', []],
    ['2021-05-01', '2021-04-16', '2031-04-15', ['issued before birth']],
    ['1974-08-12', '2027-04-16', '2031-04-15', ['issued in the future']],
    ['1974-08-12', '2026-11-23', '2031-04-15', []],
    ['1974-08-12', '2021-04-16', '2019-04-15', ['expired before issue']],
    ['1974-08-12', '2021-04-16', '2041-04-15', ['ends too far ahead', 'valid for too long']],
    ['1974-08-12', '2016-04-16', '2036-04-15', ['valid for too long']],
    ['1974-08-12', '2028-04-16', '2028-04-16', ['issued in the future', 'expired before issue']],
    ['1901-08-12', '2021-04-16', '2031-04-15', ['born more than 123 years ago']],
  ])('born %s, issued %s, valid until %s: %j', (dob, issued, expires, expected) => {
    expect(dates(dob, issued, expires)).toEqual(expected);
  });

  test('a card whose date of issue was not read ends eleven years ahead at most; other documents tell more', () => {
    const ends = (expires: string, type: DocumentFacts['type']) =>
      implausibleDates(
        { type, dob: date('1974-08-12'), issued_date: null, expiration_date: date(expires) },
        submittedAt,
      );
    expect(ends('2037-09-15', 'id_card')).toEqual([]);
    expect(ends('2038-02-15', 'id_card')).toEqual(['ends too far ahead']);
    expect(ends('2038-02-15', 'driving_license')).toEqual([]);
    expect(dates('1974-08-12', '2024-08-12', '2039-08-11', 'id_card')).toEqual([]);
  });

  test('a card without an end is valid for as long as it likes, and no child drives', () => {
    expect(dates('1940-08-12', '2021-04-16', '9999-01-01', 'id_card')).toEqual([]);
    expect(dates('2010-08-12', '2021-04-16', '2031-04-15', 'driving_license')).toEqual([
      'licensed as a child',
    ]);
  });

  test('dates in their order, within the limits, never contradict, whichever were read', () => {
    const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2008-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 15, max: 18 }),
        fc.integer({ min: 1, max: 10 }),
        fc.nat(7),
        (born, age, valid, keep) => {
          const iso = (years: number) =>
            date(`${born.getUTCFullYear() + years}${born.toISOString().slice(4, 10)}`);
          const facts = {
            type: 'driving_license' as const,
            dob: keep & 1 ? iso(0) : null,
            issued_date: keep & 2 ? iso(age) : null,
            expiration_date: keep & 4 ? iso(age + valid) : null,
          };
          expect(implausibleDates(facts, submittedAt)).toEqual([]);
        },
      ),
    );
  });
});

test('number formats judge issuers that they know', () => {
  expect(numberFormat('DE', 'passport', 'C01X00T47')).toMatchObject({ fits: true });
  expect(numberFormat('DE', 'passport', 'A01X00T47')).toMatchObject({ fits: false });
  expect(numberFormat('FR', 'passport', '17FV05238')).toMatchObject({ fits: true });
  expect(numberFormat('ZZ', 'passport', '1')).toBeNull();
});

test('a document that was not recognised is still looked at for marks', () => {
  const front = sideOf({ print: printOf([0.1, 0, 'MUESTRA']) });
  const { claim, insights } = evaluateAuthenticity({ front, back: null }, null, {
    livemode: true,
    submittedAt,
  });
  expect(claim).toMatchObject({ status: 'not_shown', reason: REASONS.specimen });
  expect(insights[0]).toMatchObject({ signal: 'front.specimen', level: 'high' });
});

describe('traces on the picture', () => {
  const traced = (authenticity: Partial<MeasuredAuthenticity>) =>
    sideOf({
      mrz: mrzOf('TD3', PASSPORT_LINES),
      print: PASSPORT_PRINT,
      authenticity: { ...NOTHING_SUSPICIOUS, ...authenticity },
    });

  test.each([
    ['a grey copy', { colour: 0.02 }, REASONS.greyCopy],
    ['a display', { grid: { tiles: 16, luma: 3, chroma: 2.5 } }, REASONS.display],
    ['a pasted portrait', { history: { frequencies: 9, portrait: -0.2, elsewhere: 0.3 } }, REASONS.retouched],
  ])('%s is refused', (_what, authenticity, reason) => {
    expect(judge(traced(authenticity), false)).toMatchObject({
      status: 'failed',
      code: 'document_unverified_other',
      reason,
    });
  });

  test.each([
    ['colour', { colour: 0.06 }, 'elevated'],
    ['display_colours', { grid: { tiles: 16, luma: 0.5, chroma: 3 } }, 'high'],
    ['pasted_portrait', { history: { frequencies: 9, portrait: -0.1, elsewhere: 0.05 } }, 'high'],
    ['portrait_noise', { portraitNoise: -9 }, 'high'],
    ['print_baseline', { print: { lines: 1, baseline: 1, ink: 0, noiseGap: null } }, 'high'],
    ['print_ink', { print: { lines: 1, baseline: 0, ink: 1, noiseGap: null } }, 'high'],
    ['print_noise', { print: { lines: 1, baseline: 0, ink: 0, noiseGap: 9 } }, 'high'],
    ['copied_digits', { copied: 4 }, 'high'],
  ])('%s only flags', (signal, authenticity, level) => {
    const verdict = judge(traced(authenticity), false);
    expect(verdict.status).toBe('passed');
    expect(verdict.insights).toContainEqual(expect.objectContaining({ signal: `front.${signal}`, level }));
  });

  test('signals that a picture does not show say nothing, but for those without which a copy is not told', () => {
    const verdict = judge(
      traced({ history: null, portraitNoise: null, print: null, copied: null, noise: null }),
      false,
    );
    expect(verdict.status).toBe('passed');
    expect(judge(traced({ colour: null }), false)).toMatchObject({ reason: REASONS.untold });
    expect(judge(traced({ grid: null }), false)).toMatchObject({ reason: REASONS.untold });
  });

  test('a back in black is a back', () => {
    const back = sideOf({ authenticity: { ...NOTHING_SUSPICIOUS, colour: 0 } });
    const judged = evaluateAuthenticity({ front: traced({}), back }, null, { livemode: false, submittedAt });
    expect(judged.claim.status).toBe('shown');
    expect(judged.insights).toContainEqual(
      expect.objectContaining({ signal: 'back.colour', level: 'elevated' }),
    );
    const barcodes = [{ format: 'PDF417', text: '@', foundBy: 'picture' }] as const;
    const swapped = { front: { ...back, barcodes }, back: traced({}) } as unknown as DocumentMeasurement;
    expect(evaluateAuthenticity(swapped, null, { livemode: false, submittedAt }).claim.status).toBe('shown');
    const grey = { front: back, back: null };
    expect(evaluateAuthenticity(grey, null, { livemode: false, submittedAt }).claim).toMatchObject({
      reason: REASONS.greyCopy,
    });
  });
});
