/** How long a picture has been good; null while it is not. */
export interface ShutterState {
  readonly goodSinceMs: number | null;
  /** Pictures in a row that were not good. */
  readonly bad: number;
}

export const IDLE: ShutterState = { goodSinceMs: null, bad: 0 };

/** One bad picture among good ones is noise, two are a movement. */
const ALLOWED_BAD = 1;

/**
 * The automatic shutter: takes the picture once it has been good for `holdMs`.
 *
 * @param input.hint `hold` of a picture that is good
 * @returns the next state, the share of the hold that has passed, and whether to take the picture now
 */
export function runShutter(
  state: ShutterState,
  { hint, nowMs, holdMs }: { readonly hint: string; readonly nowMs: number; readonly holdMs: number },
): { readonly state: ShutterState; readonly held: number; readonly take: boolean } {
  if (hint !== 'hold') {
    const bad = state.bad + 1;
    const goodSinceMs = bad > ALLOWED_BAD ? null : state.goodSinceMs;
    return { state: { goodSinceMs, bad }, held: 0, take: false };
  }
  const goodSinceMs = state.goodSinceMs ?? nowMs;
  const held = Math.min(1, (nowMs - goodSinceMs) / holdMs);
  return { state: { goodSinceMs, bad: 0 }, held, take: held >= 1 };
}
