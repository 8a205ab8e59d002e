import { decodeImage, UndecodableImageError } from '@idem/vision/image/decode';
import type { Box } from '@idem/vision/image/geometry';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { oppositeTurns, type QuarterTurns, rotatePoint } from '@idem/vision/image/rotate';
import type { Models } from '@idem/vision/runtime/models';
import { frameAround } from '@idem/vision/stages/document-finder/frame-around';
import { facePatch } from '@idem/vision/stages/face-liveness/face-patch';
import { mirrorFace } from '@idem/vision/stages/face-mesh/mirror-face';
import { faceQuality } from '@idem/vision/stages/face-quality/face-quality';
import { type Face, findFaces } from '@idem/vision/stages/find-faces';
import { hashDistance, perceptualHash } from '@idem/vision/stages/forensics/perceptual-hash';
import { exposureCorrelation, type MeshedFace } from '@idem/vision/stages/forensics/same-exposure';
import type { CheckInput, MeasureDeps } from '../check.js';
import { readDataGroup2 } from '../chip/lds/dg2.js';
import { decodePortrait } from '../chip/portrait.js';
import { openSides } from '../document/sides/open-sides.js';
import { findPortrait } from '../portrait/find-portrait.js';
import { lookAtPerson, type PersonView, pictureFaces } from '../selfie-quality/look-at-person.js';
import { examinePresentation } from './examine-presentation.js';
import { examineTraces, SELFIE_SIDE } from './examine-traces.js';
import type { LivenessMeasurement } from './measurement.js';

interface DocumentPicture {
  /** The front as it was sent; null when it cannot be decoded. */
  readonly picture: RgbImage | null;
  readonly portrait: MeshedFace | null;
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
  const { face: bytes, id_document_front: front, id_document_back: back } = images;
  if (!bytes) throw new Error('the selfie is missing from the submission');
  const sent = await decodeImage(bytes, { maxSide: SELFIE_SIDE });
  const view = await lookAtPerson(models, sent);
  const [face] = view.faces;
  const document = front && (await lookAtDocument(models, front, back));
  const onChip = chip?.dg2 && (await lookAtChip(models, chip.dg2));
  return {
    turns: view.turns,
    faces: pictureFaces(view.faces),
    face: face ? await measureFace(models, { bytes, sent, view }, face, [document?.portrait, onChip]) : null,
    documentHashDistance: document?.picture
      ? hashDistance(await perceptualHash(sent), await perceptualHash(document.picture))
      : null,
  };
}

async function measureFace(
  models: Models,
  { bytes, sent, view }: { readonly bytes: Uint8Array; readonly sent: RgbImage; readonly view: PersonView },
  face: Face,
  found: readonly (MeshedFace | null | undefined)[],
) {
  const { image, turns } = view;
  const portraits = found.flatMap((portrait) => portrait ?? []);
  const own = { image, mesh: face.mesh };
  const mirrored = portraits.length > 0 ? await mirrorFace(models, image, face.mesh) : own;
  const likenessOf = (selfie: MeshedFace) =>
    highest(portraits.map((portrait) => exposureCorrelation(portrait, selfie)));
  return {
    quality: faceQuality(image, face),
    presentation: await examinePresentation(models, image, face),
    frame: await frameAround(image, face.box),
    patch: facePatch(image, face.box),
    // Blocks of compression lie in the picture as it was sent.
    traces: await examineTraces({ bytes, image: sent }, { box: turnBack(face.box, turns, image) }),
    exposureCorrelation: likenessOf(own),
    mirroredCorrelation: likenessOf(mirrored),
  };
}

/** A box of the upright picture in the picture as it was sent. */
function turnBack(box: Box, turns: QuarterTurns, { width, height }: RgbImage): Box {
  const back = oppositeTurns(turns);
  const [x0, y0] = rotatePoint([box.left, box.top], back, width, height);
  const [x1, y1] = rotatePoint([box.right, box.bottom], back, width, height);
  return { left: Math.min(x0, x1), top: Math.min(y0, y1), right: Math.max(x0, x1), bottom: Math.max(y0, y1) };
}

async function lookAtDocument(
  models: Models,
  front: Uint8Array,
  back: Uint8Array | undefined,
): Promise<DocumentPicture> {
  const sides = await openSides(front, back);
  const portrait = await findPortrait(models, sides);
  return {
    picture: 'status' in sides.front ? null : sides.front,
    portrait: portrait && { image: portrait.image, mesh: portrait.face.mesh },
  };
}

/**
 * The face of DG2, whatever the chip is worth: a selfie copied from it is a copy. A face that cannot be read is
 * none: the other checks tell that.
 */
async function lookAtChip(models: Models, dg2: Uint8Array): Promise<MeshedFace | null> {
  const read = readDataGroup2(dg2);
  if (read.status !== 'read') return null;
  try {
    const image = await decodePortrait(read.value);
    const [portrait] = await findFaces(models, image);
    return portrait ? { image, mesh: portrait.mesh } : null;
  } catch (error) {
    if (error instanceof UndecodableImageError) return null;
    throw error;
  }
}

const highest = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.max(...values);
