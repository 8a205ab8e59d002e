import { MAX_DISTANCE } from '@idem/platform/pictures/picture-hash';
import { hashPicture } from '@idem/vision/stages/forensics/hash-picture';
import { hashDistance } from '@idem/vision/stages/forensics/perceptual-hash';
import { quantile } from '../statistics/quantile.js';
import { type Share, share } from '../statistics/share.js';
import { ALTERATIONS } from './altered-copies.js';

/** Bits of 256 in which hashes differ. */
export interface Distances {
  readonly name: string;
  readonly least: number;
  readonly median: number;
  readonly most: number;
  /** How many would be called nearly the same picture. */
  readonly near: Share;
}

/** Distances of one set of pictures: between each two of them, and from each to its altered copies. */
export interface ReuseOfSet {
  readonly set: string;
  readonly pictures: number;
  readonly different: Distances;
  readonly copies: readonly Distances[];
}

/** Pictures that cannot be decoded are left out. @throws {RangeError} when fewer than two are left. */
export async function measureDistances(set: string, pictures: readonly Buffer[]): Promise<ReuseOfSet> {
  const hashed: { readonly picture: Buffer; readonly hash: string }[] = [];
  for (const picture of pictures) {
    const hash = await hashPicture(picture);
    if (hash !== null) hashed.push({ picture, hash });
  }
  if (hashed.length < 2) throw new RangeError(`${set}: fewer than two pictures can be decoded`);
  const pairs = hashed.flatMap(({ hash }, i) =>
    hashed.slice(i + 1).map((other) => hashDistance(hash, other.hash)),
  );
  const copies: Distances[] = [];
  for (const { name, apply } of ALTERATIONS) {
    const distances: number[] = [];
    for (const { picture, hash } of hashed) {
      const copy = await hashPicture(await apply(picture));
      if (copy === null) throw new Error(`a copy could not be decoded: ${name}`);
      distances.push(hashDistance(hash, copy));
    }
    copies.push(summarise(name, distances));
  }
  return { set, pictures: hashed.length, different: summarise('different pictures', pairs), copies };
}

export function summarise(name: string, distances: readonly number[]): Distances {
  const near = share(distances, (distance) => distance <= MAX_DISTANCE);
  if (near === null) throw new RangeError('no distances');
  return {
    name,
    least: Math.min(...distances),
    median: quantile(distances, 0.5)!,
    most: Math.max(...distances),
    near,
  };
}
