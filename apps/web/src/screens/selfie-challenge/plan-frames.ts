import type { ChallengeStep } from '@idem/domain';

/** When to take the pictures of one step, in ms since its instruction was shown. */
export interface FramePlan {
  readonly atMs: readonly number[];
  /** When the next instruction follows, in ms since this one was shown. */
  readonly lengthMs: number;
}

/** A person reads an instruction and begins to follow it in about this time. */
const REACTION_MS = 1200;

/** Closed eyes are soon open again, so that only pictures close to one another see them; a turn is held. */
const SHOTS: Readonly<Record<ChallengeStep, { readonly count: number; readonly everyMs: number }>> = {
  front: { count: 3, everyMs: 400 },
  left: { count: 3, everyMs: 500 },
  right: { count: 3, everyMs: 500 },
  blink: { count: 12, everyMs: 120 },
};

/** @param maxFrames pictures that one answer may hold in all, 6 at least */
export function planFrames(step: ChallengeStep, maxFrames: number): FramePlan {
  const { count, everyMs } = SHOTS[step];
  const all = Object.values(SHOTS).reduce((sum, shots) => sum + shots.count, 0);
  const allowed = Math.max(1, Math.floor(count * Math.min(1, maxFrames / all)));
  const atMs = Array.from({ length: allowed }, (_, i) => REACTION_MS + i * everyMs);
  return { atMs, lengthMs: REACTION_MS + allowed * everyMs };
}
