import { faceMatch } from '@idem/checks/face-match/index';
import type { Models } from '@idem/vision/runtime/models';
import type { ComparisonPictures } from './comparison-pictures.js';

/** The whole face-match check on two encoded pictures: decoding, finding, embedding, scoring. */
export async function compareOnce(models: Models, pictures: ComparisonPictures): Promise<void> {
  const images = { id_document_front: pictures.document, face: pictures.selfie };
  const input = { images, options: {}, livemode: false, submittedAt: new Date(0) };
  const { comparison } = await faceMatch.measure({ models }, input);
  if (comparison === null) throw new Error('a face was not found');
}
