import type { ChallengeStep } from '@idem/domain';
import type { SeededRandom } from '../../random.js';
import type { HeadPosture } from './pose-head.js';

/** One moment of a person following instructions. */
export interface ActedMoment {
  readonly step: ChallengeStep;
  /** Milliseconds since the instructions came. */
  readonly atMs: number;
  readonly posture: HeadPosture;
}

/** How each step is acted: yaw in degrees and closure of the eyes, picture by picture. */
const MOMENTS: Readonly<Record<ChallengeStep, readonly { readonly yaw: number; readonly closed: number }[]>> =
  {
    front: [
      { yaw: 0, closed: 0 },
      { yaw: 0, closed: 0 },
    ],
    left: [
      { yaw: 14, closed: 0 },
      { yaw: 26, closed: 0 },
      { yaw: 34, closed: 0 },
    ],
    right: [
      { yaw: -14, closed: 0 },
      { yaw: -26, closed: 0 },
      { yaw: -34, closed: 0 },
    ],
    blink: [
      { yaw: 0, closed: 0 },
      { yaw: 0, closed: 1 },
      { yaw: 0, closed: 0.1 },
    ],
  };

/** A person who carries out the steps in this order, never quite the same way. */
export function actSteps(steps: readonly ChallengeStep[], random: SeededRandom): readonly ActedMoment[] {
  let atMs = random.between(500, 1_200);
  const moments: ActedMoment[] = [];
  for (const step of steps) {
    for (const { yaw, closed } of MOMENTS[step]) {
      moments.push({
        step,
        atMs: Math.round(atMs),
        posture: {
          yaw: yaw + random.normal() * 2,
          pitch: random.normal() * 1.5,
          roll: random.normal() * 1.2,
          closed: Math.max(0, Math.min(1, closed)),
          shift: [random.normal() * 2, random.normal() * 2],
        },
      });
      atMs += random.between(220, 420);
    }
    atMs += random.between(350, 900);
  }
  return moments;
}
