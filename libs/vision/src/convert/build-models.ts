import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkEmbeddingHealth } from '../runtime/embedding-health.js';
import { ModelIntegrityError } from '../runtime/errors.js';
import {
  locateModel,
  type ModelPlaces,
  type ResolvePackage,
  resolveInstalledPackage,
} from '../runtime/locate-model.js';
import { applyOverrides, type ModelEntry, type ModelOverrides, readManifest } from '../runtime/manifest.js';
import { createSession, runSession } from '../runtime/open-models.js';
import { sha256 } from '../runtime/sha256.js';
import { convertTfjs } from './convert-tfjs.js';
import { buildDlibResnet } from './dlib-resnet.js';
import { downloadVerified, type Fetch } from './download.js';
import { fusePaddle } from './fuse-paddle.js';
import { buildMiniFasNet } from './minifasnet.js';

export interface BuildModelsOptions {
  /** Path of `models/manifest.json`. */
  readonly manifestPath: string;
  /** Folder for converted models (`models/built`); made when absent. */
  readonly outDir: string;
  readonly resolvePackage?: ResolvePackage;
  readonly fetch?: Fetch;
  /** Build these ids only, optional ones included. */
  readonly only?: readonly string[];
  /** Optional models to build beside the required ones. */
  readonly enabledOptional?: readonly string[];
  readonly overrides?: ModelOverrides;
  readonly onProgress?: (progress: BuildProgress) => void;
}

export interface BuildProgress {
  readonly modelId: string;
  /** `kept`: the file was there and right. `in-place`: used where it was published. `built`: converted now. */
  readonly outcome: 'kept' | 'in-place' | 'built';
  readonly milliseconds: number;
}

/**
 * Brings every wanted model onto this machine as a verified ONNX file. What is there and right is kept, so
 * that a second call costs one hash per model. A file appears under its final name only when it is
 * complete and has the manifest's SHA-256.
 *
 * @returns what was done, in the manifest's order.
 * @throws {ManifestError | ModelIntegrityError | DownloadError | ConversionError} naming the model.
 */
export async function buildModels(options: BuildModelsOptions): Promise<readonly BuildProgress[]> {
  const { manifestPath, outDir, only, enabledOptional = [], onProgress } = options;
  const entries = [...applyOverrides(await readManifest(manifestPath), options.overrides)];
  const known = new Set(entries.map(([id]) => id));
  for (const id of [...(only ?? []), ...enabledOptional]) {
    if (!known.has(id)) throw new ModelIntegrityError(id, 'is not in the manifest');
  }
  const places: ModelPlaces = {
    manifestDir: dirname(manifestPath),
    builtDir: outDir,
    resolvePackage: options.resolvePackage ?? resolveInstalledPackage,
  };
  const done: BuildProgress[] = [];
  for (const [id, entry] of entries) {
    const wanted = only ? only.includes(id) : !entry.optional || enabledOptional.includes(id);
    if (!wanted) continue;
    const started = performance.now();
    const outcome = await buildModel(entry, places, options.fetch ?? fetch);
    const progress = { modelId: entry.id, outcome, milliseconds: performance.now() - started };
    done.push(progress);
    onProgress?.(progress);
  }
  return done;
}

async function buildModel(
  entry: ModelEntry,
  places: ModelPlaces,
  fetch: Fetch,
): Promise<BuildProgress['outcome']> {
  const path = locateModel(entry, places);
  const inPlace = dirname(path) !== places.builtDir;
  const present = await readFile(path).catch(() => undefined);
  if (present && sha256(present) === entry.onnx.sha256) return inPlace ? 'in-place' : 'kept';
  if (inPlace) {
    throw new ModelIntegrityError(entry.id, `${path} ${present ? 'has another SHA-256' : 'does not exist'}`);
  }
  const onnx = convert(entry, await readSources(entry, places, fetch));
  const actual = sha256(onnx);
  if (actual !== entry.onnx.sha256) {
    throw new ModelIntegrityError(
      entry.id,
      `conversion gave SHA-256 ${actual}, expected ${entry.onnx.sha256}`,
    );
  }
  await checkHealth(entry, onnx);
  await writeAtomically(path, onnx);
  return 'built';
}

async function readSources(
  entry: ModelEntry,
  places: ModelPlaces,
  fetch: Fetch,
): Promise<readonly Uint8Array[]> {
  const { source } = entry;
  if (source.kind === 'url') return [await downloadVerified(source, fetch)];
  if (source.kind === 'file') return [await readFile(source.path)];
  const root = source.kind === 'package' ? places.resolvePackage(source.package) : places.manifestDir;
  return Promise.all(
    source.files.map(async (file) => {
      const bytes = await readFile(join(root, file.path));
      if (sha256(bytes) !== file.sha256) {
        throw new ModelIntegrityError(entry.id, `${join(root, file.path)} is not the published file`);
      }
      return bytes;
    }),
  );
}

/** Turns a model's published files into ONNX. The same files always give the same bytes. */
export function convert(entry: ModelEntry, [first, second]: readonly Uint8Array[]): Uint8Array {
  const { converter } = entry;
  if (!first) throw new ModelIntegrityError(entry.id, 'has no source files');
  switch (converter.name) {
    case 'none':
      return first;
    case 'minifasnet':
      return buildMiniFasNet(first);
    case 'paddle-fused':
      return fusePaddle(first, converter);
    case 'dlib-resnet':
      return buildDlibResnet(first, required(entry, second));
    case 'tfjs-graph': {
      const { preluScale: scale = 2, unfusePrelu: unfuse = false } = converter;
      const { outputs } = entry;
      return convertTfjs(first, required(entry, second), {
        name: entry.id,
        outputs,
        prelu: { scale, unfuse },
      });
    }
  }
}

function required(entry: ModelEntry, file: Uint8Array | undefined): Uint8Array {
  if (!file) throw new ModelIntegrityError(entry.id, 'needs a weights file beside its description');
  return file;
}

async function checkHealth(entry: ModelEntry, onnx: Uint8Array): Promise<void> {
  if (!entry.embedding) return;
  const session = await createSession(onnx);
  try {
    await checkEmbeddingHealth(entry, (inputs) => runSession(session, inputs));
  } finally {
    await session.release();
  }
}

/** Two processes may build at once: each writes a file of its own and renames it; both hold the same bytes. */
async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.partial`;
  try {
    await writeFile(temporary, bytes);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
