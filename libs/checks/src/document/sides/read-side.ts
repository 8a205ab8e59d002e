import type { Quad, RgbImage } from '@idem/vision/image/rgb-image';
import { oppositeTurns, rotateQuarter, turnQuad } from '@idem/vision/image/rotate';
import type { Models } from '@idem/vision/runtime/models';
import { rectifyDocument } from '@idem/vision/stages/document-finder/find-document';
import type { MrzReading } from '@idem/vision/stages/mrz/read-mrz';
import { readPage } from '@idem/vision/stages/mrz/read-page';
import type { RunStage } from '../../check.js';
import { findOutline } from './find-outline.js';

/** Where the document lies in a picture, and its machine-readable zone. */
export interface ReadSide {
  /** In pixels of the picture; null where no outline was found. */
  readonly outline: Quad | null;
  /** The picture in which the MRZ was read, or would have been: the straightened page, or the picture itself. */
  readonly page: RgbImage;
  readonly mrz: MrzReading | null;
}

/**
 * Finds the document and reads its MRZ.
 *
 * A document must say the same however it lies, down to the least certain character. Outlines and bands are searched on
 * reduced pictures, whose pixels are not the turned ones of the same picture upright; so a picture that turned out to
 * lie on its side or head is set upright, by whole pixels, and read once more as if it had come so.
 */
export async function readSide(models: Models, picture: RgbImage, runStage: RunStage): Promise<ReadSide> {
  const asItLies = await readAsItLies(models, picture, runStage);
  const { mrz } = asItLies;
  if (mrz === null || mrz.turns === 0) return asItLies;
  const upright = rotateQuarter(picture, mrz.turns);
  const read = await readAsItLies(models, upright, runStage);
  if (read.mrz === null || read.mrz.turns !== 0) return asItLies;
  const back = oppositeTurns(mrz.turns);
  return {
    outline: read.outline && turnQuad(read.outline, back, upright),
    page: read.page === upright ? picture : rotateQuarter(read.page, back),
    mrz: { ...read.mrz, turns: mrz.turns },
  };
}

async function readAsItLies(models: Models, picture: RgbImage, runStage: RunStage): Promise<ReadSide> {
  const { outline, straight } = await straighten(picture, runStage);
  return { outline, ...(await runStage('mrz', () => readPage(models, picture, straight))) };
}

/** Finds the document on a side that is known to need no MRZ. */
export async function findPage(picture: RgbImage, runStage: RunStage): Promise<ReadSide> {
  const { outline, straight } = await straighten(picture, runStage);
  return { outline, page: straight ?? picture, mrz: null };
}

const straighten = (picture: RgbImage, runStage: RunStage) =>
  runStage('outline', async () => {
    const found = await findOutline(picture);
    return { outline: found?.quad ?? null, straight: found && rectifyDocument(picture, found) };
  });
