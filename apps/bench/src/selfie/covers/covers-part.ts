import { judgePatch } from '@idem/checks/liveness/judge-patch';
import { FRAME, PATCH, PRESENTATION } from '@idem/checks/liveness/thresholds';
import { OperatorError } from '@idem/stack/operator-error';
import { seededRandom } from '@idem/testing/random';
import { decodeImage } from '@idem/vision/image/decode';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { frameAround } from '@idem/vision/stages/document-finder/frame-around';
import { type FacePatch, facePatch } from '@idem/vision/stages/face-liveness/face-patch';
import { findFaces } from '@idem/vision/stages/find-faces';
import { quantile } from '../../statistics/quantile.js';
import { describeShare, share } from '../../statistics/share.js';
import { usedForCalibration } from '../pairs/calibration-people.js';
import { MAX_SIDE, openPicture } from '../pairs/take-samples.js';
import { readFaceLabels } from '../read-labels.js';
import type { SelfieDeps, SelfiePart } from '../selfie-part.js';
import { behindMask, behindSheet, type Portrayed, taken } from './make-covers.js';

/** Pixels across the face of a photograph reduced to the smallest that is accepted, or nearly. */
const SMALL_FACE = 200;

interface CoverRow {
  readonly kind: 'photograph, any size' | 'photograph' | 'photograph, small and poor' | 'mask' | 'sheet';
  readonly name: string;
  /** Pixels across the face that was found. */
  readonly width: number;
  readonly frame: number;
  readonly patch: FacePatch;
}

/** A photograph, who is on it, and where. */
interface Sitter extends Portrayed {
  readonly identity: string;
  readonly file: string;
}

/** What the limits of `frame` and `patch` rest on: honest photographs, and prints laid before the people on them. */
export const coversPart: SelfiePart = {
  name: 'covers',
  chosenBy: 'covers',
  summary: 'Tells masks and sheets before a head (synthetic) from photographs of people, by frame and patch',
  options: {
    covers: {
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
    const folder = text('covers');
    if (folder === undefined) throw new OperatorError('--covers names the folder with manifest.json.');
    const calibrate = has('calibrate');
    const sitters = await takeSitters(deps, path(folder), calibrate);
    const rows = await measureAll(deps, sitters, calibrate ? 2 : 1);
    return {
      heading: 'Prints before a head',
      lines: [
        `    ${sitters.length} photographs of people ${calibrate ? 'used' : 'not used'} to choose thresholds; faces of ${PRESENTATION.minWidth} px and more but in the first row`,
        ...describe(rows),
      ],
      json: { folder, rows },
    };
  },
};

async function takeSitters(
  { models, progress }: Pick<SelfieDeps, 'models' | 'progress'>,
  folder: string,
  calibrate: boolean,
): Promise<readonly Sitter[]> {
  const labels = (await readFaceLabels(folder)).filter(
    ({ identity }) => usedForCalibration(identity) === calibrate,
  );
  return progress.step(`Find ${labels.length} faces`, async (step) => {
    const sitters: Sitter[] = [];
    for (const { identity, file } of labels) {
      step.detail(file);
      const image = await openPicture(folder, file);
      if (typeof image === 'string') continue;
      const [face] = await findFaces(models, image);
      if (face) sitters.push({ identity, file, image, face: face.box });
    }
    return sitters;
  });
}

/** @param parity of the seeds: odd for reporting, even for choosing thresholds. */
async function measureAll(
  { models, progress }: Pick<SelfieDeps, 'models' | 'progress'>,
  sitters: readonly Sitter[],
  parity: 1 | 2,
): Promise<readonly CoverRow[]> {
  const wide = sitters.filter(({ face }) => face.right - face.left >= PRESENTATION.minWidth);
  return progress.step(
    `Measure ${sitters.length} photographs, and prints before ${wide.length}`,
    async (step) => {
      const rows: CoverRow[] = [];
      for (const { file, image, face } of sitters) {
        step.detail(file);
        rows.push(await measureOne('photograph, any size', file, { image, face }));
      }
      const found = async (kind: CoverRow['kind'], name: string, picture: Buffer) => {
        const image = await decodeImage(picture, { maxSide: MAX_SIDE });
        const [face] = await findFaces(models, image);
        if (face) rows.push(await measureOne(kind, name, { image, face: face.box }));
      };
      for (const [index, under] of wide.entries()) {
        step.detail(under.file);
        rows.push(await measureOne('photograph', under.file, under));
        await found('photograph, small and poor', under.file, await taken(under, SMALL_FACE));
        const others = wide.filter(({ identity }) => identity !== under.identity);
        const over = others[(index * 7) % others.length];
        if (!over) continue;
        const random = seededRandom(2 * index + parity);
        const name = `${over.file} before ${under.file}`;
        await found('mask', name, await behindMask(under, over, random));
        await found('sheet', name, await behindSheet(under, over, random));
      }
      return rows;
    },
  );
}

async function measureOne(
  kind: CoverRow['kind'],
  name: string,
  { image, face }: { readonly image: RgbImage; readonly face: Portrayed['face'] },
): Promise<CoverRow> {
  const frame = await frameAround(image, face);
  return { kind, name, width: face.right - face.left, frame, patch: facePatch(image, face) };
}

function describe(rows: readonly CoverRow[]): readonly string[] {
  const spread = (values: readonly number[]) =>
    [0, 0.1, 0.5, 0.9, 1].map((q) => quantile(values, q)?.toFixed(2)).join(' ');
  return [...new Set(rows.map(({ kind }) => kind))].flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    return [
      `      ${kind}`,
      `        frame, from ${FRAME}   ${describeShare(share(own, ({ frame }) => frame >= FRAME))}   least, p10, median, p90, most: ${spread(own.map(({ frame }) => frame))}`,
      `        patch, from ${PATCH.refuse}    ${describeShare(share(own, ({ patch }) => judgePatch(patch).refused))}   score: ${spread(own.map(({ patch }) => judgePatch(patch).score))}`,
    ];
  });
}
