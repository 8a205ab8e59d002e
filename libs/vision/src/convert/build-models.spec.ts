import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ModelIntegrityError, ModelMissingError, UnknownModelError } from '../runtime/errors.js';
import { ManifestError, type ModelEntry, readManifest } from '../runtime/manifest.js';
import { openModels } from '../runtime/open-models.js';
import { sha256 } from '../runtime/sha256.js';
import { buildModels } from './build-models.js';
import { DownloadError } from './download.js';
import { buildMiniFasNet } from './minifasnet.js';
import { REPOSITORY_MANIFEST } from './repository-models.js';
import { syntheticMiniFasNet } from './synthetic-state.js';

const pth = syntheticMiniFasNet();
const onnx = buildMiniFasNet(pth);

let server: Server;
let origin: string;
let folder: string;
let requests: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request.url!);
    if (request.url === '/model.pth') response.end(pth);
    else if (request.url === '/endless.pth') {
      const more = () => response.write(Buffer.alloc(65_536), (error) => (error ? undefined : more()));
      more();
    } else response.writeHead(404).end('no such model');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(async () => {
  requests = [];
  folder = await mkdtemp(join(tmpdir(), 'idem-models-'));
  return () => rm(folder, { recursive: true });
});

function entry(
  change: Partial<ModelEntry> = {},
  source: Partial<{ url: string; sha256: string; maxBytes: number }> = {},
) {
  return {
    id: 'pad',
    purpose: 'test',
    licence: 'none',
    optional: true,
    source: { kind: 'url', url: `${origin}/model.pth`, sha256: sha256(pth), maxBytes: 1_000_000, ...source },
    converter: { name: 'minifasnet' },
    onnx: { sha256: sha256(onnx), bytes: onnx.length },
    input: { name: 'input', layout: 'NCHW', width: 80, height: 80, colour: 'bgr', mean: [0], scale: [1] },
    outputs: ['logits'],
    ...change,
  };
}

async function build(model: object, enabledOptional = ['pad']) {
  const manifestPath = join(folder, 'manifest.json');
  await writeFile(manifestPath, JSON.stringify({ models: [model] }));
  const outDir = join(folder, 'built');
  return { manifestPath, outDir, done: await buildModels({ manifestPath, outDir, enabledOptional }) };
}

const built = () => readdir(join(folder, 'built')).catch(() => []);

describe('models from a URL', () => {
  test('are downloaded once, converted, verified and usable', async () => {
    const { manifestPath, outDir, done } = await build(entry());
    expect(done).toMatchObject([{ modelId: 'pad', outcome: 'built' }]);
    expect(await built()).toEqual(['pad.onnx']);
    expect(await buildModels({ manifestPath, outDir, enabledOptional: ['pad'] })).toMatchObject([
      { outcome: 'kept' },
    ]);
    expect(requests).toEqual(['/model.pth']);
    const models = await openModels({ manifestPath, modelsDir: outDir });
    expect(models.has('pad')).toBe(true);
    const input = { data: new Float32Array(3 * 80 * 80), dims: [1, 3, 80, 80] };
    const [first, second] = await Promise.all([models.run('pad', { input }), models.run('pad', { input })]);
    expect(first.logits?.dims).toEqual([1, 3]);
    expect(second).toEqual(first);
  });

  test('are left alone unless enabled', async () => {
    const { done, manifestPath, outDir } = await build(entry(), []);
    expect([done, requests]).toEqual([[], []]);
    const models = await openModels({ manifestPath, modelsDir: outDir });
    expect(models.has('pad')).toBe(false);
    await expect(models.run('pad', {})).rejects.toThrow(ModelMissingError);
  });

  test.each([
    ['another hash', { sha256: '0'.repeat(64) }],
    ['too many bytes', { maxBytes: 1000 }],
    ['no end', { url: '/endless.pth' }],
    ['a 404', { url: '/missing.pth' }],
  ])('with %s are refused and leave nothing behind', async (_, source) => {
    const url = `${origin}${'url' in source ? source.url : '/model.pth'}`;
    await expect(build(entry({}, { ...source, url }))).rejects.toThrow(DownloadError);
    expect(await built()).toEqual([]);
  });

  test('that convert to something else are refused and leave nothing behind', async () => {
    const wrong = entry({ onnx: { sha256: '1'.repeat(64), bytes: 1 } });
    await expect(build(wrong)).rejects.toThrow(ModelIntegrityError);
    expect(await built()).toEqual([]);
  });
});

describe('opened models', () => {
  test('refuse a file that was changed after it was built, and recover when it is put right', async () => {
    const { manifestPath, outDir } = await build(entry());
    const path = join(outDir, 'pad.onnx');
    const bytes = await readFile(path);
    const models = await openModels({ manifestPath, modelsDir: outDir });
    await writeFile(path, Buffer.concat([bytes, Buffer.from([0])]));
    await expect(models.run('pad', {})).rejects.toThrow(ModelIntegrityError);
    await writeFile(path, bytes);
    const input = { data: new Float32Array(3 * 80 * 80), dims: [1, 3, 80, 80] };
    expect(Object.keys(await models.run('pad', { input }))).toEqual(['logits']);
  });

  test('know nothing of models outside the manifest', async () => {
    const models = await openModels({ manifestPath: REPOSITORY_MANIFEST, modelsDir: folder });
    expect(models.has('nonesuch')).toBe(false);
    expect(() => models.describe('nonesuch')).toThrow(UnknownModelError);
  });

  test('answer with the model an operator put in place', async () => {
    const { manifestPath, outDir } = await build(entry());
    const path = join(folder, 'own.onnx');
    await writeFile(path, onnx);
    const own = { ...entry(), id: 'own-pad', source: { kind: 'file', path }, converter: { name: 'none' } };
    const overrides = { pad: own as ModelEntry };
    await rm(join(outDir, 'pad.onnx'));
    const models = await openModels({ manifestPath, modelsDir: outDir, overrides });
    expect(models.describe('pad').id).toBe('own-pad');
    const input = { data: new Float32Array(3 * 80 * 80), dims: [1, 3, 80, 80] };
    expect(Object.keys(await models.run('pad', { input }))).toEqual(['logits']);
    await expect(
      openModels({ manifestPath, modelsDir: outDir, overrides: { other: own as ModelEntry } }),
    ).rejects.toThrow(ManifestError);
  });
});

test('an embedding that cannot tell faces apart is refused', async () => {
  // What the manifest would build without the repair of its damaged activations.
  const manifest = await readManifest(REPOSITORY_MANIFEST);
  const sound = manifest.models.find((model) => model.id === 'mobilefacenet')!;
  const { convert } = await import('./build-models.js');
  const { resolveInstalledPackage } = await import('../runtime/locate-model.js');
  if (sound.source.kind !== 'package') throw new Error('expected a package source');
  const root = resolveInstalledPackage(sound.source.package);
  const files = await Promise.all(sound.source.files.map((file) => readFile(join(root, file.path))));
  const damaged = { ...sound, converter: { name: 'tfjs-graph' as const } };
  const bytes = convert(damaged, files);
  await expect(
    build({ ...damaged, onnx: { sha256: sha256(bytes), bytes: bytes.length } }, []),
  ).rejects.toThrow(/cannot tell faces apart/);
});
