import { parseAamva } from '@idem/checks/document/barcode/parse-aamva';
import { type CaptureOptions, photograph } from '@idem/testing/capture/photograph';
import { JURISDICTIONS, type Jurisdiction } from '@idem/testing/documents/aamva';
import { renderDrivingLicence } from '@idem/testing/documents/driving-licence';
import { ERIKSSON } from '@idem/testing/documents/specimen';
import { decodeImage } from '@idem/vision/image/decode';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { SymbolContent } from './labelled-symbols.js';

/** As the document check decodes. */
const MAX_SIDE = 2000;

/**
 * Ways to photograph a licence's back, by name. The first three are a steady hand in good light, with the card over
 * 85 % of a 4:3 picture: 6, 8 and 11 pixels a millimetre.
 */
export const CONDITIONS: readonly (readonly [name: string, options: CaptureOptions])[] = [
  ['900 px', { width: 900 }],
  ['1200 px', { width: 1200 }],
  ['1600 px', { width: 1600 }],
  ['tilt 20°', { width: 1200, rotation: 20 }],
  ['tilt 45°', { width: 1200, rotation: 45 }],
  ['turned 188°', { width: 1200, rotation: 188 }],
  ['perspective', { width: 1200, perspective: 0.2 }],
  ['soft', { width: 1200, blur: 1.5 }],
  ['dim, noisy', { width: 1200, brightness: 0.45, noise: 10 }],
  ['glare', { width: 1200, glare: 0.6 }],
  ['small JPEG', { width: 1200, jpegQuality: 40 }],
];

export interface PhotographedBack {
  readonly name: string;
  readonly condition: string;
  readonly picture: RgbImage;
  /** Whether a content parses as this card's: its number is on it. */
  isRight(content: SymbolContent): boolean;
}

/** The back of a rendered North American licence in every condition. Equal seeds give equal pictures. */
export async function* photographBack(seed: number): AsyncGenerator<PhotographedBack> {
  const all = Object.keys(JURISDICTIONS) as Jurisdiction[];
  const jurisdiction = all[seed % all.length]!;
  const { back } = await renderDrivingLicence(ERIKSSON, { layout: 'AAMVA', jurisdiction, seed });
  for (const [condition, options] of CONDITIONS) {
    const { image } = await photograph(back, { seed, ...options });
    yield {
      name: `${jurisdiction} ${seed}`,
      condition,
      picture: await decodeImage(image, { maxSide: MAX_SIDE }),
      isRight: ({ text }) => parseAamva(text)?.number === back.number,
    };
  }
}
