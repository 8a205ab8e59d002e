/** Shortest time a hint stays on the screen, in ms: text that flickers cannot be read, nor read out. */
export const SHOWN_MS = 1500;

export interface ShownHint<Hint extends string> {
  readonly hint: Hint;
  readonly sinceMs: number;
}

/** `hold` and what ends it are shown at once: they say what the shutter is about to do. */
export function stabiliseHint<Hint extends string>(
  shown: ShownHint<Hint> | null,
  hint: Hint,
  nowMs: number,
): ShownHint<Hint> {
  if (shown === null) return { hint, sinceMs: nowMs };
  if (shown.hint === hint) return shown;
  const urgent = hint === 'hold' || shown.hint === 'hold';
  return urgent || nowMs - shown.sinceMs >= SHOWN_MS ? { hint, sinceMs: nowMs } : shown;
}
