import { warpQuad } from '@idem/vision/image/perspective';
import { quadHeight, quadWidth } from '@idem/vision/image/quad';
import { resizeImage } from '@idem/vision/image/resize';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import { rotateQuarter } from '@idem/vision/image/rotate';
import { openCv, withMats } from '@idem/vision/runtime/opencv';
import { mrzFromText, type ScoredMrz } from './mrz-from-text.js';
import { findPassportEyeBoxes, WIDTHS } from './passport-eye-boxes.js';
import type { Rival } from './rival.js';
import type { TesseractProgram } from './tesseract-program.js';

/** Zones narrower than this are read enlarged as well, to about this width. */
const ENLARGE = { below: 700, to: 1050 } as const;
/** Diameter of the disk of the last attempt's top-hat. */
const DISK = 11;
/** The wide second look is taken only where the first filter kept less than this, or the paper is this white. */
const SPARSE = { kept: 0.01, white: 0.95 } as const;

/**
 * PassportEye's published method (K. Tretyakov, PassportEye, MIT licence), written anew: zones are searched for
 * as in `passport-eye-boxes.ts`, turned upright at full resolution, given to the `tesseract` program as one
 * block with the alphabet of machine-readable zones, and judged by check digits. A zone that does not come out
 * valid is tried again enlarged (cubic, linear) and with its background removed; the best reading stays.
 */
export function passportEye(program: TesseractProgram): Rival {
  return {
    name: 'PassportEye’s method',
    given: `whole picture; ${program.version}, eng`,
    read: async ({ picture }) => {
      const first = await findPassportEyeBoxes(picture, WIDTHS.first);
      const found = await bestOf(program, picture, first.quads);
      if (found || (first.kept >= SPARSE.kept && lightness(picture) <= SPARSE.white)) return found;
      return bestOf(program, picture, (await findPassportEyeBoxes(picture, WIDTHS.second)).quads);
    },
    close: async () => undefined,
  };
}

async function bestOf(
  program: TesseractProgram,
  picture: RgbImage,
  quads: Awaited<ReturnType<typeof findPassportEyeBoxes>>['quads'],
): Promise<ScoredMrz | null> {
  let best: ScoredMrz | null = null;
  for (const quad of quads) {
    const [width, height] = [Math.round(quadWidth(quad)), Math.round(quadHeight(quad))];
    const zone = warpQuad(picture, quad, Math.max(2, width), Math.max(2, height));
    const found = await readZone(program, zone);
    if (found?.valid) return found;
    if (found && (!best || found.score > best.score)) best = found;
  }
  return best;
}

async function readZone(program: TesseractProgram, upright: RgbImage): Promise<ScoredMrz | null> {
  let zone = upright;
  let text = await program.readBlock(zone);
  if (text.includes('>>') || (text.includes('>') && !text.includes('<'))) {
    zone = rotateQuarter(zone, 2);
    text = await program.readBlock(zone);
  }
  let best = mrzFromText(text);
  if (!text.includes('<')) return best;
  const attempts: readonly (() => Promise<RgbImage | null>)[] = [
    () => enlarged(zone, 'cubic'),
    () => enlarged(zone, 'linear'),
    async () => withoutBackground(zone),
    () => enlarged(withoutBackground(zone), 'cubic'),
  ];
  for (const attempt of attempts) {
    if (best?.valid) return best;
    const image = await attempt();
    const found = image && mrzFromText(await program.readBlock(image));
    if (found && (!best || found.score > best.score)) best = found;
  }
  return best;
}

async function enlarged(zone: RgbImage, kernel: 'linear' | 'cubic'): Promise<RgbImage | null> {
  if (zone.width > ENLARGE.below) return null;
  const factor = Math.max(1, Math.round(ENLARGE.to / zone.width));
  return resizeImage(zone, zone.width * factor, zone.height * factor, kernel);
}

/** Black top-hat with a disk: print becomes light on black, uneven paper disappears. */
function withoutBackground({ data, width, height }: RgbImage): RgbImage {
  const cv = openCv();
  return withMats(cv, (own) => {
    const colour = own(cv.matFromArray(height, width, cv.CV_8UC3, data));
    const grey = own(new cv.Mat());
    cv.cvtColor(colour, grey, cv.COLOR_RGB2GRAY);
    const disk = own(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(DISK, DISK)));
    cv.morphologyEx(grey, grey, cv.MORPH_BLACKHAT, disk);
    const print = new Uint8Array(width * height * 3);
    grey.data.forEach((value, i) => {
      print.fill(value, 3 * i, 3 * i + 3);
    });
    return { data: print, width, height };
  });
}

const lightness = ({ data }: RgbImage): number =>
  data.reduce((sum, value) => sum + value, 0) / (255 * Math.max(1, data.length));
