import type { RgbImage } from '@idem/vision/image/rgb-image';

/** Another library that compares faces, as it is installed. */
export interface FaceRival {
  readonly name: string;
  /** What it takes of the first face; null where it finds none. */
  embed(picture: RgbImage): Promise<readonly number[] | null>;
  /** Higher is more alike; only comparable within one rival. */
  similarity(p: readonly number[], q: readonly number[]): number;
  close(): Promise<void>;
}
