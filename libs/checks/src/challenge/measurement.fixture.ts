import { type ChallengeStep, stepsOf } from '@idem/domain';
import type { ChallengeMeasurement, FrameFace, FrameMeasurement } from './measurement.js';

/** What the straight and the turned head of a living person measure like. */
const FACES: Readonly<Record<ChallengeStep, Partial<FrameFace>>> = {
  front: { yaw: 1, planarCorrelation: 0.95 },
  left: { yaw: 28, noseOffset: 0.16 },
  right: { yaw: -26, noseOffset: -0.14 },
  blink: { yaw: -2, openness: 0.18, planarCorrelation: 0.8 },
};

const NONCE = 'c0ffee'.padEnd(64, '0123456789abcdef');

/** An answer of a living person to a challenge: two pictures a step, the second one as the step wants it. */
export function livingAnswer(
  change: (frame: FrameMeasurement, i: number) => Partial<FrameMeasurement> = () => ({}),
) {
  const steps = stepsOf(NONCE).flatMap((step) => [step, step]);
  const measurement: ChallengeMeasurement = {
    answer: {
      challenge: { nonce: NONCE, number: 1, lifetimeMs: 120_000 },
      nonce: NONCE,
      answeredAtMs: 9_500,
      frames: steps.map((step, i) => ({
        step,
        capturedAtMs: 1_000 * (i + 1),
        uploadedAtMs: 1_000 * (i + 1) + 400,
        virtualCamera: false,
        camera: null,
      })),
    },
    faceModel: { id: 'mobilefacenet', reject: 0.35 },
    frames: steps.map((step, i) => {
      const acted = i % 2 === 1;
      const frame: FrameMeasurement = {
        exact: String(i).padStart(64, '0'),
        faces: [{ size: 240, score: 0.9 }],
        face: {
          yaw: 0,
          openness: 0.32,
          noseOffset: 0.01,
          planarCorrelation: 0.2,
          selfieSimilarity: 0.75,
          previousSimilarity: i === 0 ? null : 0.8,
          passive: null,
          ...(acted ? FACES[step] : {}),
        },
        backgroundDifference: i === 0 ? null : 6,
        sharedNoise: i === 0 ? null : 0.05,
      };
      return { ...frame, ...change(frame, i) };
    }),
  };
  return measurement;
}
