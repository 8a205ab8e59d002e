import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { resolveInstalledPackage } from '@idem/vision/runtime/locate-model';
import type { FaceRival } from './face-rival.js';

/** What is used of it. The package's own types are those of its browser build. */
interface Human {
  readonly tf: {
    tensor4d(values: Float32Array, shape: readonly number[]): object;
    dispose(tensor: object): void;
    setBackend(name: string): Promise<boolean>;
    ready(): Promise<void>;
  };
  readonly match: { similarity(p: readonly number[], q: readonly number[]): number };
  load(): Promise<void>;
  detect(tensor: object): Promise<{ readonly face: readonly { readonly embedding?: readonly number[] }[] }>;
}

const OFF = { enabled: false };

/**
 * `@vladmandic/human` as shipped, with its own models, on TensorFlow.js' WebAssembly backend: the fastest that needs
 * no native library. Detector with rotation, mesh and description, which is what a comparison needs; the rest is off.
 */
export async function human(): Promise<FaceRival> {
  const require = createRequire(import.meta.url);
  const root = resolveInstalledPackage('@vladmandic/human');
  const { version } = require(path.join(root, 'package.json')) as { version: string };
  // It fetches its models; Node's fetch knows no files.
  const server = createServer((request, response) => {
    const file = path.join(root, 'models', path.basename(request.url ?? ''));
    if (!existsSync(file)) response.writeHead(404).end();
    else createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { Human: Library } = require(path.join(root, 'dist/human.node-wasm.js')) as {
    Human: new (config: object) => Human;
  };
  const library = new Library({
    backend: 'wasm',
    wasmPath: `${resolveInstalledPackage('@tensorflow/tfjs-backend-wasm')}/dist/`,
    modelBasePath: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    debug: false,
    async: false,
    cacheSensitivity: 0,
    skipAllowed: false,
    filter: OFF,
    face: {
      enabled: true,
      detector: { rotation: true, maxDetected: 1, minConfidence: 0.3 },
      mesh: { enabled: true },
      description: { enabled: true },
      iris: OFF,
      emotion: OFF,
      antispoof: OFF,
      liveness: OFF,
    },
    body: OFF,
    hand: OFF,
    object: OFF,
    gesture: OFF,
    segmentation: OFF,
  });
  await library.load();
  await library.tf.setBackend('wasm');
  await library.tf.ready();
  return {
    name: `@vladmandic/human ${version}`,
    embed: async ({ data, width, height }) => {
      const tensor = library.tf.tensor4d(Float32Array.from(data), [1, height, width, 3]);
      const { face } = await library.detect(tensor);
      library.tf.dispose(tensor);
      const embedding = face[0]?.embedding;
      return embedding?.length ? embedding : null;
    },
    similarity: (p, q) => library.match.similarity(p, q),
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
