import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { Face } from '@idem/vision/stages/find-faces';

/** A face and the picture it was found in. */
export interface FoundFace {
  readonly image: RgbImage;
  readonly face: Face;
}
