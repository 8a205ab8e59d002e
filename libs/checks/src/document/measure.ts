import { quadWidth } from '@idem/vision/image/quad';
import type { Quad } from '@idem/vision/image/rgb-image';
import { rotateQuarter } from '@idem/vision/image/rotate';
import { lastCompression } from '@idem/vision/stages/forensics/jpeg-quantisation';
import type { CheckInput, MeasureDeps } from '../check.js';
import { examineChip } from '../chip/examine-chip.js';
import { EMPTY_TRUST_STORE } from '../chip/trust/trust-store.js';
import type { DocumentMeasurement, SeenSide, SideMeasurement } from './measurement.js';
import { widestFaceOutside } from './portrait/measure-faces.js';
import { measureSide, runPlainly } from './sides/measure-side.js';
import { type OpenedPair, openSides, separate } from './sides/open-sides.js';
import { MIN_LINES_OF_A_DOCUMENT, MIN_PRINT_REACH } from './thresholds.js';
import { mrzOf, sideWithZone } from './zone/side-with-zone.js';

/**
 * Looks at the pictures of a document, and at its chip. About a second for a front, half of that for a back.
 *
 * A file that cannot be decoded is the person's to replace, and measured as such.
 *
 * @throws when the front is missing or a model fails: that is our fault, not the person's.
 */
export async function measure(deps: MeasureDeps, input: CheckInput): Promise<DocumentMeasurement> {
  const { front, back, ...arrangement } = await measureSides(deps, input);
  return { front, back, ...arrangement, ...examine(deps, input, sideWithZone(front, back)) };
}

type Sides = Pick<DocumentMeasurement, 'front' | 'back' | 'together'>;
interface Pair extends Sides {
  readonly front: SeenSide;
  readonly back: SeenSide;
}

/** Whether the whole picture has a valid MRZ, or one at all where neither of its parts has. */
function showsMore(whole: SideMeasurement, { front, back }: Pair): boolean {
  const mrz = mrzOf(whole);
  return mrz !== null && (mrz.valid || (front.mrz === null && back.mrz === null));
}

async function measureSides(deps: MeasureDeps, { images }: CheckInput): Promise<Sides> {
  const { runStage = runPlainly } = deps;
  const { id_document_front: sent, id_document_back: other } = images;
  if (!sent) throw new Error('the front of the document is missing from the submission');
  const { front, back, pair } = await runStage('decode', () => openSides(sent, other));
  const together = pair && (await measureLyingPair(deps, pair));
  if (together && provesItself(together)) return together;
  const measured =
    'status' in front ? front : await measureSide(deps, front, 'front', lastCompression(sent, front));
  // Blocks of print on one page look like two things as well: an MRZ that only the whole picture shows tells.
  if (together && !showsMore(measured, together)) return together;
  // Of a passport too: whoever compares faces looks at every picture that was sent, and so must this check.
  if (back === null) return { front: measured, back: null };
  return {
    front: measured,
    back:
      'status' in back
        ? back
        : await measureSide(deps, back, 'back', other ? lastCompression(other, back) : null),
  };
}

/**
 * {@link measurePair}; a picture that turned out to lie on its side or head is set upright and divided anew, for a
 * document must say the same however it lies, and the cuts differ by a pixel.
 */
async function measureLyingPair(deps: MeasureDeps, pair: OpenedPair): Promise<Pair | null> {
  const measured = await measurePair(deps, pair);
  const lying = measured && [measured.front, measured.back].find(({ mrz }) => mrz !== null)?.turns;
  if (!lying) return measured;
  const upright = await separate(rotateQuarter(pair.page, lying));
  return (upright && (await measurePair(deps, upright))) ?? measured;
}

/**
 * Both things in one picture, the upper or left one as the front: two sides of one card, or two documents. Null when
 * one of them bears next to no print: they are parts of something else.
 */
async function measurePair(deps: MeasureDeps, pair: OpenedPair): Promise<Pair | null> {
  const front = await measureSide(deps, pair.sides[0], 'front', null);
  if (!bearsPrint(front)) return null;
  const back = await measureSide(deps, pair.sides[1], 'back', null);
  if (!bearsPrint(back)) return null;
  const outside = await widestFaceOutside(deps.models, pair.page, pair.outlines);
  const withFaces = (side: SeenSide, outline: Quad): SeenSide => {
    const beside = Math.max(side.faces.beside, outside / quadWidth(outline));
    return { ...side, faces: { ...side.faces, beside } };
  };
  return {
    front: withFaces(front, pair.outlines[0]),
    back: withFaces(back, pair.outlines[1]),
    together: true,
  };
}

const bearsPrint = ({ mrz, print }: SeenSide): boolean =>
  mrz !== null || print.length >= MIN_LINES_OF_A_DOCUMENT;

/** Whether one of the two is a whole document, or a card's side with its MRZ: then both are no parts of one page. */
const provesItself = ({ front, back }: Pair): boolean =>
  [front, back].some(
    ({ mrz, mrzPlace }) => mrz?.valid && mrzPlace && mrzPlace.printReach >= MIN_PRINT_REACH[mrz.format],
  );

function examine(
  { chipTrust }: MeasureDeps,
  { chip, submittedAt }: CheckInput,
  side: SideMeasurement | null,
): Pick<DocumentMeasurement, 'chip'> {
  if (chip === undefined) return {};
  const { store = EMPTY_TRUST_STORE, revocation = 'when_loaded' } = chipTrust ?? {};
  const examined = examineChip(
    { files: chip, trust: store, now: submittedAt, revocation },
    side && mrzOf(side),
  );
  return { chip: examined.measurement };
}
