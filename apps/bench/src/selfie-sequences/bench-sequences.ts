import type { SelfiePart } from '../selfie/selfie-part.js';
import { describeShare, share } from '../statistics/share.js';
import { seedsOf } from './plan-sequences.js';
import { runSequences, type SequenceRow } from './run-sequences.js';

/** Synthetic answers to a challenge: how many genuine ones are refused, how many attacks accepted. */
export const sequencesPart: SelfiePart = {
  name: 'sequences',
  chosenBy: 'sequences',
  summary: 'Judges synthetic answers to the active challenge, genuine ones and attacks',
  options: {
    sequences: { type: 'string', value: 'N', help: 'how many of each kind to render' },
    seed: { type: 'string', value: 'S', help: 'the first seed, 1 unless given' },
    develop: { type: 'boolean', help: 'even seeds and other people, on which limits are set' },
  },
  run: async ({ models, progress }, { count, has }) => {
    const develop = has('develop');
    const seeds = seedsOf(count('sequences') ?? 1, count('seed') ?? 1, develop);
    const rows = await progress.step(`Render and judge ${seeds.length} of each kind`, async (step) => {
      const judged: SequenceRow[] = [];
      for (const seed of seeds) {
        step.detail(`seed ${seed}`);
        judged.push(...(await runSequences(models, seed)));
      }
      return judged;
    });
    const people = develop ? 'of three people, on which limits were set' : 'of three other people';
    return {
      heading: `Active challenge, synthetic: ${seeds.length} of each kind, rendered from photographs ${people}`,
      lines: describeRows(rows),
      json: { seeds, develop, rows },
    };
  },
};

/** One line a kind: how many were judged wrongly, and what spoke against it. */
export function describeRows(rows: readonly SequenceRow[]): readonly string[] {
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const genuine = kind === 'genuine';
    const wrong = share(own, ({ passed }) => passed !== genuine);
    const against = [...new Set(own.flatMap((row) => row.against))].map((signal) =>
      signal.replace('challenge.', ''),
    );
    const name = `${genuine ? 'BPCER' : 'APCER'} ${kind}`.padEnd(30);
    return `    ${name}${describeShare(wrong)}${against.length > 0 ? `   ${against.join(', ')}` : ''}`;
  });
}
