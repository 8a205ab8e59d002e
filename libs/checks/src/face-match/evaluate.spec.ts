import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GOOD_QUALITY } from '../selfie-quality/quality.fixture.js';
import { definition } from './definition.js';
import { evaluate } from './evaluate.js';
import type { FaceMatchMeasurement } from './measurement.js';
import { scoreOf, UncalibratedModelError } from './score.js';

const face = { width: 200, height: 260, score: 0.95, turns: 0 };
const own = { ...face, quality: GOOD_QUALITY, faces: [{ size: 260, score: 0.95 }] };
const models = { first: 'mobilefacenet', second: null };

function measured(
  comparison: Partial<NonNullable<FaceMatchMeasurement['comparison']>>,
): FaceMatchMeasurement {
  return {
    portrait: { ...face, slot: 'id_document_front' },
    selfie: own,
    comparison: { models, cosine: 0.7, secondCosine: null, calibration: null, ...comparison },
  };
}

function codeOf(measurement: FaceMatchMeasurement): string {
  const verdict = evaluate(measurement);
  return verdict.status === 'failed' ? verdict.code : 'passed';
}

describe('face-match evaluate', () => {
  test.each([
    [0.34, 'selfie_face_mismatch'],
    [0.35, 'selfie_unverified_other'],
    [0.449, 'selfie_unverified_other'],
    [0.45, 'passed'],
  ])('a cosine of %d of one model is %s', (cosine, expected) => {
    expect(codeOf(measured({ cosine }))).toBe(expected);
  });

  test.each([
    [0.3, 0.9, 'selfie_face_mismatch'],
    [0.4, 0.9, 'selfie_unverified_other'],
    [0.4, 0.92, 'passed'],
    [0.6, 0.85, 'selfie_face_mismatch'],
  ])('cosines of %d and %d of both models are %s', (cosine, secondCosine, expected) => {
    const both = { first: 'mobilefacenet', second: 'dlib-resnet' };
    expect(codeOf(measured({ models: both, cosine, secondCosine }))).toBe(expected);
  });

  test('a higher cosine never gives a worse verdict', () => {
    const rank = ['selfie_face_mismatch', 'selfie_unverified_other', 'passed'];
    const cosine = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(cosine, cosine, (p, q) => {
        const [low, high] = p < q ? [p, q] : [q, p];
        const rankOf = (value: number) => rank.indexOf(codeOf(measured({ cosine: value })));
        expect(rankOf(high)).toBeGreaterThanOrEqual(rankOf(low));
      }),
    );
  });

  test('a document without a portrait', () => {
    expect(codeOf({ ...measured({}), portrait: null, comparison: null })).toBe(
      'selfie_document_missing_photo',
    );
  });

  test('a selfie without a face, a face too small, a portrait too small', () => {
    expect(codeOf({ ...measured({}), selfie: null, comparison: null })).toBe('selfie_unverified_other');
    expect(codeOf({ ...measured({}), selfie: { ...own, quality: { ...GOOD_QUALITY, width: 150 } } })).toBe(
      'selfie_unverified_other',
    );
    const portrait = { ...face, width: 30, slot: 'id_document_front' as const };
    expect(codeOf({ ...measured({}), portrait })).toBe('selfie_unverified_other');
  });

  test('a face that can hardly be judged is no mismatch, and one of many is nobody’s', () => {
    const covered = { ...own, quality: { ...GOOD_QUALITY, lowerFaceColour: 60 } };
    const verdict = evaluate({ ...measured({ cosine: 0.1 }), selfie: covered });
    expect(verdict).toMatchObject({
      code: 'selfie_unverified_other',
      reason: expect.stringMatching(/covers your face/),
      insights: [{ signal: 'face_match', level: 'high' }],
    });
    expect(codeOf({ ...measured({ cosine: 0.9 }), selfie: covered })).toBe('passed');
    const beside = (size: number, cosine: number) =>
      evaluate({
        ...measured({ cosine }),
        selfie: { ...own, faces: [...own.faces, { size, score: 0.9 }] },
      });
    const alone = { code: 'selfie_unverified_other', reason: expect.stringMatching(/alone/) };
    expect(beside(200, 0.1)).toMatchObject(alone);
    // The large face is somebody else's: that is told, whoever stands behind.
    expect(beside(40, 0.1)).toMatchObject({ code: 'selfie_face_mismatch' });
    // A poster of the holder, and the sender small beside it.
    expect(beside(40, 0.9)).toMatchObject(alone);
    expect(beside(15, 0.9)).toMatchObject({ status: 'passed' });
  });

  test("an operator's model is judged by its own calibration, and not at all without one", () => {
    const own = { first: 'own-arcface', second: null };
    const calibration = { reject: 0.2, accept: 0.3 };
    expect(codeOf(measured({ models: own, cosine: 0.31, calibration }))).toBe('passed');
    expect(() => evaluate(measured({ models: own }))).toThrow(UncalibratedModelError);
  });

  test('says how sure it is, and only uses codes it has announced', () => {
    const verdict = evaluate(measured({ cosine: 0.4 }));
    expect(verdict.insights).toMatchObject([{ signal: 'face_match', level: 'elevated', score: 0.4 }]);
    expect(scoreOf({ models, cosine: 0.4, secondCosine: 0.95, calibration: null })).toBeCloseTo(0.7);
    expect(definition.codes[0]).toBe('selfie_unverified_other');
  });

  test('which portrait was the reference is told, and decides nothing by itself', () => {
    expect(evaluate(measured({})).insights.map(({ signal }) => signal)).toEqual(['face_match']);
    for (const [use, level] of [
      ['reference', 'low'],
      ['not_authentic', 'elevated'],
      ['absent', 'elevated'],
      ['undecodable', 'elevated'],
      ['no_face', 'elevated'],
    ] as const) {
      const verdict = evaluate({ ...measured({}), chip: { use, printed: null } });
      expect(verdict.status).toBe('passed');
      expect(verdict.insights).toContainEqual(
        expect.objectContaining({ signal: 'reference_portrait', level }),
      );
    }
  });

  test.each([
    [0.7, 'low'],
    [0.4, 'elevated'],
    [0.1, 'high'],
  ])(
    'a printed portrait that scores %d against the chip’s is flagged %s, and decides nothing',
    (cosine, level) => {
      const printed = { models, cosine, secondCosine: null, calibration: null };
      const verdict = evaluate({ ...measured({}), chip: { use: 'reference', printed } });
      expect(verdict.status).toBe('passed');
      expect(verdict.insights).toContainEqual(
        expect.objectContaining({ signal: 'portrait_swap', level, score: cosine }),
      );
    },
  );
});
