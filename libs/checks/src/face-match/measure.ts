import { decodeImage } from '@idem/vision/image/decode';
import type { QuarterTurns } from '@idem/vision/image/rotate';
import type { Models } from '@idem/vision/runtime/models';
import { faceQuality } from '@idem/vision/stages/face-quality/face-quality';
import type { Face } from '@idem/vision/stages/find-faces';
import type { CheckInput, MeasureDeps } from '../check.js';
import { openSides } from '../document/sides/open-sides.js';
import { findPortrait } from '../portrait/find-portrait.js';
import type { PictureFace } from '../selfie-quality/has-rival.js';
import { lookAtPerson, pictureFaces } from '../selfie-quality/look-at-person.js';
import { compareTemplates, takeTemplate } from './face-template.js';
import { findChipFace } from './find-chip-face.js';
import type { FoundFace } from './found-face.js';
import { keepCrops } from './keep-crops.js';
import type { ComparedFace, FaceMatchMeasurement, PortraitSource } from './measurement.js';

/** A face on a selfie is still some hundred pixels wide at this size. */
const MAX_SIDE = 1600;

/**
 * Finds the portrait on the document and the face on the selfie and compares them.
 *
 * The portrait is the chip's where the chip is authentic: the state put it there for this comparison, without
 * print, laminate and camera in between. Otherwise it is the largest face on the page, of either side.
 *
 * A document that cannot be decoded has no portrait.
 *
 * @throws when a picture is missing, the selfie cannot be decoded, or a model fails: our fault, not the person's.
 */
export async function measure(deps: MeasureDeps, input: CheckInput): Promise<FaceMatchMeasurement> {
  const { models } = deps;
  const { images } = input;
  const { id_document_front: front, id_document_back: back, face } = images;
  if (!front || !face) throw new Error('the document or the selfie is missing from the submission');

  const selfie = await findSelfie(models, face);
  const printed = await findPrinted(models, front, back);
  const chip = await findChipFace(deps, input);
  const portrait = chip?.found ? { ...chip.found, slot: 'chip' as const } : printed;
  const ofPortrait = portrait && (await takeTemplate(models, portrait));
  const ofSelfie = ofPortrait && selfie && (await takeTemplate(models, selfie));
  if (ofSelfie && portrait && selfie) {
    await keepCrops(deps, { portrait, selfie });
    const { modelId, vector } = ofSelfie.first;
    deps.keepTemplate?.({ model: modelId, vector: [...vector] });
  }
  const ofPrinted = chip?.found && printed && (await takeTemplate(models, printed));
  return {
    portrait: portrait ? { ...describeFace(portrait.face), slot: portrait.slot } : null,
    selfie: selfie
      ? {
          ...describeFace(selfie.face, selfie.turns),
          quality: faceQuality(selfie.image, selfie.face),
          faces: selfie.faces,
        }
      : null,
    comparison: ofSelfie ? compareTemplates(models, ofPortrait, ofSelfie) : null,
    ...(chip && {
      chip: {
        use: chip.use,
        printed: ofPortrait && ofPrinted ? compareTemplates(models, ofPortrait, ofPrinted) : null,
      },
    }),
  };
}

async function findPrinted(
  models: Models,
  front: Uint8Array,
  back: Uint8Array | undefined,
): Promise<(FoundFace & { slot: PortraitSource }) | null> {
  const found = await findPortrait(models, await openSides(front, back));
  return found && { image: found.image, face: found.face, slot: `id_document_${found.side}` };
}

async function findSelfie(
  models: Models,
  bytes: Uint8Array,
): Promise<(FoundFace & { turns: QuarterTurns; faces: readonly PictureFace[] }) | undefined> {
  const decoded = await decodeImage(bytes, { maxSide: MAX_SIDE });
  const { image, turns, faces } = await lookAtPerson(models, decoded);
  const [face] = faces;
  return face && { image, face, turns, faces: pictureFaces(faces) };
}

/** @param turned clockwise quarter turns that the picture had been given before the face was found. */
function describeFace({ box, score, turns }: Face, turned: QuarterTurns = 0): ComparedFace {
  return {
    width: box.right - box.left,
    height: box.bottom - box.top,
    score,
    turns: (turns + turned) % 4,
  };
}
