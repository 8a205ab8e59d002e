import { SAME_EXPOSURE } from '@idem/checks/liveness/thresholds';
import { OperatorError } from '@idem/stack/operator-error';
import { decodeImage } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { mirrorFace } from '@idem/vision/stages/face-mesh/mirror-face';
import { findFaces } from '@idem/vision/stages/find-faces';
import { exposureCorrelation, type MeshedFace } from '@idem/vision/stages/forensics/same-exposure';
import { quantile } from '../../statistics/quantile.js';
import { describeShare, share } from '../../statistics/share.js';
import { usedForCalibration } from '../pairs/calibration-people.js';
import { MAX_SIDE, openPicture } from '../pairs/take-samples.js';
import { type FaceLabel, readFaceLabels } from '../read-labels.js';
import type { SelfieDeps, SelfiePart } from '../selfie-part.js';
import { asCopy, asPortrait, STRETCHES } from './make-copies.js';

/** A photograph, the same reduced to a document's portrait, and its face as a mirror shows it. */
interface Taken extends FaceLabel {
  readonly own: MeshedFace;
  readonly mirrored: MeshedFace;
  readonly portrait: { readonly jpeg: Buffer; readonly face: MeshedFace } | null;
}

/** The likeness of one pair, or of one copy to its portrait. */
interface LikenessRow {
  readonly kind: 'two photographs' | 'copy';
  readonly files: readonly string[];
  /** 1 for two photographs. */
  readonly stretch: number;
  readonly mirrored: boolean;
  readonly likeness: number;
}

/** How far copies of a portrait lie from two photographs of one person: what `SAME_EXPOSURE` rests on. */
export const copiesPart: SelfiePart = {
  name: 'copies',
  chosenBy: 'copies',
  summary:
    'Tells copies of a portrait, drawn out and mirrored (synthetic), from two photographs of one person',
  options: {
    copies: {
      type: 'string',
      value: 'DIR',
      help: 'the folder with the pictures and manifest.json (identity, file)',
    },
    calibrate: {
      type: 'boolean',
      help: 'tells of the people that thresholds are chosen on, and of nobody else',
    },
  },
  run: async (deps, { text, path, has }) => {
    const folder = text('copies');
    if (folder === undefined) throw new OperatorError('--copies names the folder with manifest.json.');
    const calibrate = has('calibrate');
    const labels = (await readFaceLabels(path(folder))).filter(
      ({ identity }) => usedForCalibration(identity) === calibrate,
    );
    const taken = await takeAll(deps, path(folder), labels);
    const rows = [...pairsOf(taken), ...(await copiesOf(deps, taken))];
    return {
      heading: 'Copies of the portrait',
      lines: [
        `    ${taken.length} photographs of people ${calibrate ? 'used' : 'not used'} to choose thresholds; copies reach ${SAME_EXPOSURE}`,
        ...describe(rows),
      ],
      json: { folder, rows },
    };
  },
};

async function takeAll(
  { models, progress }: Pick<SelfieDeps, 'models' | 'progress'>,
  folder: string,
  labels: readonly FaceLabel[],
): Promise<readonly Taken[]> {
  return progress.step(`Find ${labels.length} faces`, async (step) => {
    const taken: Taken[] = [];
    for (const label of labels) {
      step.detail(label.file);
      const image = await openPicture(folder, label.file);
      if (typeof image === 'string') continue;
      const [face] = await findFaces(models, image);
      if (!face) continue;
      const jpeg = await asPortrait(image, face);
      const printed = await meshed(models, jpeg);
      taken.push({
        ...label,
        own: { image, mesh: face.mesh },
        mirrored: await mirrorFace(models, image, face.mesh),
        portrait: printed && { jpeg, face: printed },
      });
    }
    return taken;
  });
}

async function meshed(models: Models, picture: Buffer): Promise<MeshedFace | null> {
  const image = await decodeImage(picture, { maxSide: MAX_SIDE });
  const [face] = await findFaces(models, image);
  return face ? { image, mesh: face.mesh } : null;
}

/** As the check compares: the selfie and what a mirror shows of it, whichever is nearer. */
function pairsOf(taken: readonly Taken[]): readonly LikenessRow[] {
  return taken.flatMap((first, i) =>
    taken
      .slice(i + 1)
      .filter(({ identity, file }) => identity === first.identity && file !== first.file)
      .map((second) => ({
        kind: 'two photographs' as const,
        files: [first.file, second.file],
        stretch: 1,
        mirrored: false,
        likeness: Math.max(
          exposureCorrelation(first.own, second.own),
          exposureCorrelation(first.own, second.mirrored),
        ),
      })),
  );
}

async function copiesOf(
  { models, progress }: Pick<SelfieDeps, 'models' | 'progress'>,
  taken: readonly Taken[],
): Promise<readonly LikenessRow[]> {
  return progress.step(`Copy ${taken.length} portraits`, async (step) => {
    const rows: LikenessRow[] = [];
    for (const { file, portrait } of taken) {
      if (!portrait) continue;
      step.detail(file);
      for (const [index, stretch] of STRETCHES.entries()) {
        const mirrored = index % 2 === 1;
        const copy = await meshed(models, await asCopy(portrait.jpeg, stretch, mirrored));
        if (!copy) continue;
        const turned = await mirrorFace(models, copy.image, copy.mesh);
        const likeness = Math.max(
          exposureCorrelation(portrait.face, copy),
          exposureCorrelation(portrait.face, turned),
        );
        rows.push({ kind: 'copy', files: [file], stretch, mirrored, likeness });
      }
    }
    return rows;
  });
}

function describe(rows: readonly LikenessRow[]): readonly string[] {
  const pairs = rows.filter(({ kind }) => kind === 'two photographs');
  const line = (name: string, some: readonly LikenessRow[]) => {
    const values = some.map(({ likeness }) => likeness);
    const spread =
      values.length === 0 ? '' : [0, 0.1, 0.5, 0.9, 1].map((q) => quantile(values, q)?.toFixed(2)).join(' ');
    return `      ${name.padEnd(26)}${describeShare(share(some, ({ likeness }) => likeness >= SAME_EXPOSURE))}   least, p10, median, p90, most: ${spread}`;
  };
  return [
    line('two photographs', pairs),
    ...STRETCHES.map((stretch, index) =>
      line(
        `drawn out by ${stretch}${index % 2 === 1 ? ', mirrored' : ''}`,
        rows.filter((row) => row.kind === 'copy' && row.stretch === stretch),
      ),
    ),
    ...pairs
      .filter(({ likeness }) => likeness >= SAME_EXPOSURE)
      .map(
        ({ files, likeness }) => `      taken for copies: ${files.join(' and ')} (${likeness.toFixed(3)})`,
      ),
  ];
}
