import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ModelEntry, readManifest } from '../runtime/manifest.js';
import { openModels } from '../runtime/open-models.js';
import { sha256 } from '../runtime/sha256.js';
import { PASSIVE_LIVENESS } from '../stages/face-liveness/passive-liveness.js';
import { buildModels } from './build-models.js';
import { DownloadError } from './download.js';
import { buildMiniFasNet } from './minifasnet.js';
import { REPOSITORY_MANIFEST } from './repository-models.js';
import { syntheticMiniFasNet } from './synthetic-state.js';

/**
 * The published weights may not be committed. Where somebody laid them beside the repository, in
 * `shared/optional-models` of a folder above it, they are installed just as the manifest says; elsewhere a synthetic
 * network of the same shape takes the same way. Neither leaves a test out.
 */
const WEIGHTS = join('shared', 'optional-models', '2.7_80x80_MiniFASNetV2.pth');

function findWeights(from: string): string | undefined {
  const here = join(from, WEIGHTS);
  if (existsSync(here)) return here;
  const above = dirname(from);
  return above === from ? undefined : findWeights(above);
}

let server: Server;
let folder: string;
let pth: Uint8Array;
let entry: ModelEntry;
let served: Uint8Array;
let requests = 0;

beforeAll(async () => {
  const manifest = await readManifest(REPOSITORY_MANIFEST);
  const published = manifest.models.find(({ id }) => id === PASSIVE_LIVENESS)!;
  const path = findWeights(dirname(REPOSITORY_MANIFEST));
  pth = path === undefined ? syntheticMiniFasNet() : await readFile(path);
  served = pth;
  server = createServer((_, response) => {
    requests++;
    response.end(served);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/model.pth`;
  if (published.source.kind !== 'url') throw new Error('the optional model comes from a URL');
  const onnx = buildMiniFasNet(pth);
  entry =
    path === undefined
      ? {
          ...published,
          source: { ...published.source, url, sha256: sha256(pth) },
          onnx: { sha256: sha256(onnx), bytes: onnx.length },
        }
      : { ...published, source: { ...published.source, url } };
  folder = await mkdtemp(join(tmpdir(), 'idem-optional-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function install(change: Partial<Extract<ModelEntry['source'], { kind: 'url' }>> = {}) {
  const at = await mkdtemp(join(folder, 'run-'));
  const manifestPath = join(at, 'manifest.json');
  const model = { ...entry, source: { ...entry.source, ...change } };
  await writeFile(manifestPath, JSON.stringify({ models: [model] }));
  const outDir = join(at, 'built');
  const done = await buildModels({ manifestPath, outDir, enabledOptional: [PASSIVE_LIVENESS] });
  return { done, models: await openModels({ manifestPath, modelsDir: outDir }), outDir };
}

describe('the optional model for passive liveness', () => {
  test('comes over HTTP, is what the manifest says before and after its conversion, and answers', async () => {
    requests = 0;
    const { done, models, outDir } = await install();
    expect([done[0]?.outcome, requests]).toEqual(['built', 1]);
    expect(sha256(await readFile(join(outDir, `${PASSIVE_LIVENESS}.onnx`)))).toBe(entry.onnx.sha256);
    expect(models.has(PASSIVE_LIVENESS)).toBe(true);
    const data = Float32Array.from({ length: 3 * 80 * 80 }, (_, i) => (i * 37) % 256);
    const { logits } = await models.run(PASSIVE_LIVENESS, { input: { data, dims: [1, 3, 80, 80] } });
    expect(logits?.dims).toEqual([1, 3]);
    expect(logits?.data.every(Number.isFinite)).toBe(true);
  });

  test.each([
    ['one changed byte', () => Uint8Array.from(pth, (byte, i) => (i === pth.length - 1 ? byte ^ 1 : byte))],
    ['a file that is cut short', () => pth.subarray(0, pth.length - 100)],
    ['another model', () => new Uint8Array(5000)],
  ])('is refused for %s', async (_, bytes) => {
    served = bytes();
    try {
      await expect(install()).rejects.toThrow(DownloadError);
    } finally {
      served = pth;
    }
  });

  test('is refused for being larger than the manifest allows', async () => {
    await expect(install({ maxBytes: pth.length - 1 })).rejects.toThrow(/larger than/);
  });
});
