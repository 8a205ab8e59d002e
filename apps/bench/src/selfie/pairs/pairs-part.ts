import { compareTemplates, type FaceTemplate } from '@idem/checks/face-match/face-template';
import { scoreOf, zonesOf } from '@idem/checks/face-match/score';
import { OperatorError } from '@idem/stack/operator-error';
import type { Models } from '@idem/vision/runtime/models';
import { readFaceLabels } from '../read-labels.js';
import type { SelfiePart } from '../selfie-part.js';
import { usedForCalibration } from './calibration-people.js';
import { scorePairs } from './form-pairs.js';
import { judgePairs } from './judge-pairs.js';
import { describeRocs, describeZones } from './print-pairs.js';
import { type FaceSample, takeSample } from './take-samples.js';

/** All pairs of a folder of people: one person or two? */
export const pairsPart: SelfiePart = {
  name: 'pairs',
  chosenBy: 'faces',
  summary: 'Compares all faces of a folder with each other',
  options: {
    faces: {
      type: 'string',
      value: 'DIR',
      help: 'the folder with the pictures and manifest.json (identity, file)',
    },
    calibrate: {
      type: 'boolean',
      help: 'tells of the people that thresholds are chosen on, and of nobody else',
    },
  },
  run: async ({ models, progress }, { text, path, has }) => {
    const named = text('faces');
    if (named === undefined) throw new OperatorError('--faces names the folder with manifest.json.');
    const folder = path(named);
    const labels = (await readFaceLabels(folder)).filter(
      ({ identity }) => usedForCalibration(identity) === has('calibrate'),
    );
    const samples = await progress.step(`Find ${labels.length} faces`, async (step) => {
      const taken: FaceSample[] = [];
      for (const label of labels) {
        step.detail(label.file);
        taken.push((await takeSample(models, folder, label)).sample);
      }
      return taken;
    });
    const zones = zonesOf(firstComparison(models, samples));
    const judged = [judgePairs('fused', scorePairs(samples, scoreWith(models)), zones)];
    const lines = [
      ...describePeople(samples, has('calibrate')),
      '',
      ...describeRocs(judged),
      '',
      `    Zones of the check: two people below ${zones.reject}, one from ${zones.accept}`,
      ...describeZones(judged),
    ];
    const json = {
      folder,
      calibration: has('calibrate'),
      zones,
      judged,
      samples: samples.map(withoutTemplate),
    };
    return { heading: 'Faces: the same person', lines, json };
  },
};

const scoreWith = (models: Models) => (p: FaceTemplate, q: FaceTemplate) =>
  scoreOf(compareTemplates(models, p, q));

function firstComparison(models: Models, samples: readonly FaceSample[]) {
  const template = samples.find((sample) => sample.template !== null)?.template;
  if (!template) throw new OperatorError('No face was found on any of the pictures.');
  return compareTemplates(models, template, template);
}

function describePeople(samples: readonly FaceSample[], calibration: boolean): readonly string[] {
  const people = new Set(samples.map(({ identity }) => identity)).size;
  const faulty = samples.filter(({ fault }) => fault !== null);
  return [
    `    ${samples.length} pictures of ${people} people, ${
      calibration ? 'all used to choose thresholds' : 'none of them used to choose a threshold'
    }`,
    ...faulty.map(({ file, fault }) => `      ${file}: ${fault}`),
  ];
}

const withoutTemplate = ({ file, identity, fault }: FaceSample) => ({ file, identity, fault });
