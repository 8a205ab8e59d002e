import { decodeImage, UndecodableImageError } from '@idem/vision/image/decode';
import { decodePages } from '@idem/vision/image/decode-pages';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { Models } from '@idem/vision/runtime/models';
import { faceQuality } from '@idem/vision/stages/face-quality/face-quality';
import { type Face, faceSize, findFaces } from '@idem/vision/stages/find-faces';
import { hashDistance, perceptualHash } from '@idem/vision/stages/forensics/perceptual-hash';
import { exposureCorrelation } from '@idem/vision/stages/forensics/same-exposure';
import type { CheckInput, MeasureDeps } from '../check.js';
import { readDataGroup2 } from '../chip/lds/dg2.js';
import { decodePortrait } from '../chip/portrait.js';
import { examinePresentation } from './examine-presentation.js';
import { examineTraces, SELFIE_SIDE } from './examine-traces.js';
import type { LivenessMeasurement } from './measurement.js';

const DOCUMENT_SIDE = 1600;

interface DocumentPicture {
  readonly image: RgbImage;
  readonly portrait: Face | undefined;
}

/**
 * Looks for traces of a selfie being a reproduction, a copy or a montage.
 *
 * @throws when the selfie is missing or cannot be decoded, or a model fails: our fault, not the person's.
 */
export async function measure(
  { models }: MeasureDeps,
  { images, chip }: CheckInput,
): Promise<LivenessMeasurement> {
  const { face: bytes, id_document_front: front } = images;
  if (!bytes) throw new Error('the selfie is missing from the submission');
  const selfie = await decodeImage(bytes, { maxSide: SELFIE_SIDE });
  const faces = await findFaces(models, selfie);
  const document = front && (await lookAtDocument(models, front));
  const onChip = chip?.dg2 && (await lookAtChip(models, chip.dg2));
  return {
    faces: faces.map((face) => ({ size: faceSize(face), score: face.score })),
    face: faces[0] ? await measureFace(models, { bytes, image: selfie }, faces[0], [document, onChip]) : null,
    documentHashDistance: document
      ? hashDistance(await perceptualHash(selfie), await perceptualHash(document.image))
      : null,
  };
}

async function measureFace(
  models: Models,
  selfie: { readonly bytes: Uint8Array; readonly image: RgbImage },
  face: Face,
  portraits: readonly (DocumentPicture | undefined)[],
) {
  const { image } = selfie;
  return {
    quality: faceQuality(image, face),
    presentation: await examinePresentation(models, image, face),
    traces: await examineTraces(selfie, face),
    exposureCorrelation: highest(
      portraits.flatMap((picture) =>
        picture?.portrait
          ? [exposureCorrelation(picture.image, picture.portrait.mesh, image, face.mesh)]
          : [],
      ),
    ),
  };
}

/** The page with the portrait, else the first; undefined when the file cannot be decoded. */
async function lookAtDocument(models: Models, bytes: Uint8Array): Promise<DocumentPicture | undefined> {
  let pages: readonly RgbImage[];
  try {
    pages = await decodePages(bytes, { maxSide: DOCUMENT_SIDE });
  } catch (error) {
    if (error instanceof UndecodableImageError) return undefined;
    throw error;
  }
  for (const image of pages) {
    const [portrait] = await findFaces(models, image, { rotation: 'any' });
    if (portrait) return { image, portrait };
  }
  return pages[0] && { image: pages[0], portrait: undefined };
}

/**
 * The face of DG2, whatever the chip is worth: a selfie copied from it is a copy. A face that cannot be read is
 * none: the other checks tell that.
 */
async function lookAtChip(models: Models, dg2: Uint8Array): Promise<DocumentPicture | undefined> {
  const read = readDataGroup2(dg2);
  if (read.status !== 'read') return undefined;
  try {
    const image = await decodePortrait(read.value);
    const [portrait] = await findFaces(models, image);
    return { image, portrait };
  } catch (error) {
    if (error instanceof UndecodableImageError) return undefined;
    throw error;
  }
}

const highest = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.max(...values);
