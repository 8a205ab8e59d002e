import { apply, invert, rectToQuad } from '@idem/testing/capture/homography';
import { photograph } from '@idem/testing/capture/photograph';
import { inventHolder } from '@idem/testing/documents/holders';
import { SPECIMENS } from '@idem/testing/documents/specimens';
import { facePicture } from '@idem/testing/faces/face-picture';
import { PERSONS, type Person } from '@idem/testing/faces/people';
import { seededRandom } from '@idem/testing/random';

/** A document on a table, and where its portrait is. */
export interface PhotographedPortrait {
  readonly specimen: string;
  readonly person: Person;
  /** Clockwise, degrees. */
  readonly rotation: number;
  readonly picture: Uint8Array;
  /** Whether a place of the photograph, in pixels, lies on the portrait: not on the ghost image, not beside. */
  isPortrait(x: number, y: number): boolean;
}

/** From a portrait that fills the picture down to one at the border of what may be compared. */
const WIDTHS = [640, 960, 1_280, 1_600] as const;

/** Kinds, people and sizes in turn; any quarter turn, tilted by up to 45° more. Equal seeds give equal pictures. */
export async function photographPortrait(seed: number): Promise<PhotographedPortrait> {
  const random = seededRandom(seed);
  const specimen = SPECIMENS[seed % SPECIMENS.length]!;
  const person = PERSONS[random.integer(0, PERSONS.length - 1)]!;
  const rotation = 90 * random.integer(0, 3) + random.between(-45, 45);
  const { front } = await specimen.render(inventHolder(specimen.country, seed), {
    seed,
    portrait: await facePicture(person),
  });
  const { image, corners } = await photograph(front, {
    seed,
    rotation,
    width: WIDTHS[random.integer(0, WIDTHS.length - 1)]!,
    fill: random.between(0.5, 0.9),
  });
  const toDocument = invert(rectToQuad(front.width, front.height, corners));
  const { portrait } = front.zones;
  if (!portrait) throw new Error(`${specimen.id} has no portrait on its front`);
  return {
    specimen: specimen.id,
    person,
    rotation,
    picture: image,
    isPortrait: (x, y) => {
      const [u, v] = apply(toDocument, [x, y]);
      const [right, bottom] = [portrait.left + portrait.width, portrait.top + portrait.height];
      return u >= portrait.left && v >= portrait.top && u <= right && v <= bottom;
    },
  };
}
