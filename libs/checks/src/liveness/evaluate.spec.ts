import { describe, expect, test } from '@jest/globals';
import { GOOD_QUALITY } from '../selfie-quality/quality.fixture.js';
import { evaluate } from './evaluate.js';
import type { LivenessMeasurement } from './measurement.js';
import { GOOD_PRESENTATION } from './presentation.fixture.js';

type FaceMeasurement = NonNullable<LivenessMeasurement['face']>;

const good: FaceMeasurement = {
  quality: GOOD_QUALITY,
  presentation: GOOD_PRESENTATION,
  frame: 0.2,
  patch: { faceBlack: 20, surroundingBlack: 5, contour: 15 },
  traces: { ghost: 0.2, grid: 0.1, noise: 0.4, history: 0 },
  exposureCorrelation: 0.3,
  mirroredCorrelation: 0.2,
};

const shown = (signals: Partial<FaceMeasurement['presentation']['signals']>, width = 400) => ({
  presentation: {
    ...GOOD_PRESENTATION,
    width,
    signals: { ...GOOD_PRESENTATION.signals, ...signals },
  },
});

function judged(face: Partial<FaceMeasurement> | null, rest: Partial<LivenessMeasurement> = {}) {
  return evaluate({
    turns: 0,
    faces: face ? [{ size: 400, score: 0.9 }] : [],
    face: face && { ...good, ...face },
    documentHashDistance: 120,
    ...rest,
  });
}

function outcome(face: Partial<FaceMeasurement> | null, rest: Partial<LivenessMeasurement> = {}) {
  const verdict = judged(face, rest);
  return verdict.status === 'failed' ? `${verdict.code}: ${verdict.reason}` : 'passed';
}

describe('liveness evaluate', () => {
  test('a good selfie passes, and says which evidence is missing', () => {
    const verdict = judged({});
    expect(verdict.status).toBe('passed');
    for (const signal of ['active_challenge', 'passive_liveness']) {
      const insight = verdict.insights.find((i) => i.signal === signal);
      expect(insight).toMatchObject({
        level: 'elevated',
        score: null,
        note: expect.stringMatching(/^Not collected/),
      });
    }
  });

  test('a print before a head is refused, a foggy picture and hair before a wall are not', () => {
    const patch = (faceBlack: number, surroundingBlack: number, contour: number) => ({
      patch: { faceBlack, surroundingBlack, contour },
    });
    expect(outcome(patch(40, 10, 22))).toMatch(/^selfie_unverified_other: .* print held before a head/);
    expect(outcome(patch(51, 10, 0))).toMatch(/^selfie_unverified_other: .* print held before a head/);
    expect(outcome(patch(50, 10, 0))).toBe('passed');
    expect(outcome(patch(60, 40, 30))).toBe('passed');
    expect(outcome(patch(10, 0, 60))).toBe('passed');
    expect(judged(patch(51, 10, 0)).insights.find(({ signal }) => signal === 'patch')?.level).toBe('high');
  });

  test('a face inside a frame is refused, whatever else it shows', () => {
    expect(outcome({ frame: 0.7 })).toMatch(/^selfie_unverified_other: .* inside a frame/);
    expect(outcome({ frame: 0.69 })).toBe('passed');
    expect(judged({ frame: 0.7 }).insights.find(({ signal }) => signal === 'frame')?.level).toBe('high');
  });

  test('tells what it saw, and what it cannot see', () => {
    const signals = (face: Partial<FaceMeasurement> | null, rest: Partial<LivenessMeasurement> = {}) =>
      new Map(judged(face, rest).insights.map((insight) => [insight.signal, insight]));
    const alone = signals({});
    expect(alone.get('not_seen')?.note).toMatch(/^Not looked for: masks/);
    expect(alone.get('face')).toMatchObject({
      level: 'low',
      score: 440,
      note: expect.stringMatching(/42 %/),
    });
    expect(alone.get('faces')).toMatchObject({ level: 'low', score: 1 });
    expect(alone.has('orientation')).toBe(false);
    const others = (size: number) => ({
      turns: 1,
      faces: [
        { size: 400, score: 0.9 },
        { size, score: 0.9 },
      ],
    });
    expect(signals({}, others(100)).get('faces')).toMatchObject({ level: 'high', score: 2 });
    expect(signals({}, others(20)).get('faces')).toMatchObject({ level: 'elevated', score: 2 });
    expect(signals({}, others(20)).get('orientation')?.note).toMatch(/turned by 270°/);
    expect(signals({ quality: { ...good.quality, share: 0.1 } }).get('face')?.level).toBe('elevated');
    expect(signals(null).get('face')).toMatchObject({
      score: null,
      note: expect.stringMatching(/^Not measured: no face/),
    });
  });

  test('a face that cannot be judged can be retaken, and says how', () => {
    const dark = { quality: { ...good.quality, brightness: 20 } };
    expect(outcome(dark)).toMatch(/^selfie_unverified_other: .*dark/);
  });

  test('no face, and two faces of similar size', () => {
    expect(outcome(null)).toMatch(/^selfie_unverified_other: No face/);
    const pair = (size: number, score: number) => ({
      faces: [
        { size: 400, score: 0.9 },
        { size, score },
      ],
    });
    expect(outcome({}, pair(300, 0.9))).toMatch(/^selfie_unverified_other: There is more than one/);
    expect(outcome({}, pair(40, 0.9))).toMatch(/^selfie_unverified_other: There is more than one/);
    expect(outcome({}, pair(25, 0.9))).toBe('passed');
    expect(outcome({}, pair(300, 0.2))).toBe('passed');
  });

  test('copies of the document or of its portrait are manipulations', () => {
    expect(outcome({ exposureCorrelation: 0.95 })).toMatch(/^selfie_manipulated/);
    expect(outcome({ mirroredCorrelation: 0.95 })).toMatch(/^selfie_manipulated/);
    expect(outcome({ exposureCorrelation: 0.89, mirroredCorrelation: 0.89 })).toBe('passed');
    const insightOf = (change: Partial<FaceMeasurement>) =>
      judged(change).insights.find(({ signal }) => signal === 'copy_of_portrait');
    expect(insightOf({ mirroredCorrelation: 0.95 })).toMatchObject({
      level: 'high',
      score: 0.95,
      note: expect.stringMatching(/mirrored/),
    });
    expect(insightOf({ exposureCorrelation: null, mirroredCorrelation: null })).toMatchObject({
      level: 'elevated',
      note: expect.stringMatching(/^Not compared/),
    });
    expect(outcome({}, { documentHashDistance: 3 })).toMatch(/^selfie_manipulated/);
  });

  test('raised blacks, a grid, or weaker signs together are refused; one weak sign is an insight', () => {
    for (const signs of [
      { headBlack: 40 },
      { pixelGrid: 2 },
      { blackLevel: 70, headBlack: 28, sharpness: 1.2 },
    ]) {
      expect(outcome(shown(signs))).toMatch(/print or a screen/);
    }
    const verdict = judged(shown({ headBlack: 29, sharpness: 1.7 }));
    expect(verdict.status).toBe('passed');
    expect(verdict.insights).toContainEqual(
      expect.objectContaining({ signal: 'reproduction', level: 'elevated' }),
    );
    expect(outcome(shown({ blackLevel: 110 }))).toBe('passed');
    expect(outcome(shown({ sharpness: 0.8 }))).toBe('passed');
  });

  test('what cannot be decided on a small face is not accepted', () => {
    expect(outcome(shown({}, 189))).toMatch(/^selfie_unverified_other: .*closer/);
    expect(outcome(shown({}, 190))).toBe('passed');
    expect(outcome({ quality: { ...good.quality, width: 150 } })).toMatch(/closer/);
    expect(judged(shown({}, 150)).insights).toContainEqual(
      expect.objectContaining({
        signal: 'reproduction',
        level: 'elevated',
        note: expect.stringMatching(/^Not decided/),
      }),
    );
  });

  test('the passive model refuses only when it is sure', () => {
    const passive = (live: number) => ({
      presentation: { ...GOOD_PRESENTATION, passive: { model: 'minifasnet-v2', live } },
    });
    expect(outcome(passive(0.01))).toMatch(/print or a screen/);
    expect(outcome(passive(0.3))).toBe('passed');
    const { insights } = judged(passive(0.99));
    expect(insights).toContainEqual(
      expect.objectContaining({ signal: 'passive_liveness', level: 'low', score: 0.99 }),
    );
  });

  test('a face of another origin: two traces decide, one flags, none measured is said', () => {
    const traces = (change: Partial<FaceMeasurement['traces']>) => ({
      traces: { ...good.traces, ...change },
    });
    expect(outcome(traces({ history: 1.2, ghost: 0.9 }))).toMatch(/^selfie_manipulated: The face/);
    const manipulation = (change: Partial<FaceMeasurement>) => {
      const verdict = judged(change);
      expect(verdict.status).toBe('passed');
      return verdict.insights.find(({ signal }) => signal === 'manipulation');
    };
    expect(manipulation(traces({ history: 1.2 }))).toMatchObject({ level: 'elevated', score: 1 });
    expect(manipulation(traces({ noise: 4 }))).toMatchObject({ level: 'low', score: 0 });
    const unmeasured = manipulation({ traces: { ghost: null, grid: null, noise: null, history: null } });
    expect(unmeasured).toMatchObject({ level: 'elevated', score: null });
    expect(unmeasured?.note).toMatch(/^Not measured/);
  });
});
