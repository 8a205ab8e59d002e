import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { MrzFormat } from '@idem/vision/stages/mrz/layouts';

/** A machine-readable zone as another reader gave it. */
export interface RivalMrz {
  readonly format: MrzFormat;
  /** Of the format's length each. */
  readonly lines: readonly string[];
  readonly valid: boolean;
}

/** The same pixels for every reader. */
export interface RivalPicture {
  /** Decoded, upright, its longest side at most as long as our own reader takes. */
  readonly picture: RgbImage;
  /** The zone that our own reader found, straightened, with some air; null where it found none. */
  readonly band: RgbImage | null;
}

/** Another reader of machine-readable zones. */
export interface Rival {
  readonly name: string;
  /** What it gets and what was done around it, in a few words. */
  readonly given: string;
  /** Null where it reads nothing that has the shape of a zone. */
  read(picture: RivalPicture): Promise<RivalMrz | null>;
  close(): Promise<void>;
}
