import { compareTemplates, type FaceTemplate, takeTemplate } from '@idem/checks/face-match/face-template';
import { scoreOf, zonesOf } from '@idem/checks/face-match/score';
import { OperatorError } from '@idem/stack/operator-error';
import { facePicture } from '@idem/testing/faces/face-picture';
import { PERSONS, type Person } from '@idem/testing/faces/people';
import { decodeImage } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { findFaces } from '@idem/vision/stages/find-faces';
import { describeShare, share } from '../../statistics/share.js';
import { takePortrait } from '../pairs/compare-portraits.js';
import { MAX_SIDE } from '../pairs/take-samples.js';
import type { SelfiePart } from '../selfie-part.js';
import { photographPortrait } from './photograph-portrait.js';

/** What was found on one photograph. */
interface PortraitRow {
  readonly specimen: string;
  readonly rotation: number;
  /** Width of the face in pixels; null where none was found. */
  readonly width: number | null;
  /** Whether the largest face lies on the portrait. */
  readonly onPortrait: boolean;
  /** Whether it is accepted as the person that was printed: not when it was read upside down. */
  readonly accepted: boolean;
  /** People out of the others that it would be accepted as. */
  readonly acceptedAs: readonly Person[];
}

const BANDS = [
  ['under 40 px', 0, 40],
  ['40 to 60 px', 40, 60],
  ['60 to 120 px', 60, 120],
  ['120 px and more', 120, Number.POSITIVE_INFINITY],
] as const;

/** Portraits of rendered documents in every direction; called synthetic because they are. */
export const portraitsPart: SelfiePart = {
  name: 'portraits',
  chosenBy: 'portraits',
  summary: 'Finds the portraits of rendered documents of every kind, turned and tilted at random (synthetic)',
  options: {
    portraits: { type: 'string', value: 'N', help: 'so many documents, photographed at several sizes' },
  },
  run: async ({ models, progress }, { count }) => {
    const documents = count('portraits');
    if (documents === undefined) throw new OperatorError('--portraits takes the number of documents.');
    const references = new Map<Person, FaceTemplate>();
    for (const person of PERSONS) {
      const template = await takePortrait(models, await facePicture(person));
      if (template) references.set(person, template);
    }
    const rows = await progress.step(`Find ${documents} portraits`, async (step) => {
      const found: PortraitRow[] = [];
      for (let seed = 1; seed <= documents; seed++) {
        step.detail(String(seed));
        found.push(await findOne(models, seed, references));
      }
      return found;
    });
    return { heading: 'Portraits of synthetic documents', lines: describe(rows), json: { documents, rows } };
  },
};

async function findOne(
  models: Models,
  seed: number,
  references: ReadonlyMap<Person, FaceTemplate>,
): Promise<PortraitRow> {
  const { specimen, person, rotation, picture, isPortrait } = await photographPortrait(seed);
  const image = await decodeImage(picture, { maxSide: MAX_SIDE });
  const [face] = await findFaces(models, image, { rotation: 'any' });
  if (!face) return { specimen, rotation, width: null, onPortrait: false, accepted: false, acceptedAs: [] };
  const template = await takeTemplate(models, { image, face });
  const acceptedAs = [...references].flatMap(([other, reference]) => {
    const comparison = compareTemplates(models, template, reference);
    return scoreOf(comparison) >= zonesOf(comparison).accept ? [other] : [];
  });
  const [x, y] = face.landmarks[2]!;
  return {
    specimen,
    rotation,
    // The distance of the cheeks, which does not grow with the tilt as a box does.
    width: Math.hypot(face.mesh[454]![0] - face.mesh[234]![0], face.mesh[454]![1] - face.mesh[234]![1]),
    onPortrait: isPortrait(x, y),
    accepted: acceptedAs.includes(person),
    acceptedAs: acceptedAs.filter((other) => other !== person),
  };
}

function describe(rows: readonly PortraitRow[]): readonly string[] {
  const lines = [`    ${rows.length} documents, any quarter turn, tilted by up to 45° more`];
  const list = (name: string, some: readonly PortraitRow[]) =>
    lines.push(
      `    ${name}`,
      `      the largest face is the portrait   ${describeShare(share(some, ({ onPortrait }) => onPortrait))}`,
      `      accepted as its person             ${describeShare(share(some, ({ accepted }) => accepted))}`,
      `      accepted as somebody else          ${describeShare(share(some, ({ acceptedAs }) => acceptedAs.length > 0))}`,
    );
  list('all', rows);
  for (const [name, least, most] of BANDS)
    list(
      `face of ${name}`,
      rows.filter(({ width }) => width !== null && width >= least && width < most),
    );
  for (const { specimen, rotation, width } of rows.filter(({ onPortrait }) => !onPortrait))
    lines.push(
      `      missed: ${specimen} at ${rotation.toFixed(0)}°, ${width === null ? 'no face' : 'another'}`,
    );
  return lines;
}
