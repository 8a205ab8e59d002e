import { type AnsweredChallenge, type ChallengeStep, stepsOf } from '@idem/domain';
import { describe, expect, test } from '@jest/globals';
import { evaluate } from './evaluate.js';
import { UncalibratedFaceModelError } from './judge-continuity.js';
import { livingAnswer } from './measurement.fixture.js';
import type { FrameFace, FrameMeasurement } from './measurement.js';

type Change = (frame: FrameMeasurement, i: number) => Partial<FrameMeasurement>;
const steps = stepsOf(livingAnswer().answer.nonce);
const at = (step: ChallengeStep) => 2 * steps.indexOf(step) + 1;
const face =
  (step: ChallengeStep, change: Partial<FrameFace>): Change =>
  (frame, i) =>
    i === at(step) && frame.face ? { face: { ...frame.face, ...change } } : {};
const everyFace =
  (change: Partial<FrameFace>): Change =>
  (frame) =>
    frame.face ? { face: { ...frame.face, ...change } } : {};

test('a living person passes, and the report says that there was a challenge', () => {
  const verdict = evaluate(livingAnswer());
  expect(verdict).toMatchObject({ status: 'passed', facts: {} });
  expect(verdict.insights[0]).toMatchObject({ signal: 'active_challenge', level: 'low' });
  const levels = verdict.insights.filter(({ level }) => level !== 'low').map(({ signal }) => signal);
  // No passive model was installed: said, not passed over.
  expect(levels).toEqual(['challenge.passive_liveness']);
});

describe('fails', () => {
  const rows: readonly [what: string, signal: string, reason: RegExp, change: Change][] = [
    ['no face on a picture', 'faces', /whole head/, (_, i) => (i === 3 ? { face: null, faces: [] } : {})],
    [
      'a second face',
      'faces',
      /more than one face/,
      (_, i) =>
        i === 3
          ? {
              faces: [
                { size: 240, score: 0.9 },
                { size: 200, score: 0.8 },
              ],
            }
          : {},
    ],
    ['the same file twice', 'copies', /the same/, (_, i) => (i > 5 ? { exact: 'f'.repeat(64) } : {})],
    ['one exposure over and over', 'copies', /the same/, (_, i) => (i > 0 ? { sharedNoise: 0.7 } : {})],
    ['a head that hardly turns', 'turn', /far enough/, face('left', { yaw: 15 })],
    ['a turn to the other side', 'turn', /own left/, face('left', { yaw: -25 })],
    ['a mirrored picture', 'turn', /own left/, face('right', { yaw: 25 })],
    ['eyes elsewhere', 'turn', /straight/, face('blink', { yaw: 24 })],
    ['a nose that stays on its line', 'parallax', /photograph/, face('right', { noseOffset: -0.02 })],
    ['a nose that goes the wrong way', 'parallax', /photograph/, face('left', { noseOffset: -0.2 })],
    ['the straight picture seen aslant', 'flatness', /photograph/, face('left', { planarCorrelation: 0.7 })],
    ['another person', 'identity', /same person/, face('left', { previousSimilarity: 0.1 })],
    ['a look-alike a moment later', 'identity', /same person/, face('left', { previousSimilarity: 0.44 })],
    ['a look-alike of the selfie', 'identity', /same person/, face('left', { selfieSimilarity: 0.34 })],
    ['somebody else than on the selfie', 'identity', /same person/, everyFace({ selfieSimilarity: 0.05 })],
    ['another place', 'background', /surroundings/, (_, i) => (i === 4 ? { backgroundDifference: 80 } : {})],
    ['eyes that stay open', 'blink', /closed/, face('blink', { openness: 0.31 })],
  ];
  test.each(rows)('%s', (_, signal, reason, change) => {
    const verdict = evaluate(livingAnswer(change));
    expect(verdict).toMatchObject({ status: 'failed', code: 'selfie_unverified_other' });
    expect(verdict.status === 'failed' && verdict.reason).toMatch(reason);
    expect(verdict.insights).toContainEqual(
      expect.objectContaining({ signal: `challenge.${signal}`, level: 'high' }),
    );
    expect(verdict.insights[0]).toMatchObject({ signal: 'active_challenge', level: 'high' });
  });

  const formal: readonly [string, (answer: AnsweredChallenge) => Partial<AnsweredChallenge>][] = [
    ['wrong_nonce', () => ({ nonce: '0'.repeat(64) })],
    ['stale', ({ challenge }) => ({ answeredAtMs: challenge.lifetimeMs + 1 })],
    ['order', ({ frames }) => ({ frames: frames.toReversed() })],
  ];
  test.each(formal)('%s, before any picture is judged', (fault, change) => {
    const living = livingAnswer();
    const verdict = evaluate({ ...living, answer: { ...living.answer, ...change(living.answer) } });
    expect(verdict).toMatchObject({ status: 'failed', code: 'selfie_unverified_other' });
    expect(verdict.insights).toContainEqual(
      expect.objectContaining({ signal: 'challenge.sequence', note: fault }),
    );
  });
});

describe('pictures of earlier submissions', () => {
  const earlier = (exact: number, near: number) =>
    Array.from({ length: 8 }, (_, i) => ({ exact: i < exact ? 1 : 0, nearest: i < near ? 3 : null }));

  test('one as it was is manipulation', () => {
    expect(evaluate(livingAnswer(), { earlierFrames: earlier(1, 1) })).toMatchObject({
      status: 'failed',
      code: 'selfie_manipulated',
    });
  });

  test('many that are nearly so are not accepted, few are told', () => {
    expect(evaluate(livingAnswer(), { earlierFrames: earlier(0, 5) })).toMatchObject({
      status: 'failed',
      code: 'selfie_unverified_other',
    });
    const few = evaluate(livingAnswer(), { earlierFrames: earlier(0, 2) });
    expect(few.status).toBe('passed');
    expect(few.insights).toContainEqual(
      expect.objectContaining({ signal: 'challenge.seen_before', level: 'elevated', score: 2 }),
    );
  });
});

describe('what is told and does not decide', () => {
  test('a virtual camera, the fifth challenge, surroundings that change a little', () => {
    const living = livingAnswer((_, i) => (i === 4 ? { backgroundDifference: 30 } : {}));
    const { frames, challenge } = living.answer;
    const verdict = evaluate({
      ...living,
      answer: {
        ...living.answer,
        challenge: { ...challenge, number: 5 },
        frames: frames.map((frame) => ({ ...frame, virtualCamera: true, camera: 'OBS Virtual Camera' })),
      },
    });
    expect(verdict.status).toBe('passed');
    for (const [signal, level] of [
      ['virtual_camera', 'high'],
      ['attempts', 'elevated'],
      ['background', 'elevated'],
    ]) {
      expect(verdict.insights).toContainEqual(
        expect.objectContaining({ signal: `challenge.${signal}`, level }),
      );
    }
  });

  test('surroundings that cannot be seen', () => {
    const verdict = evaluate(livingAnswer(() => ({ backgroundDifference: null })));
    expect(verdict.insights).toContainEqual(
      expect.objectContaining({ signal: 'challenge.background', score: null }),
    );
  });
});

test('a model without known limits is an error, its operator’s limit is used', () => {
  const living = livingAnswer();
  const own = (reject: number | null) => ({ ...living, faceModel: { id: 'ours', reject } });
  expect(() => evaluate(own(null))).toThrow(UncalibratedFaceModelError);
  expect(evaluate(own(0.5)).status).toBe('passed');
  expect(evaluate(own(0.9)).status).toBe('failed');
});
