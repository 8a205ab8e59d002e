import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { decodeImage } from '@idem/vision/image/decode';
import { type Face, findFaces } from '@idem/vision/stages/find-faces';
import sharp from 'sharp';
import { selfie } from '../faces/face-picture.js';
import type { Person } from '../faces/people.js';
import { buildHeadModel, type HeadModel } from '../faces/sequences/head-model.js';
import { poseHead } from '../faces/sequences/pose-head.js';
import type { SeededRandom } from '../random.js';

/** A selfie's head as a relief, and where its face lies. */
export interface PersonHead {
  readonly head: HeadModel;
  readonly face: Face;
}

const heads = new Map<Person, Promise<PersonHead>>();

/** The relief of a person's selfie in its full size. Found once a process. */
export function headOf(person: Person): Promise<PersonHead> {
  const known = heads.get(person);
  if (known) return known;
  const loaded = load(person);
  heads.set(person, loaded);
  return loaded;
}

async function load(person: Person): Promise<PersonHead> {
  const image = await decodeImage(await selfie(person), { maxSide: SELFIE_SIDE });
  const [face] = await findFaces(await openRepositoryModels(), image);
  if (!face) throw new RangeError(`no face on the selfie of ${person}`);
  return { head: buildHeadModel(image, face), face };
}

/** Longest side of `selfie()`. */
const SELFIE_SIDE = 1080;

/**
 * Degrees by which the head is turned from its photograph: far enough that the two are no copies of one exposure, as two
 * honest photographs are not, and near enough for one camera.
 */
const TURN = { least: 5, most: 9 } as const;

/**
 * A second photograph of somebody, rendered where there is no real one: the head turned, nodded and tilted
 * by its relief, in another light. JPEG, 810×1080. **Synthetic**: it stands for a selfie beside a portrait that was
 * taken on another day, and is no evidence of likeness across years.
 */
export async function anotherPhotograph(person: Person, random: SeededRandom): Promise<Buffer> {
  const { head } = await headOf(person);
  const straight = Math.abs(head.pose.yaw) < TURN.least;
  // Who already looks aside turns towards the camera, as people do who take a selfie.
  const way = straight ? (random.next() < 0.5 ? -1 : 1) : -Math.sign(head.pose.yaw);
  const { data, width, height } = poseHead(head, {
    yaw: head.pose.yaw + way * random.between(TURN.least, TURN.most),
    pitch: random.between(-5, 5),
    roll: random.between(-5, 5),
  });
  const warmth = random.between(-0.06, 0.06);
  const gain = random.between(0.88, 1.08);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .linear([gain * (1 + warmth), gain, gain * (1 - warmth)], [0, 0, 0])
    .jpeg({ quality: 95 })
    .toBuffer();
}
