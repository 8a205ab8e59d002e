import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'lower-case hex SHA-256');
const ModelId = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'kebab-case');
const SourceFile = z.strictObject({ path: z.string().min(1), sha256: Sha256 });
const Landmark = z.tuple([z.number(), z.number()]);

/** Where a model's published files come from. */
const Source = z.discriminatedUnion('kind', [
  /** Files inside an installed npm package. */
  z.strictObject({
    kind: z.literal('package'),
    package: z.string().min(1),
    version: z.string().min(1),
    files: z.array(SourceFile).min(1),
  }),
  /** Files of this repository, relative to the manifest. */
  z.strictObject({ kind: z.literal('repository'), files: z.array(SourceFile).min(1) }),
  /** One file fetched once by the operator's machine; larger or different files are thrown away. */
  z.strictObject({
    kind: z.literal('url'),
    url: z.url({ protocol: /^https?$/ }),
    sha256: Sha256,
    maxBytes: z.int().positive(),
  }),
  /** A finished ONNX file on the operator's machine; only in overrides. */
  z.strictObject({ kind: z.literal('file'), path: z.string().min(1) }),
]);

/** How the published files become ONNX. */
const Converter = z.discriminatedUnion('name', [
  /** The source is the ONNX file. */
  z.strictObject({ name: z.literal('none') }),
  /** A TensorFlow.js graph model: source files are the topology (.json) and its weights (.bin). */
  z.strictObject({
    name: z.literal('tfjs-graph'),
    /** Factor between the graph's PReLU constant and the true negative slope. */
    preluScale: z.number().optional(),
    /** Take back Relus that the publisher's optimiser wrongly fused in front of a PReLU. */
    unfusePrelu: z.boolean().optional(),
  }),
  /** dlib's face recognition ResNet as shipped by face-api: weights only, topology is ours. */
  z.strictObject({ name: z.literal('dlib-resnet') }),
  /** An ONNX file of Paddle's exporter, its scales, shifts and hard swishes fused. */
  z.strictObject({
    name: z.literal('paddle-fused'),
    /** Give each step's best class and its posterior in place of all posteriors. */
    bestClass: z.boolean().default(false),
  }),
  /** MiniFASNetV2 as a legacy PyTorch state dictionary (.pth). */
  z.strictObject({ name: z.literal('minifasnet') }),
]);

/** How pixels become the input tensor. */
const Input = z.strictObject({
  name: z.string().min(1),
  layout: z.enum(['NHWC', 'NCHW']),
  /** null where the model takes any size. */
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
  colour: z.enum(['rgb', 'bgr', 'grey']),
  /** Tensor value = (pixel 0–255 − mean) · scale, per channel in the model's colour order. */
  mean: z.array(z.number()).min(1).max(3),
  scale: z.array(z.number()).min(1).max(3),
  /** Where one mean and scale do not describe it, what the stage does instead. */
  note: z.string().optional(),
});

/** What a face embedding model expects and how its cosine is to be read. */
const Embedding = z.strictObject({
  dimensions: z.int().positive(),
  /** `five`: eye centres, nose tip, mouth corners. `eye-corners-nose`: dlib's order of four corners and the nose base. */
  landmarks: z.enum(['five', 'eye-corners-nose']),
  /** Where the landmarks lie in the aligned crop, in its pixels. */
  template: z.array(Landmark).length(5),
  /** Largest cosine that two of the health check's synthetic inputs may reach. */
  maxSyntheticCosine: z.number().min(-1).max(1),
  /** Cosine thresholds measured by whoever brings the model; required for models Idem has not measured. */
  calibration: z
    .strictObject({
      reject: z.number().min(-1).max(1),
      accept: z.number().min(-1).max(1),
      evidence: z.string(),
    })
    .refine((c) => c.reject < c.accept, 'reject must lie below accept')
    .optional(),
});

export const ModelEntrySchema = z.strictObject({
  id: ModelId,
  purpose: z.string().min(1),
  licence: z.string().min(1),
  homepage: z.url().optional(),
  /** Optional models are built only when asked for, and checks work without them. */
  optional: z.boolean().default(false),
  source: Source,
  converter: Converter,
  onnx: z.strictObject({ sha256: Sha256, bytes: z.int().positive() }),
  input: Input,
  outputs: z.array(z.string().min(1)).min(1),
  embedding: Embedding.optional(),
});

/** One model: where it comes from, what it must hash to, what goes in and what comes out. */
export type ModelEntry = z.infer<typeof ModelEntrySchema>;
export type InputSpec = ModelEntry['input'];
export type EmbeddingSpec = NonNullable<ModelEntry['embedding']>;

export const ManifestSchema = z
  .strictObject({ models: z.array(ModelEntrySchema) })
  .refine((m) => new Set(m.models.map((e) => e.id)).size === m.models.length, 'model ids must be unique')
  .refine((m) => m.models.every((e) => e.source.kind !== 'file'), 'file sources belong in overrides');
export type Manifest = z.infer<typeof ManifestSchema>;

/**
 * Model id → the entry that answers to it instead. The replacing entry has an id of its own, so that a
 * measurement names the model that was really run and thresholds are looked up under that name.
 */
export const ModelOverridesSchema = z.record(ModelId, ModelEntrySchema);
export type ModelOverrides = Readonly<Record<string, ModelEntry>>;

/** The manifest cannot be read or does not have the documented shape. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/** Reads and checks a manifest. @throws {ManifestError} */
export function readManifest(path: string): Promise<Manifest> {
  return readAs(ManifestSchema, path);
}

/** Reads and checks an operator's overrides. @throws {ManifestError} */
export function readOverrides(path: string): Promise<ModelOverrides> {
  return readAs(ModelOverridesSchema, path);
}

async function readAs<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.output<Schema>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new ManifestError(`cannot read ${path}`, { cause });
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new ManifestError(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The manifest's entries by the id they answer to, overrides applied. @throws {ManifestError} for an override of an unknown id. */
export function applyOverrides(manifest: Manifest, overrides: ModelOverrides = {}): Map<string, ModelEntry> {
  const entries = new Map(manifest.models.map((entry) => [entry.id, entry]));
  for (const [id, entry] of Object.entries(overrides)) {
    if (!entries.has(id)) throw new ManifestError(`override for unknown model ${id}`);
    entries.set(id, entry);
  }
  return entries;
}
