import type { Models } from '@idem/vision/runtime/models';
import { type Duration, timed } from '../statistics/stopwatch.js';

/** Models that note how long each of them ran. */
export interface TimedModels {
  readonly models: Models;
  /** What ran since the last call, by model id. */
  take(): Readonly<Record<string, Duration & { readonly runs: number }>>;
}

export function timeModels(models: Models): TimedModels {
  let spent: Record<string, Duration & { readonly runs: number }> = {};
  return {
    models: {
      has: (id) => models.has(id),
      describe: (id) => models.describe(id),
      run: async (id, inputs) => {
        const { result, duration } = await timed(() => models.run(id, inputs));
        const { wall, cpu, runs } = spent[id] ?? { wall: 0, cpu: 0, runs: 0 };
        spent[id] = { wall: wall + duration.wall, cpu: cpu + duration.cpu, runs: runs + 1 };
        return result;
      },
    },
    take: () => {
      const taken = spent;
      spent = {};
      return taken;
    },
  };
}
