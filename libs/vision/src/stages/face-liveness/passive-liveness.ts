import type { Affine } from '../../image/geometry.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { warpAffine, windowMap } from '../../image/warp.js';
import { toInputTensor } from '../../runtime/input-tensor.js';
import type { ModelEntry } from '../../runtime/manifest.js';
import type { Models, Tensor, Tensors } from '../../runtime/models.js';
import type { MeshPoint } from '../face-mesh/mesh-points.js';

/** The optional presentation-attack detector. Check `models.has` before running it. */
export const PASSIVE_LIVENESS = 'minifasnet-v2';

const SIZE = 80;
/** The network saw faces with this much of their surroundings: the frame of a screen is evidence. */
const CONTEXT = 2.7;
/** Index of the live class among the logits. */
const LIVE = 1;

/** The face with its surroundings at 80 px; the window is moved into the picture, not filled up. */
export function prePassiveLiveness(image: RgbImage, mesh: readonly MeshPoint[], entry: ModelEntry): Tensor {
  return toInputTensor(warpAffine(image, contextWindow(image, mesh), SIZE, SIZE), SIZE, SIZE, entry.input);
}

/** Probability of a live face, 0–1: softmax over the logits. */
export function postPassiveLiveness(outputs: Tensors): number {
  const logits = outputs.logits?.data;
  if (logits?.length !== 3) throw new Error('unexpected passive liveness outputs');
  const largest = Math.max(...logits);
  const exponentials = logits.map((logit) => Math.exp(logit - largest));
  return exponentials[LIVE]! / exponentials.reduce((sum, value) => sum + value, 0);
}

/** Runs the detector on one face. */
export async function runPassiveLiveness(
  models: Models,
  image: RgbImage,
  mesh: readonly MeshPoint[],
): Promise<number> {
  const entry = models.describe(PASSIVE_LIVENESS);
  const input = prePassiveLiveness(image, mesh, entry);
  return postPassiveLiveness(await models.run(PASSIVE_LIVENESS, { [entry.input.name]: input }));
}

function contextWindow(image: RgbImage, mesh: readonly MeshPoint[]): Affine {
  const xs = mesh.map(([x]) => x);
  const ys = mesh.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((image.height - 1) / (bottom - top), (image.width - 1) / (right - left), CONTEXT);
  const width = (right - left) * scale;
  const height = (bottom - top) * scale;
  const x = Math.max(0, Math.min((left + right - width) / 2, image.width - 1 - width));
  const y = Math.max(0, Math.min((top + bottom - height) / 2, image.height - 1 - height));
  return windowMap(x, y, width, height, SIZE, SIZE);
}
