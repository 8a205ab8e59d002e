import { decodeImage } from '@idem/vision/image/decode';
import type { Models } from '@idem/vision/runtime/models';
import { findDocument, rectifyDocument } from '@idem/vision/stages/document-finder/find-document';
import { readMrz } from '@idem/vision/stages/mrz/read-mrz';
import { type Duration, timed } from '../statistics/stopwatch.js';

/** As the document check decodes. */
const MAX_SIDE = 2000;

/** How long it takes from the bytes of a picture to its MRZ: decoding, outline, straightening, reading. */
export async function timeMrzPath(models: Models, bytes: Uint8Array): Promise<Duration> {
  const { duration } = await timed(async () => {
    const picture = await decodeImage(bytes, { maxSide: MAX_SIDE });
    const outline = await findDocument(picture);
    const mrz = await readMrz(models, outline ? rectifyDocument(picture, outline) : picture);
    if (outline && !mrz?.valid && !mrz?.settled) await readMrz(models, picture);
  });
  return duration;
}
