import type { CheckInput, MeasureDeps } from '../check.js';
import { measureSide } from './measure-side.js';
import type { DocumentMeasurement, SideMeasurement } from './measurement.js';

/**
 * Looks at the pictures of a document. About a second for a front, half of that for a back.
 *
 * @throws when the front is missing or a model fails: that is our fault, not the person's.
 */
export async function measure(deps: MeasureDeps, { images }: CheckInput): Promise<DocumentMeasurement> {
  const { id_document_front: front, id_document_back: back } = images;
  if (!front) throw new Error('the front of the document is missing from the submission');
  const measured = await measureSide(deps, front, 'front');
  return {
    front: measured,
    back: back && !isPassportPage(measured) ? await measureSide(deps, back, 'back') : null,
  };
}

/** A passport's data page says everything; a second picture is of some other page. */
const isPassportPage = (side: SideMeasurement): boolean =>
  side.status === 'seen' && side.mrz?.format === 'TD3' && side.mrz.valid;
