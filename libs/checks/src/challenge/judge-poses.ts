import type { ChallengeStep } from '@idem/domain';
import { type Finding, unverified } from './finding.js';
import type { PosedFrame } from './judge-faces.js';
import { FLAT, MIN_PARALLAX, POSE } from './thresholds.js';

/** The turns a person can be asked for, and the sign of the yaw that each has: a person's left is the picture's right. */
const TURNS = { left: 1, right: -1 } as const satisfies Partial<Record<ChallengeStep, number>>;

/** The straight picture, and of each turn the picture that turned the most, with how far. */
export interface Turns {
  readonly straight: PosedFrame;
  readonly turned: readonly {
    readonly frame: PosedFrame;
    /** Degrees from the straight picture, positive to the side that was asked for. */
    readonly degrees: number;
    readonly sign: 1 | -1;
  }[];
}

/** @throws when a step has no picture: the sequence is judged first. */
export function turnsOf(frames: readonly PosedFrame[]): Turns {
  const ofStep = (step: ChallengeStep) => frames.filter((frame) => frame.step === step);
  const straight = best(ofStep('front'), ({ face }) => -Math.abs(face.yaw));
  const turned = (['left', 'right'] as const).map((step) => {
    const sign = TURNS[step];
    const degrees = ({ face }: PosedFrame) => sign * (face.yaw - straight.face.yaw);
    const frame = best(ofStep(step), degrees);
    return { frame, degrees: degrees(frame), sign };
  });
  return { straight, turned };
}

function best(frames: readonly PosedFrame[], merit: (frame: PosedFrame) => number): PosedFrame {
  const [first] = frames.toSorted((p, q) => merit(q) - merit(p));
  if (!first) throw new Error('a step has no picture');
  return first;
}

/** Whether the head was held as each step asks. */
export function judgePoses(frames: readonly PosedFrame[], { straight, turned }: Turns): Finding {
  const least = Math.min(...turned.map(({ degrees }) => degrees));
  const insight = (level: 'low' | 'high') => ({ signal: 'challenge.turn', level, score: least });
  const fail = (reason: string): Finding => ({ insight: insight('high'), failure: unverified(reason) });
  const wrongWay = frames.some(({ step, face }) => {
    const turn = face.yaw - straight.face.yaw;
    return (step === 'left' || step === 'right') && TURNS[step] * turn < -POSE.maxWrongWay;
  });
  if (wrongWay) {
    return fail(
      'Your head was turned to the other side than the one that was asked for. Left means your own left.',
    );
  }
  const strayed = frames.some(
    ({ step, face }) => (step === 'front' || step === 'blink') && Math.abs(face.yaw) > POSE.maxStraight,
  );
  if (strayed) return fail('You did not look straight into the camera when it was asked for. Start again.');
  if (least < POSE.minTurn) {
    return fail(
      'Your head was not turned far enough. Turn it until your ear faces the camera, to either side.',
    );
  }
  return { insight: insight('low') };
}

/** Whether the nose wandered before the face as a nose does that stands out of it. */
export function judgeParallax({ straight, turned }: Turns): Finding {
  const signal = 'challenge.parallax';
  const least = Math.min(
    ...turned.map(({ frame, sign }) => sign * (frame.face.noseOffset - straight.face.noseOffset)),
  );
  if (least >= MIN_PARALLAX) return { insight: { signal, level: 'low', score: least } };
  return {
    insight: { signal, level: 'high', score: least, note: 'the face moved like a flat picture' },
    failure: unverified(FLATNESS),
  };
}

/** Whether a turned picture is the straight one seen aslant. */
export function judgeFlatness({ turned }: Turns): Finding {
  const signal = 'challenge.flatness';
  const most = Math.max(...turned.map(({ frame }) => frame.face.planarCorrelation ?? -1));
  if (most < FLAT.refuse) {
    return { insight: { signal, level: most < FLAT.suspect ? 'low' : 'elevated', score: most } };
  }
  return { insight: { signal, level: 'high', score: most }, failure: unverified(FLATNESS) };
}

const FLATNESS =
  'The pictures look like those of a photograph that is turned. Turn your head before the camera, in good light.';
