import sharp from 'sharp';
import { packageFile } from '../package-file.js';
import { type Person, type Rect, type Sitting, sittings } from './people.js';

const PORTRAIT = { width: 525, height: 675 };
const SELFIE = { width: 810, height: 1080 };

/**
 * A passport-style portrait of `person` cut from photograph number `index`: JPEG, 525×675 (35:45), no metadata.
 *
 * @throws {RangeError} when the person has no such photograph.
 */
export async function facePicture(person: Person, index = 0): Promise<Buffer> {
  const sitting = sittingAt(person, index);
  return crop(sitting, sitting.portrait, PORTRAIT);
}

/**
 * A selfie-like picture of `person` cut from photograph number `index`, with the whole head, its surroundings
 * and no other face: JPEG, 810×1080, no metadata. Without an index, the person's last photograph, so that
 * `facePicture(person)` and `selfie(person)` differ wherever the person appears more than once.
 *
 * @throws {RangeError} when the person has no such photograph, or it is too small for a selfie.
 */
export async function selfie(person: Person, index = sittings(person).length - 1): Promise<Buffer> {
  const sitting = sittingAt(person, index);
  if (sitting.selfie === undefined) throw new RangeError(`picture ${index} of ${person} is only a portrait`);
  return crop(sitting, sitting.selfie, SELFIE);
}

function sittingAt(person: Person, index: number): Sitting {
  const sitting = sittings(person)[index];
  if (sitting === undefined) throw new RangeError(`there is no picture ${index} of ${person}`);
  return sitting;
}

function crop(sitting: Sitting, rect: Rect, size: { width: number; height: number }): Promise<Buffer> {
  return sharp(packageFile(sitting.package, sitting.file))
    .extract(rect)
    .resize({ ...size, fit: 'cover' })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 92 })
    .toBuffer();
}
