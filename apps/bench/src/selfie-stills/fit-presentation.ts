import { type PresentationFeatures, presentationFeatures } from '@idem/checks/liveness/score-presentation';
import { PRESENTATION } from '@idem/checks/liveness/thresholds';
import { type Example, fitLogistic, probability } from './fit-logistic.js';
import { isSwap, type StillRow } from './still.js';

/** How often a labelled picture counts: a simulation teaches what was thought of, a real attack what there is. */
const LABELLED_WEIGHT = 6;
/** Narrower faces than this (pixels) teach nothing. */
const MIN_WIDTH = 120;

/**
 * Fits the weights of `PRESENTATION` and tells what each labelled picture scores when it is left out.
 *
 * @param labelled pictures of the folder given with `--liveness`
 * @param others photographs and simulations
 */
export function describeFit(labelled: readonly StillRow[], others: readonly StillRow[]): readonly string[] {
  const lines: string[] = [];
  for (const withPassive of [false, true]) {
    const rows = (of: readonly StillRow[], weight: number) =>
      of
        .filter((row) => row.presentation.width >= MIN_WIDTH && !isSwap(row))
        .map((row) => ({ row, example: exampleOf(row, weight, withPassive) }));
    const own = rows(labelled, LABELLED_WEIGHT);
    if (withPassive && own.some(({ row }) => row.presentation.passive === null)) continue;
    const all = [...own, ...rows(others, 1)];
    const { bias, weights } = fitLogistic(all.map(({ example }) => example));
    lines.push(
      '',
      `    ${withPassive ? 'withPassive' : 'classical'}: bias ${bias.toFixed(2)}, ${NAMES.map((name, i) => `${name} ${weights[i]!.toFixed(2)}`).join(', ')}`,
      `    scores of labelled pictures, each left out of the fit; refused from ${PRESENTATION[withPassive ? 'withPassive' : 'classical'].refuse}`,
    );
    for (const { row, example } of own) {
      const rest = all.filter((other) => other.row !== row).map((other) => other.example);
      const score = probability(fitLogistic(rest), example.features);
      lines.push(
        `      ${row.kind.padEnd(18)}${row.live ? 'live  ' : 'attack'}${score.toFixed(2).padStart(6)}   ${row.name}`,
      );
    }
  }
  return lines;
}

const NAMES = [
  'blackLevel',
  'veil',
  'softness',
  'moire',
  'pixelGrid',
  'passive',
] as const satisfies readonly (keyof PresentationFeatures)[];

function exampleOf({ presentation, live }: StillRow, weight: number, withPassive: boolean): Example {
  const features = presentationFeatures(withPassive ? presentation : { ...presentation, passive: null });
  return { features: NAMES.map((name) => features[name]), attack: !live, weight };
}
