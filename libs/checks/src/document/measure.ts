import type { RgbImage } from '@idem/vision/image/rgb-image';
import { lastCompression } from '@idem/vision/stages/forensics/jpeg-quantisation';
import type { CheckInput, MeasureDeps } from '../check.js';
import { examineChip } from '../chip/examine-chip.js';
import { EMPTY_TRUST_STORE } from '../chip/trust/trust-store.js';
import { measureSide, runPlainly } from './measure-side.js';
import type { DocumentMeasurement, SeenSide, SideMeasurement } from './measurement.js';
import { openSides } from './open-sides.js';
import { mrzOf, sideWithMrz } from './side-with-mrz.js';
import { MIN_LINES_OF_A_DOCUMENT } from './thresholds.js';

/**
 * Looks at the pictures of a document, and at its chip. About a second for a front, half of that for a back.
 *
 * A file that cannot be decoded is the person's to replace, and measured as such.
 *
 * @throws when the front is missing or a model fails: that is our fault, not the person's.
 */
export async function measure(deps: MeasureDeps, input: CheckInput): Promise<DocumentMeasurement> {
  const { front, back, ...arrangement } = await measureSides(deps, input);
  return { front, back, ...arrangement, ...examine(deps, input, sideWithMrz(front, back)) };
}

type Sides = Pick<DocumentMeasurement, 'front' | 'back' | 'together'>;

async function measureSides(deps: MeasureDeps, { images }: CheckInput): Promise<Sides> {
  const { runStage = runPlainly } = deps;
  const { id_document_front: sent, id_document_back: other } = images;
  if (!sent) throw new Error('the front of the document is missing from the submission');
  const { front, back, pair } = await runStage('decode', () => openSides(sent, other));
  const together = pair && (await measurePair(deps, pair));
  if (together) return together;
  const measured =
    'status' in front ? front : await measureSide(deps, front, 'front', lastCompression(sent, front));
  if (back === null || isPassportPage(measured)) return { front: measured, back: null };
  return {
    front: measured,
    back:
      'status' in back
        ? back
        : await measureSide(deps, back, 'back', other ? lastCompression(other, back) : null),
  };
}

/**
 * Both things in one picture, when each of them bears print or an MRZ: two sides of one card, or two documents.
 * The side without an MRZ is the front. Null when they are parts of something else.
 */
async function measurePair(deps: MeasureDeps, pair: readonly [RgbImage, RgbImage]): Promise<Sides | null> {
  const first = await measureSide(deps, pair[0], 'front', null);
  if (!bearsPrint(first)) return null;
  const second = await measureSide(deps, pair[1], 'back', null);
  if (!bearsPrint(second)) return null;
  const swapped = first.mrz !== null && second.mrz === null;
  return swapped
    ? { front: second, back: first, together: true }
    : { front: first, back: second, together: true };
}

const bearsPrint = ({ mrz, print }: SeenSide): boolean =>
  mrz !== null || print.length >= MIN_LINES_OF_A_DOCUMENT;

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

/** A passport's data page says everything; a second picture is of some other page. */
const isPassportPage = (side: SideMeasurement): boolean =>
  side.status === 'seen' && side.mrz?.format === 'TD3' && side.mrz.valid;
