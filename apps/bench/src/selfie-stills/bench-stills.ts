import { PRESENTATION } from '@idem/checks/liveness/thresholds';
import { OperatorError } from '@idem/stack/operator-error';
import type { SelfieDeps, SelfiePart } from '../selfie/selfie-part.js';
import { livenessStills, photographs, specimenSelfies } from './collect-stills.js';
import { describeFit } from './fit-presentation.js';
import { measureStill } from './measure-still.js';
import { withPassiveModel } from './passive-model.js';
import { simulateAttacks } from './simulate-attacks.js';
import type { FoundStill, Still, StillRow } from './still.js';
import { describeAreas, describeErrors, describeTime, describeTraces } from './summarise-stills.js';

/** Live pictures and attacks, each a single picture. */
export const stillsPart: SelfiePart = {
  name: 'stills',
  chosenBy: 'liveness',
  summary: 'Tells live pictures from prints, screens and face swaps, one picture at a time',
  options: {
    liveness: {
      type: 'string',
      value: 'DIR',
      help: 'the folder with the pictures and manifest.json (file, live, kind)',
    },
    faces: {
      type: 'string',
      value: 'DIR',
      help: 'the folder with the pictures and manifest.json (identity, file)',
    },
    calibrate: {
      type: 'boolean',
      help: 'tells of the people that thresholds are chosen on, and of nobody else',
    },
    simulate: { type: 'string', value: 'N', help: 'attacks made of each live picture, of each kind (1)' },
    'passive-model': {
      type: 'string',
      value: 'FILE',
      help: 'the .pth file of minifasnet-v2, to measure it too',
    },
    'stills-fit': { type: 'boolean', help: 'also fits the weights of the score of a print or a screen' },
  },
  run: async (deps, { text, path, count, has }) => {
    const folder = text('liveness');
    if (folder === undefined) throw new OperatorError('--liveness names the folder with manifest.json.');
    const weights = text('passive-model');
    const models = weights === undefined ? deps.models : await withPassiveModel(deps.models, path(weights));
    const measure = (stills: readonly Still[], what: string) => measureAll({ ...deps, models }, stills, what);
    const labelled = await measure(await livenessStills(path(folder)), 'labelled pictures');
    const people = text('faces');
    const all = await measure(
      people === undefined ? [] : await photographs(path(people), { calibration: has('calibrate') }),
      'photographs',
    );
    const taken = wideOnly(all);
    const live = [...labelled.found.filter(isWide), ...taken.found].filter((still) => still.live);
    const soft = has('calibrate') ? await measure(await specimenSelfies(), 'selfies of the tests') : NOTHING;
    const made = await simulated({ ...deps, models }, live, {
      variants: count('simulate') ?? 1,
      odd: !has('calibrate'),
    });
    const rows = [...labelled.rows, ...taken.rows, ...soft.rows, ...made];
    const lines = [
      `    ${labelled.rows.length} labelled pictures, ${taken.rows.length} photographs of people ${has('calibrate') ? 'used' : 'not used'} to choose thresholds, ${made.length} made of those (synthetic)`,
      `    left out: ${all.rows.length - taken.rows.length} photographs with faces below ${PRESENTATION.minWidth} px, no selfies by their size`,
      ...[...labelled.faults, ...all.faults].map((fault) => `      ${fault}`),
      '',
      `    Prints and screens, refused from a score of ${PRESENTATION.classical.refuse}, with the model of ${PRESENTATION.withPassive.refuse}, faces of ${PRESENTATION.minWidth} px and more`,
      ...describeErrors(rows),
      '',
      '    Area under the ROC curve of each signal against all live pictures',
      ...describeAreas(rows),
      '',
      '    Faces of another origin than their surroundings',
      ...describeTraces(rows),
      '',
      describeTime(rows),
      ...(has('stills-fit') ? describeFit(labelled.rows, [...taken.rows, ...soft.rows, ...made]) : []),
    ];
    return { heading: 'Selfies: single pictures', lines, json: { folder, rows } };
  },
};

interface Measured {
  readonly rows: StillRow[];
  readonly found: FoundStill[];
  readonly faults: string[];
}

const NOTHING: Measured = { rows: [], found: [], faults: [] };

const isWide = ({ face }: FoundStill): boolean => face.right - face.left >= PRESENTATION.minWidth;

function wideOnly({ rows, found }: Measured): Pick<Measured, 'rows' | 'found'> {
  return { rows: rows.filter((_, i) => isWide(found[i]!)), found: found.filter(isWide) };
}

/** Attacks made of live pictures, measured. Seeds are odd for reporting and even for choosing thresholds. */
async function simulated(
  { models, progress }: Pick<SelfieDeps, 'models' | 'progress'>,
  live: readonly FoundStill[],
  { variants, odd }: { readonly variants: number; readonly odd: boolean },
): Promise<StillRow[]> {
  const rows: StillRow[] = [];
  await progress.step(`Make and measure attacks of ${live.length} pictures`, async (step) => {
    for (let index = 0; index < live.length * variants; index++) {
      const still = live[index % live.length]!;
      const donor = live[(index * 7 + 1) % live.length];
      step.detail(still.name);
      const stills = await simulateAttacks(
        still,
        donor === still ? undefined : donor,
        2 * index + (odd ? 1 : 2),
      );
      for (const made of stills) {
        const seen = await measureStill(models, made);
        if (typeof seen !== 'string') rows.push(seen.row);
      }
    }
  });
  return rows;
}

async function measureAll(
  { models, progress }: Pick<SelfieDeps, 'models' | 'progress'>,
  stills: readonly Still[],
  what: string,
): Promise<Measured> {
  const measured: Measured = { rows: [], found: [], faults: [] };
  if (stills.length === 0) return measured;
  return progress.step(`Measure ${stills.length} ${what}`, async (step) => {
    for (const still of stills) {
      step.detail(still.name);
      const seen = await measureStill(models, still);
      if (typeof seen === 'string') measured.faults.push(`${still.name}: ${seen}`);
      else {
        measured.rows.push(seen.row);
        measured.found.push(seen.found);
      }
    }
    return measured;
  });
}
