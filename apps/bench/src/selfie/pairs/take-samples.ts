import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type FaceTemplate, takeTemplate } from '@idem/checks/face-match/face-template';
import { decodeImage, UndecodableImageError } from '@idem/vision/image/decode';
import type { RgbImage } from '@idem/vision/image/rgb-image';
import type { Models } from '@idem/vision/runtime/models';
import { type Face, findFaces } from '@idem/vision/stages/find-faces';
import type { FaceLabel } from '../read-labels.js';
import type { Sample } from './form-pairs.js';

/** As the check decodes. */
export const MAX_SIDE = 1600;

/** A labelled picture as the selfie of the check. */
export interface FaceSample extends Sample<FaceTemplate> {
  /** Why there is no template; null where there is one. */
  readonly fault: string | null;
}

/** The picture of a label; in words why there is none. */
export async function openPicture(folder: string, file: string): Promise<RgbImage | string> {
  try {
    return await decodeImage(await readFile(path.join(folder, file)), { maxSide: MAX_SIDE });
  } catch (error) {
    if (error instanceof UndecodableImageError) return error.message;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'there is no such file';
    throw error;
  }
}

/** What the check would take of a picture sent as a selfie, with the face where it was found. */
export async function takeSample(
  models: Models,
  folder: string,
  { identity, file }: FaceLabel,
): Promise<{ readonly sample: FaceSample; readonly found: { image: RgbImage; face: Face } | null }> {
  const without = (fault: string) => ({ sample: { identity, file, template: null, fault }, found: null });
  const image = await openPicture(folder, file);
  if (typeof image === 'string') return without(image);
  const [face] = await findFaces(models, image);
  if (!face) return without('no face was found');
  const template = await takeTemplate(models, { image, face });
  return { sample: { identity, file, template, fault: null }, found: { image, face } };
}
