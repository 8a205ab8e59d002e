import { AsyncLocalStorage } from 'node:async_hooks';
import type { MeasureDeps } from '@idem/checks/check';
import type { Models } from '@idem/vision/runtime/models';
import { type Duration, timed } from '../statistics/stopwatch.js';

export interface StageTime extends Duration {
  readonly runs: number;
}

/** What a check is handed, and what its parts took. */
export interface TimedStages {
  readonly deps: MeasureDeps;
  /**
   * What ran since the last call. A part within another one, and a model within a part, is named after both:
   * `text / pp-ocr-det`. Their time is in that of the whole too.
   */
  take(): Readonly<Record<string, StageTime>>;
}

/** Joins the names of a part and of what ran within it. */
export const WITHIN = ' / ';

/** Dependencies of a check that note how long each part of it, and each model within, takes. */
export function timeStages(models: Models): TimedStages {
  const outer = new AsyncLocalStorage<string>();
  let spent: Record<string, StageTime> = {};
  async function note<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const whole = outer.getStore();
    const path = whole === undefined ? name : whole + WITHIN + name;
    const { result, duration } = await outer.run(path, () => timed(work));
    const before = spent[path] ?? { wall: 0, cpu: 0, runs: 0 };
    spent[path] = {
      wall: before.wall + duration.wall,
      cpu: before.cpu + duration.cpu,
      runs: before.runs + 1,
    };
    return result;
  }
  return {
    deps: {
      models: {
        has: (id) => models.has(id),
        describe: (id) => models.describe(id),
        run: (id, inputs) => note(id, () => models.run(id, inputs)),
      },
      runStage: note,
    },
    take: () => {
      const taken = spent;
      spent = {};
      return taken;
    },
  };
}

/** What led from the bytes of a picture to its machine-readable zone: decoding, outline, reading. */
export function mrzPathOf(stages: Readonly<Record<string, StageTime>>): Duration {
  return sumOf(['decode', 'outline', 'mrz'].flatMap((name) => stages[name] ?? []));
}

/** The parts that lie in no other. */
export const outermost = (stages: Readonly<Record<string, StageTime>>): readonly Duration[] =>
  Object.entries(stages).flatMap(([name, time]) => (name.includes(WITHIN) ? [] : [time]));

/** All of them after one another. */
export function sumOf(durations: readonly Duration[]): Duration {
  return durations.reduce((sum, { wall, cpu }) => ({ wall: sum.wall + wall, cpu: sum.cpu + cpu }), {
    wall: 0,
    cpu: 0,
  });
}
