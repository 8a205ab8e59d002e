import { createRequire } from 'node:module';

/** An OpenCV matrix in WebAssembly memory: never garbage-collected, so every one is owned by a `withMats` scope. */
export interface Mat {
  readonly rows: number;
  readonly cols: number;
  /** A view into WebAssembly memory: copy what outlives the scope. */
  readonly data: Uint8Array;
  readonly data32S: Int32Array;
  delete(): void;
}

export interface MatVector {
  size(): number;
  /** The returned matrix is a new handle and must be owned too. */
  get(index: number): Mat;
  delete(): void;
}

export interface RotatedRect {
  readonly center: { readonly x: number; readonly y: number };
  readonly size: { readonly width: number; readonly height: number };
  readonly angle: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The part of OpenCV that Idem uses. Names and argument orders are OpenCV's own. */
export interface OpenCv {
  readonly Mat: new () => Mat;
  readonly MatVector: new () => MatVector;
  readonly Size: new (width: number, height: number) => Size;
  readonly RotatedRect: { points(rect: RotatedRect): readonly { readonly x: number; readonly y: number }[] };

  matFromArray(rows: number, cols: number, type: number, values: ArrayLike<number>): Mat;
  cvtColor(from: Mat, to: Mat, code: number): void;
  split(from: Mat, to: MatVector): void;
  GaussianBlur(from: Mat, to: Mat, size: Size, sigma: number): void;
  getStructuringElement(shape: number, size: Size): Mat;
  morphologyEx(from: Mat, to: Mat, operation: number, kernel: Mat): void;
  dilate(from: Mat, to: Mat, kernel: Mat): void;
  Scharr(from: Mat, to: Mat, depth: number, dx: number, dy: number): void;
  convertScaleAbs(from: Mat, to: Mat, alpha: number, beta: number): void;
  threshold(from: Mat, to: Mat, threshold: number, max: number, type: number): number;
  Canny(from: Mat, to: Mat, low: number, high: number, aperture: number, l2: boolean): void;
  findContours(from: Mat, contours: MatVector, hierarchy: Mat, mode: number, method: number): void;
  convexHull(points: Mat, hull: Mat, clockwise: boolean, returnPoints: boolean): void;
  contourArea(contour: Mat): number;
  arcLength(contour: Mat, closed: boolean): number;
  approxPolyDP(contour: Mat, to: Mat, epsilon: number, closed: boolean): void;
  minAreaRect(contour: Mat): RotatedRect;
  exceptionFromPtr(pointer: number): { readonly msg: string };

  readonly CV_8UC1: number;
  readonly CV_8UC3: number;
  readonly CV_16S: number;
  readonly CV_32F: number;
  readonly COLOR_RGB2GRAY: number;
  readonly COLOR_RGB2HSV: number;
  readonly COLOR_RGB2Lab: number;
  readonly MORPH_ELLIPSE: number;
  readonly MORPH_RECT: number;
  readonly MORPH_BLACKHAT: number;
  readonly MORPH_CLOSE: number;
  readonly MORPH_OPEN: number;
  readonly THRESH_BINARY: number;
  readonly THRESH_OTSU: number;
  readonly RETR_EXTERNAL: number;
  readonly RETR_LIST: number;
  readonly CHAIN_APPROX_NONE: number;
  readonly CHAIN_APPROX_SIMPLE: number;
}

const PROCESS_EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

let loaded: OpenCv | undefined;

/** OpenCV, compiled on first use (about 0.3 s) and shared from then on. Everything in it is synchronous. */
export function openCv(): OpenCv {
  loaded ??= load();
  return loaded;
}

/**
 * Emscripten's start-up code hooks the process' last-resort events and would turn any stray rejection
 * into an abort of the WebAssembly instance; how a process dies is the application's decision, so
 * whatever loading added is taken away again.
 *
 * Loaded by `require`: the package ships its typings as TypeScript source that does not compile here.
 */
function load(): OpenCv {
  const before = PROCESS_EVENTS.map((event) => new Set<unknown>(process.rawListeners(event)));
  const { cv } = createRequire(import.meta.url)('opencv-wasm') as { cv: OpenCv };
  PROCESS_EVENTS.forEach((event, index) => {
    for (const listener of process.rawListeners(event)) {
      if (!before[index]!.has(listener)) process.removeListener(event, listener as () => void);
    }
  });
  return cv;
}

type Own = <Handle extends { delete(): void }>(handle: Handle) => Handle;

/**
 * Runs `body` with a function that takes ownership of WebAssembly handles; all of them are deleted when
 * `body` returns or throws.
 *
 * @throws Error with OpenCV's message; OpenCV itself throws bare pointers.
 */
export function withMats<Result>(cv: OpenCv, body: (own: Own) => Result): Result {
  const owned: { delete(): void }[] = [];
  try {
    return body((handle) => {
      owned.push(handle);
      return handle;
    });
  } catch (error) {
    if (typeof error === 'number') throw new Error(`OpenCV: ${cv.exceptionFromPtr(error).msg}`);
    throw error;
  } finally {
    for (const handle of owned) handle.delete();
  }
}
