import { compareTemplates, type FaceTemplate } from '@idem/checks/face-match/face-template';
import type { FaceComparison } from '@idem/checks/face-match/measurement';
import { scoreOf, zonesOf } from '@idem/checks/face-match/score';
import { OperatorError } from '@idem/stack/operator-error';
import type { Models } from '@idem/vision/runtime/models';
import { type FaceLabel, readFaceLabels } from '../read-labels.js';
import type { SelfieDeps, SelfiePart } from '../selfie-part.js';
import { usedForCalibration } from './calibration-people.js';
import { judgePortraits, PORTRAIT_WIDTHS, takePortrait } from './compare-portraits.js';
import { compareRivals } from './compare-rivals.js';
import { type Sample, scorePairs } from './form-pairs.js';
import { judgePairs } from './judge-pairs.js';
import { describeRocs, describeZones } from './print-pairs.js';
import { simulatePortrait } from './simulate-portrait.js';
import { type FaceSample, takeSample } from './take-samples.js';

/** All pairs of a folder of people: one person or two? */
export const pairsPart: SelfiePart = {
  name: 'pairs',
  chosenBy: 'faces',
  summary: 'Compares all faces of a folder with each other, and with simulated portraits of documents',
  options: {
    faces: { type: 'string', value: 'DIR', help: 'pictures of people and manifest.json (identity, file)' },
    compare: { type: 'boolean', help: 'also lets other libraries compare the same pairs' },
    calibrate: { type: 'boolean', help: 'the people that thresholds were chosen on, and nobody else' },
  },
  run: async (deps, { text, path, has }) => {
    const { models } = deps;
    const named = text('faces');
    if (named === undefined) throw new OperatorError('--faces names the folder with manifest.json.');
    const folder = path(named);
    const calibration = has('calibrate');
    const labels = (await readFaceLabels(folder)).filter(
      ({ identity }) => usedForCalibration(identity) === calibration,
    );
    const { samples, portraits } = await takeAll(deps, folder, labels);
    const zones = zonesOf(comparisonWithItself(models, samples));
    const by = (read: (comparison: FaceComparison) => number) => (p: FaceTemplate, q: FaceTemplate) =>
      read(compareTemplates(models, p, q));
    const ours = [
      judgePairs('Idem', scorePairs(samples, by(scoreOf)), zones),
      ...judgePortraits(samples, portraits, by(scoreOf), zones),
    ];
    const single = judgePairs(
      'Idem, first model alone',
      scorePairs(
        samples,
        by(({ cosine }) => cosine),
      ),
      null,
    );
    const rivals = has('compare') ? await compareRivals(deps, folder, labels) : [];
    const lines = [
      ...describePeople(samples, calibration),
      '',
      ...describeRocs([...ours, single, ...rivals]),
      '',
      `    Zones of the check: two people below ${zones.reject}, one from ${zones.accept}`,
      ...describeZones(ours),
    ];
    const json = { folder, calibration, zones, ours, single, rivals, samples: samples.map(withoutTemplate) };
    return { heading: 'Faces: the same person', lines, json };
  },
};

async function takeAll({ models, progress }: SelfieDeps, folder: string, labels: readonly FaceLabel[]) {
  return progress.step(`Find ${labels.length} faces and their portraits`, async (step) => {
    const samples: FaceSample[] = [];
    const portraits = new Map<number, Sample<FaceTemplate>[]>(PORTRAIT_WIDTHS.map((width) => [width, []]));
    for (const label of labels) {
      const { file, identity } = label;
      step.detail(file);
      const { sample, found } = await takeSample(models, folder, label);
      samples.push(sample);
      if (!found) continue;
      for (const [width, taken] of portraits) {
        const portrait = await simulatePortrait(found, width, `${file} ${width}`);
        taken.push({ file, identity, template: await takePortrait(models, portrait) });
      }
    }
    return { samples, portraits };
  });
}

function comparisonWithItself(models: Models, samples: readonly FaceSample[]): FaceComparison {
  const template = samples.find((sample) => sample.template !== null)?.template;
  if (!template) throw new OperatorError('No face was found on any of the pictures.');
  return compareTemplates(models, template, template);
}

function describePeople(samples: readonly FaceSample[], calibration: boolean): readonly string[] {
  const people = new Set(samples.map(({ identity }) => identity)).size;
  const faulty = samples.filter(({ fault }) => fault !== null);
  const use = calibration ? 'all used to choose thresholds' : 'none of them used to choose a threshold';
  return [
    `    ${samples.length} pictures of ${people} people, ${use}`,
    ...faulty.map(({ file, fault }) => `      ${file}: ${fault}`),
  ];
}

const withoutTemplate = ({ file, identity, fault }: FaceSample) => ({ file, identity, fault });
