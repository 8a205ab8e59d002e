import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checkEmbeddingHealth } from './embedding-health.js';
import { ModelIntegrityError, ModelMissingError, UnknownModelError } from './errors.js';
import { locateModel, type ResolvePackage, resolveInstalledPackage } from './locate-model.js';
import { applyOverrides, type ModelEntry, type ModelOverrides, readManifest } from './manifest.js';
import type { Models, Tensors } from './models.js';
import { InferenceSession, Tensor as OrtTensor } from './onnx-runtime.js';
import { sha256 } from './sha256.js';

export interface OpenModelsOptions {
  /** Path of `models/manifest.json`. */
  readonly manifestPath: string;
  /** Folder that `buildModels` wrote to (`models/built`). */
  readonly modelsDir: string;
  /** Models to use in place of the manifest's, by the id they replace. */
  readonly overrides?: ModelOverrides;
  /** Threads inside one inference. More than one only pays on an idle machine; scale by workers instead. */
  readonly threads?: number;
  readonly resolvePackage?: ResolvePackage;
}

/**
 * Opens the models of a manifest. Nothing is loaded yet: each model gets one session when it is first
 * run, after its bytes have been checked against the manifest.
 *
 * Runs of one session may overlap from the caller's view. No queue is needed: the runtime's Node binding
 * computes on the calling thread, one run at a time, and a session holds no state between runs.
 * For the same reason a run blocks the event loop: call it from a worker thread.
 *
 * @throws {ManifestError} when the manifest or an override is not usable.
 */
export async function openModels(options: OpenModelsOptions): Promise<Models> {
  const { manifestPath, modelsDir, overrides, threads = 1 } = options;
  const entries = applyOverrides(await readManifest(manifestPath), overrides);
  const places = {
    manifestDir: dirname(manifestPath),
    builtDir: modelsDir,
    resolvePackage: options.resolvePackage ?? resolveInstalledPackage,
  };
  const sessions = new Map<string, Promise<InferenceSession>>();

  const describe = (modelId: string): ModelEntry => {
    const entry = entries.get(modelId);
    if (!entry) throw new UnknownModelError(modelId);
    return entry;
  };

  const open = (modelId: string): Promise<InferenceSession> => {
    let session = sessions.get(modelId);
    if (!session) {
      const entry = describe(modelId);
      session = loadSession(entry, locateModel(entry, places), threads);
      sessions.set(modelId, session);
      // A missing file may be built and a bad one replaced while the process lives: try again next time.
      session.catch(() => sessions.delete(modelId));
    }
    return session;
  };

  return {
    describe,
    has: (modelId) => {
      const entry = entries.get(modelId);
      return entry !== undefined && existsSync(locateModel(entry, places));
    },
    run: async (modelId, inputs) => runSession(await open(modelId), inputs),
  };
}

/**
 * Reads, verifies and loads one model file.
 *
 * @throws {ModelMissingError} when there is no such file.
 * @throws {ModelIntegrityError} when its SHA-256 or its behaviour is wrong.
 */
async function loadSession(entry: ModelEntry, path: string, threads: number): Promise<InferenceSession> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' ? new ModelMissingError(entry.id, path) : cause;
  });
  const actual = sha256(bytes);
  if (actual !== entry.onnx.sha256) {
    throw new ModelIntegrityError(entry.id, `SHA-256 of ${path} is ${actual}, expected ${entry.onnx.sha256}`);
  }
  const session = await createSession(bytes, threads);
  await checkEmbeddingHealth(entry, (inputs) => runSession(session, inputs));
  return session;
}

/** Makes a session of a model's bytes; `threads` compute inside one run, none of them spinning while idle. */
export function createSession(onnx: Uint8Array, threads = 1): Promise<InferenceSession> {
  return InferenceSession.create(onnx, {
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Spinning threads take the core from the neighbours: on a busy machine two threads were slower than one.
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
  });
}

/** The only call of `session.run`. @throws when an output is not a float tensor, or inference fails. */
export async function runSession(session: InferenceSession, inputs: Tensors): Promise<Tensors> {
  const feeds: Record<string, OrtTensor> = {};
  for (const [name, { data, dims }] of Object.entries(inputs))
    feeds[name] = new OrtTensor('float32', data, dims);
  const outputs: Record<string, { data: Float32Array; dims: readonly number[] }> = {};
  for (const [name, tensor] of Object.entries(await session.run(feeds))) {
    if (tensor.type !== 'float32') throw new TypeError(`output ${name} is ${tensor.type}, not float32`);
    outputs[name] = { data: tensor.data as Float32Array, dims: tensor.dims };
  }
  return outputs;
}
