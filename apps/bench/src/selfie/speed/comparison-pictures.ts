import { photograph } from '@idem/testing/capture/photograph';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { specimen } from '@idem/testing/documents/specimens';
import { facePicture, selfie } from '@idem/testing/faces/face-picture';

/** What one comparison is given: encoded pictures, as they are uploaded. */
export interface ComparisonPictures {
  /** 1,600 × 1,200: a rendered card on a table, photographed by a simulated camera. */
  readonly document: Uint8Array;
  /** 810 × 1,080: another photograph of the same person. */
  readonly selfie: Uint8Array;
}

/** Equal on every machine. */
export async function comparisonPictures(): Promise<ComparisonPictures> {
  const portrait = await facePicture('vera');
  const { front } = await specimen('deu-id-card').render(ERIKSSON, { portrait, seed: 3 });
  const { image } = await photograph(front, { seed: 4 });
  return { document: image, selfie: await selfie('vera') };
}
