import type { PictureResult } from './bench-picture.js';

const duration = (ms: number) => ({ wall: ms, cpu: ms / 2 });

/** A passport read right, with whatever is to be different. */
export const pictureResult = (override: Partial<PictureResult> = {}): PictureResult => ({
  file: 'a.png',
  unmeasured: null,
  legible: true,
  note: '',
  format: 'TD3',
  lines: [],
  valid: true,
  exact: true,
  fields: {},
  verdict: { status: 'passed' },
  ms: {
    check: duration(100),
    evaluate: duration(4),
    mrzPath: duration(30),
    stages: {
      'mrz / reader': { ...duration(20), runs: 2 },
      mrz: { ...duration(30), runs: 1 },
      text: { ...duration(60), runs: 1 },
    },
  },
  printedLines: 0,
  ...override,
});
