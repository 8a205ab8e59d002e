import { createRequire } from 'node:module';
import path from 'node:path';
import { resolveInstalledPackage } from '@idem/vision/runtime/locate-model';
import type { FaceRival } from './face-rival.js';

/** What is used of it. The package's own types are those of its browser build. */
interface FaceApi {
  readonly tf: {
    tensor3d(values: Uint8Array, shape: readonly number[], kind: 'int32'): object;
    dispose(tensor: object): void;
    setBackend(name: string): Promise<boolean>;
    ready(): Promise<void>;
  };
  readonly nets: Readonly<
    Record<
      'ssdMobilenetv1' | 'faceLandmark68Net' | 'faceRecognitionNet',
      { loadFromDisk(folder: string): Promise<void> }
    >
  >;
  readonly SsdMobilenetv1Options: new (options: object) => object;
  detectSingleFace(
    tensor: object,
    options: object,
  ): {
    withFaceLandmarks(): { withFaceDescriptor(): Promise<{ readonly descriptor: Float32Array } | undefined> };
  };
  euclideanDistance(p: readonly number[], q: readonly number[]): number;
}

/** `@vladmandic/face-api` as shipped: its SSD detector, landmarks and descriptor, on TensorFlow.js' WebAssembly. */
export async function faceApi(): Promise<FaceRival> {
  const require = createRequire(import.meta.url);
  const root = resolveInstalledPackage('@vladmandic/face-api');
  const { version } = require(path.join(root, 'package.json')) as { version: string };
  const wasm = require('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
  wasm.setWasmPaths(`${resolveInstalledPackage('@tensorflow/tfjs-backend-wasm')}/dist/`);
  const library = require(path.join(root, 'dist/face-api.node-wasm.js')) as FaceApi;
  await library.tf.setBackend('wasm');
  await library.tf.ready();
  const { ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet } = library.nets;
  for (const net of [ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet])
    await net.loadFromDisk(path.join(root, 'model'));
  const options = new library.SsdMobilenetv1Options({ minConfidence: 0.3, maxResults: 5 });
  return {
    name: `@vladmandic/face-api ${version}`,
    embed: async ({ data, width, height }) => {
      const tensor = library.tf.tensor3d(data, [height, width, 3], 'int32');
      const found = await library.detectSingleFace(tensor, options).withFaceLandmarks().withFaceDescriptor();
      library.tf.dispose(tensor);
      return found ? [...found.descriptor] : null;
    },
    similarity: (p, q) => -library.euclideanDistance(p, q),
    close: async () => {},
  };
}
