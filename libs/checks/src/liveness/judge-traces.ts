import type { FaceTraces } from '@idem/vision/stages/forensics/face-traces';
import type { Insight } from '../check.js';
import { MANIPULATION } from './thresholds.js';

/** The traces that count, in the order in which they are told. */
const COUNTED = ['history', 'ghost', 'grid'] as const;

export interface TracesVerdict {
  /** `high`: two traces agree that the face is of another origin, and the picture is refused. `elevated`: one says so. */
  readonly level: Insight['level'];
  /** Which ones. */
  readonly found: readonly (typeof COUNTED)[number][];
  /** How many could be measured at all, 0–3. */
  readonly measured: number;
}

/** Noise is measured for the record: blurred backgrounds make it differ on every second honest portrait. */
export function judgeTraces(traces: FaceTraces): TracesVerdict {
  const found = COUNTED.filter((name) => (traces[name] ?? 0) >= MANIPULATION[name]);
  const measured = COUNTED.filter((name) => traces[name] !== null).length;
  return { level: found.length >= 2 ? 'high' : found.length === 1 ? 'elevated' : 'low', found, measured };
}
