import { td3Lines } from '@idem/testing/documents/mrz-lines';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import type { PortraitFrame } from '@idem/vision/stages/portrait-frame/measure-portrait-frame';
import { describe, expect, test } from '@jest/globals';
import { evaluate } from './evaluate.js';
import {
  EU_LICENCE_PRINT,
  mrzOf,
  PASSPORT_LINES,
  PASSPORT_PRINT,
  PORTRAIT,
  printOf,
  sideOf,
} from './measurement.fixture.js';
import type { SeenSide, SideMeasurement } from './measurement.js';
import type { SeenFace } from './portrait/seen-faces.js';
import type { ClaimName } from './proof/claim.js';
import { REASONS } from './reasons.js';

const TD1 = [
  'I<UTOD610339913<<<<<<<<<<<<<<<',
  '7408122F3104150UTO<<<<<<<<<<<0',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
];
const zoneBack = sideOf({ mrz: mrzOf('TD1', TD1), aspect: 1.586 });
const CARD_PRINT = printOf(
  [0.3, 2, 'Surname / Nom'],
  [0.3, 3, 'ERIKSSON'],
  [0.3, 5, 'Given names / Prénoms'],
  [0.3, 6, 'ANNA MARIA'],
  [0.6, 1, 'D61033991'],
  [0.3, 8, 'Date of birth'],
  [0.3, 9, '12 08 1974'],
  [0.3, 11, 'Date of expiry'],
  [0.3, 12, '15 04 2031'],
);
const cardFront = (more: Partial<SeenSide> = {}) => sideOf({ print: CARD_PRINT, aspect: 1.586, ...more });
const passport = (more: Partial<SeenSide> = {}) =>
  sideOf({ mrz: mrzOf('TD3', PASSPORT_LINES), print: PASSPORT_PRINT, ...more });
const licence = (more: Partial<SeenSide> = {}) => sideOf({ print: EU_LICENCE_PRINT, aspect: 1.586, ...more });

function judge(front: SideMeasurement, back: SideMeasurement | null = null) {
  return evaluate(
    { front, back },
    { options: { document: {} }, livemode: false, submittedAt: new Date('2026-11-30T12:00:00Z') },
  );
}

/** The claims that a verdict misses. */
function missing(front: SideMeasurement, back: SideMeasurement | null = null): readonly string[] {
  const verdict = judge(front, back);
  expect(verdict.status).toBe('failed');
  return verdict.insights
    .filter(({ signal, level }) => signal.startsWith('proof.') && level === 'high')
    .map(({ signal }) => signal.slice('proof.'.length));
}

const only = (claim: ClaimName) => [claim];
const faces = (
  onPage: readonly SeenFace[],
  beside = 0,
  likeness: number | null = null,
  frame: PortraitFrame | null = null,
) => ({
  faces: { onPage, beside, frame, second: likeness === null ? null : { width: 0.4, likeness } },
});
const face = (more: Partial<SeenFace>): SeenFace => ({ ...PORTRAIT, ...more });

test('what passes carries every claim with its witness', () => {
  for (const verdict of [judge(passport()), judge(cardFront(), zoneBack), judge(licence())]) {
    expect(verdict.status).toBe('passed');
    const proof = verdict.insights.filter(({ signal }) => signal.startsWith('proof.'));
    expect(proof).toHaveLength(7);
    expect(proof.every(({ level, note }) => level === 'low' && note !== undefined)).toBe(true);
  }
});

describe('a card whose back has a valid zone, and as its front', () => {
  const bare = { print: [], ...faces([]) };
  test.each<[string, SeenSide, readonly string[]]>([
    ['a landscape', cardFront(bare), ['belongs_together', 'portrait', 'dates']],
    ['the back again', zoneBack, ['belongs_together', 'portrait', 'dates']],
    ['a pale card with a face', cardFront({ print: [] }), ['belongs_together', 'dates']],
    [
      'another card, too far away to be read',
      cardFront({ print: printOf([0.3, 2, 'B0UR6'], [0.3, 3, '/&']) }),
      ['belongs_together', 'dates'],
    ],
    [
      'a card with the name alone',
      cardFront({ print: printOf([0.3, 3, 'ERIKSSON'], [0.3, 6, 'ANNA MARIA']) }),
      ['belongs_together', 'dates'],
    ],
    ['the front without its face', cardFront(faces([])), only('portrait')],
    ['the front on a sheet of paper', cardFront({ aspect: 1.35 }), only('physical_document')],
  ])('%s', (_what, front, expected) => {
    expect(missing(front, zoneBack)).toEqual(expected);
  });

  test('a face on the side with the zone, or beside it, is a rival to the portrait', () => {
    expect(missing(cardFront(), { ...zoneBack, ...faces([face({})]) })).toEqual(only('portrait'));
    expect(missing({ ...zoneBack, ...faces([], 0.3) }, cardFront())).toEqual(only('portrait'));
  });
});

describe('a portrait', () => {
  test('is no face beside the document, nor one of a size to be taken for it', () => {
    expect(missing(passport(faces([PORTRAIT], 0.6 * PORTRAIT.width)))).toEqual(only('portrait'));
    expect(missing(passport(faces([PORTRAIT, face({ x: 0.7, width: 0.11 })])))).toEqual(only('portrait'));
    expect(judge(passport(faces([PORTRAIT, face({ x: 0.8, width: 0.07 })], 0.05))).status).toBe('passed');
  });

  test('shows the person of the page’s second portrait, where there is one', () => {
    expect(missing(passport(faces([PORTRAIT], 0, 0.29)))).toEqual(only('portrait'));
    expect(judge(passport(faces([PORTRAIT], 0, 0.3))).status).toBe('passed');
    expect(missing(cardFront(faces([PORTRAIT], 0, -0.02)), zoneBack)).toEqual(only('portrait'));
  });

  test('stands along the page: turned edges on all sides are those of a photograph that lies on it', () => {
    const framed = (turn: number, edge: number, along: number) =>
      passport(faces([PORTRAIT], 0, null, { turn, edge, along }));
    expect(judge(framed(-2.5, 0.95, 0.6))).toMatchObject({
      status: 'failed',
      reason: REASONS.portraitTurned,
    });
    expect(missing(framed(1.5, 0.85, 0.7))).toEqual(only('portrait'));
    for (const [turn, edge, along] of [
      [1, 1, 0.7],
      [4, 0.8, 0.4],
      [1.5, 1, 0.95],
    ] as const) {
      expect(judge(framed(turn, edge, along)).status).toBe('passed');
    }
  });

  test('a fault of the picture is told before two portraits that differ', () => {
    const side = passport(faces([PORTRAIT], 0, 0.1));
    expect(judge(side)).toMatchObject({ reason: REASONS.otherPortrait });
    const glaring = { ...side, quality: { ...side.quality, glare: 0.05 } };
    expect(judge(glaring)).toMatchObject({ status: 'failed', reason: REASONS.quality.glare });
  });

  test('that is missing is what the person is told of, and not the ground that is looked at around one', () => {
    const verdict = judge(passport({ ...faces([]), surface: null }));
    expect(verdict).toMatchObject({ status: 'failed', reason: REASONS.portraitMissing });
  });

  test('of a passport is none where another face was sent as its back', () => {
    expect(missing(passport(), sideOf({ print: [] }))).toEqual(only('portrait'));
    expect(judge(passport(), sideOf(faces([]))).status).toBe('passed');
  });

  test('stands in its place: above the zone of a passport, at the side of a card', () => {
    const beyond = face({ byZone: { along: 90, above: 33, width: 21 } });
    expect(missing(passport(faces([beyond])))).toEqual(only('portrait'));
    expect(missing(passport(faces([face({ byZone: { along: 15, above: 33, width: 45 } })])))).toEqual(
      only('portrait'),
    );
    expect(missing(licence(faces([face({ x: 0.8 })])))).toEqual(only('portrait'));
  });

  test('is no wider than portraits are: a large photograph that lies there covers more than the portrait', () => {
    for (const [width, status] of [
      [0.28, 'passed'],
      [0.29, 'failed'],
    ] as const) {
      expect(judge(cardFront(faces([face({ width })])), zoneBack).status).toBe(status);
      expect(judge(licence(faces([face({ width })]))).status).toBe(status);
    }
    const onPassport = (width: number) =>
      judge(passport(faces([face({ byZone: { along: 15, above: 33, width } })]))).status;
    expect([onPassport(27), onPassport(28)]).toEqual(['passed', 'failed']);
  });

  test('is missing where no face is', () => {
    expect(missing(licence(faces([])))).toEqual(only('portrait'));
  });
});

describe('dates', () => {
  const lines = (dates: { dateOfBirth?: string; dateOfExpiry?: string }) =>
    mrzOf(
      'TD3',
      td3Lines(
        {
          ...ERIKSSON,
          issuingState: 'UTO',
          nationality: 'UTO',
          documentNumber: 'L898902C3',
          dateOfExpiry: '2031-04-15',
          ...dates,
        },
        {},
      ),
    );
  const printed = (from: string, to: string | null) =>
    PASSPORT_PRINT.flatMap((line) =>
      line.text === from ? (to === null ? [] : [{ ...line, text: to }]) : [line],
    );

  test('a coded expiry that is not printed is not one', () => {
    expect(missing(passport({ print: printed('15 APR 2031', null) }))).toEqual(only('dates'));
  });

  test('a validity that no issuer gives', () => {
    const mrz = lines({ dateOfExpiry: '2041-04-15' });
    expect(missing(passport({ mrz, print: printed('15 APR 2031', '15 APR 2041') }))).toEqual(only('dates'));
  });

  test('a holder who is a child', () => {
    const mrz = lines({ dateOfBirth: '2025-08-12' });
    expect(missing(passport({ mrz, print: printed('12 AUG 1974', '12 AUG 2025') }))).toContain('dates');
  });
});
