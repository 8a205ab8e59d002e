import { invertAffine, similarityTransform } from '../../image/geometry.js';
import type { RgbImage } from '../../image/rgb-image.js';
import { warpAffine } from '../../image/warp.js';
import { toInputTensor } from '../../runtime/input-tensor.js';
import type { EmbeddingSpec, ModelEntry } from '../../runtime/manifest.js';
import type { Models, Tensor, Tensors } from '../../runtime/models.js';
import { eyeCornersAndNose, fiveLandmarks, type MeshPoint } from '../face-mesh/mesh-points.js';

export const FACE_EMBEDDING = 'mobilefacenet';
/** An independently trained network, for a second opinion. */
export const SECOND_FACE_EMBEDDING = 'dlib-resnet';

/** A face as a direction: faces of one person point the same way. */
export interface FaceEmbedding {
  /** The model that was run, which is not the one asked for when the operator has replaced it. */
  readonly modelId: string;
  /** Length one. */
  readonly vector: Float32Array;
}

/** A face moved onto a model's template: interleaved RGB 0–255. */
export interface AlignedFace {
  readonly pixels: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Turns, scales and shifts a face so that its landmarks come to lie on the model's template. */
export function alignFace(image: RgbImage, mesh: readonly MeshPoint[], entry: ModelEntry): AlignedFace {
  const { template, landmarks } = embeddingOf(entry);
  const { width, height } = entry.input;
  if (width === null || height === null) throw new Error(`${entry.id} has no fixed input size`);
  const points = landmarks === 'five' ? fiveLandmarks(mesh) : eyeCornersAndNose(mesh);
  const toSource = invertAffine(similarityTransform(points, template));
  return { pixels: warpAffine(image, toSource, width, height), width, height };
}

/** The aligned face as the model's input tensor. */
export function preFaceEmbedding(face: AlignedFace, entry: ModelEntry): Tensor {
  return toInputTensor(face.pixels, face.width, face.height, entry.input);
}

/** The unit vector of a model's output. @throws when the output is missing, zero or not finite. */
export function postFaceEmbedding(outputs: Tensors, entry: ModelEntry): FaceEmbedding {
  const raw = outputs[entry.outputs[0]!]?.data;
  if (raw?.length !== embeddingOf(entry).dimensions) throw new Error(`${entry.id} returned no embedding`);
  const length = Math.hypot(...raw);
  if (!(length > 0 && Number.isFinite(length))) throw new Error(`${entry.id} returned an unusable embedding`);
  return { modelId: entry.id, vector: raw.map((value) => value / length) };
}

/** Embeds the face whose mesh is given. */
export async function runFaceEmbedding(
  models: Models,
  image: RgbImage,
  mesh: readonly MeshPoint[],
  modelId: string = FACE_EMBEDDING,
): Promise<FaceEmbedding> {
  const entry = models.describe(modelId);
  const tensor = preFaceEmbedding(alignFace(image, mesh, entry), entry);
  return postFaceEmbedding(await models.run(modelId, { [entry.input.name]: tensor }), entry);
}

/**
 * Cosine between two embeddings, −1 to 1.
 *
 * @throws {TypeError} when they come from different models: their directions have nothing in common.
 */
export function faceSimilarity(p: FaceEmbedding, q: FaceEmbedding): number {
  if (p.modelId !== q.modelId)
    throw new TypeError(`embeddings of ${p.modelId} and ${q.modelId} do not compare`);
  return p.vector.reduce((sum, value, i) => sum + value * q.vector[i]!, 0);
}

function embeddingOf(entry: ModelEntry): EmbeddingSpec {
  if (!entry.embedding) throw new Error(`${entry.id} is no face embedding`);
  return entry.embedding;
}
