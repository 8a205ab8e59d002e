import { createHash } from 'node:crypto';
import type { ChallengeStep } from '@idem/domain';
import { decodeImage } from '@idem/vision/image/decode';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { Models } from '@idem/vision/runtime/models';
import {
  FACE_EMBEDDING,
  type FaceEmbedding,
  faceSimilarity,
  runFaceEmbedding,
} from '@idem/vision/stages/face-embedding/face-embedding';
import { PASSIVE_LIVENESS, runPassiveLiveness } from '@idem/vision/stages/face-liveness/passive-liveness';
import { eyeOpenness } from '@idem/vision/stages/face-mesh/head-pose';
import {
  backgroundDifference,
  type Surroundings,
  surroundingsOf,
} from '@idem/vision/stages/face-motion/background-difference';
import { noseOffset } from '@idem/vision/stages/face-motion/nose-offset';
import { planarCorrelation } from '@idem/vision/stages/face-motion/planar-correlation';
import { sharedNoise } from '@idem/vision/stages/face-motion/shared-noise';
import { type Face, faceSize, findFaces } from '@idem/vision/stages/find-faces';
import type { CheckInput, MeasureDeps } from '../check.js';
import { type PersonView, setUpright } from '../selfie-quality/look-at-person.js';
import type { ChallengeMeasurement, FrameFace, FrameMeasurement } from './measurement.js';

/** Faces fill a third of such a picture and more; the models need 192 px of a face. */
const MAX_SIDE = 960;

/** One picture with all that was found in it, held until every picture has been compared. */
interface SeenFrame {
  readonly step: ChallengeStep;
  readonly bytes: Uint8Array;
  readonly image: RgbImage;
  readonly faces: readonly Face[];
  readonly embedding: FaceEmbedding | undefined;
  readonly surroundings: Surroundings | undefined;
}

/**
 * Looks at each picture of an answered challenge, and compares it with the one before it, with the selfie, and with the
 * picture that looks straightest into the camera.
 *
 * @throws when the answer or the selfie is missing, a picture cannot be decoded, or a model fails: our fault, not the
 *   person's.
 */
export async function measure(
  { models }: MeasureDeps,
  { images, challenge, challengeFrames }: CheckInput,
): Promise<ChallengeMeasurement> {
  if (!challenge || !challengeFrames)
    throw new Error('the answer to the challenge is missing from the submission');
  if (challengeFrames.length !== challenge.frames.length) throw new Error('the answer lacks pictures');
  if (!images.face) throw new Error('the selfie is missing from the submission');
  const selfie = await lookAtSelfie(models, images.face);
  const seen: SeenFrame[] = [];
  for (const [i, bytes] of challengeFrames.entries()) {
    seen.push(await lookAt(models, bytes, challenge.frames[i]!.step));
  }
  const reference = straightest(seen);
  const frames: FrameMeasurement[] = [];
  for (const [i, frame] of seen.entries()) {
    frames.push(await measureFrame(models, frame, { selfie, reference, previous: seen[i - 1] }));
  }
  const model = models.describe(FACE_EMBEDDING);
  return {
    answer: challenge,
    faceModel: { id: model.id, reject: model.embedding?.calibration?.reject ?? null },
    frames,
  };
}

/** A selfie may lie on its side; the camera of a challenge holds its pictures upright. */
async function lookAtSelfie(models: Models, bytes: Uint8Array): Promise<SeenFrame> {
  const picture = await decodeImage(bytes, { maxSide: MAX_SIDE });
  return see(models, bytes, 'front', await setUpright(models, picture));
}

async function lookAt(models: Models, bytes: Uint8Array, step: ChallengeStep): Promise<SeenFrame> {
  const image = await decodeImage(bytes, { maxSide: MAX_SIDE });
  return see(models, bytes, step, { image, faces: await findFaces(models, image) });
}

async function see(
  models: Models,
  bytes: Uint8Array,
  step: ChallengeStep,
  { image, faces }: Pick<PersonView, 'image' | 'faces'>,
): Promise<SeenFrame> {
  const [face] = faces;
  return {
    step,
    bytes,
    image,
    faces,
    embedding: face && (await runFaceEmbedding(models, image, face.mesh)),
    surroundings: face && (await surroundingsOf(image, face.box)),
  };
}

function straightest(frames: readonly SeenFrame[]): SeenFrame | undefined {
  const turn = ({ faces: [face] }: SeenFrame) => (face ? Math.abs(face.pose.yaw) : Number.POSITIVE_INFINITY);
  return frames.filter(({ step }) => step === 'front').sort((p, q) => turn(p) - turn(q))[0];
}

interface Neighbours {
  readonly selfie: SeenFrame;
  readonly reference: SeenFrame | undefined;
  readonly previous: SeenFrame | undefined;
}

async function measureFrame(
  models: Models,
  frame: SeenFrame,
  neighbours: Neighbours,
): Promise<FrameMeasurement> {
  const { previous } = neighbours;
  const [face, before] = [frame.faces[0], previous?.faces[0]];
  return {
    exact: createHash('sha256').update(frame.bytes).digest('hex'),
    faces: frame.faces.map((found) => ({ size: faceSize(found), score: found.score })),
    face: face ? await measureFace(models, frame, face, neighbours) : null,
    backgroundDifference:
      previous?.surroundings && frame.surroundings
        ? backgroundDifference(previous.surroundings, frame.surroundings)
        : null,
    sharedNoise:
      face && previous && before
        ? sharedNoise({ image: previous.image, face: before.box }, { image: frame.image, face: face.box })
        : null,
  };
}

async function measureFace(
  models: Models,
  frame: SeenFrame,
  face: Face,
  { selfie, reference, previous }: Neighbours,
): Promise<FrameFace> {
  const similarity = (other: SeenFrame | undefined) =>
    frame.embedding && other?.embedding ? faceSimilarity(frame.embedding, other.embedding) : null;
  const { right, left } = eyeOpenness(face.mesh);
  const straight = reference?.faces[0];
  return {
    yaw: face.pose.yaw,
    openness: (right + left) / 2,
    noseOffset: noseOffset(face.mesh),
    planarCorrelation:
      reference && straight && reference !== frame
        ? planarCorrelation(reference.image, straight.mesh, frame.image, face.mesh)
        : null,
    selfieSimilarity: similarity(selfie),
    previousSimilarity: similarity(previous),
    passive: models.has(PASSIVE_LIVENESS) ? await runPassiveLiveness(models, frame.image, face.mesh) : null,
  };
}
