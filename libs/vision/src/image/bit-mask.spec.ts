import { describe, expect, test } from '@jest/globals';
import { type Mat, openCv, withMats } from '../runtime/opencv.js';
import { closeBits, dilateBits, erodeBits, openBits, packBits, unpackBits } from './bit-mask.js';

/** Blots of noise, from a linear congruential sequence. */
function noise(width: number, height: number, share: number): Uint8Array {
  let state = width * 7919 + height;
  return Uint8Array.from({ length: width * height }, () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32 < share ? 255 : 0;
  });
}

describe.each([
  [64, 9],
  [101, 57],
  [31, 40],
  [33, 12],
])('%i × %i pixels', (width, height) => {
  test('unpacking gives back what was packed', () => {
    const bytes = noise(width, height, 0.4);
    expect(unpackBits(packBits(bytes, width, height))).toEqual(bytes);
  });

  test.each([
    [3, 3],
    [5, 5],
    [21, 3],
    [1, 9],
  ])('as OpenCV with a %i × %i rectangle', (kernelWidth, kernelHeight) => {
    const cv = openCv();
    for (const share of [0.02, 0.5, 0.97]) {
      const bytes = noise(width, height, share);
      const mask = packBits(bytes, width, height);
      const byOpenCv = (operation: number) =>
        withMats(cv, (own) => {
          const from = own(cv.matFromArray(height, width, cv.CV_8UC1, bytes));
          const to: Mat = own(new cv.Mat());
          const kernel = own(cv.getStructuringElement(cv.MORPH_RECT, new cv.Size(kernelWidth, kernelHeight)));
          cv.morphologyEx(from, to, operation, kernel);
          return Buffer.from(to.data).toString('base64');
        });
      const bytesOf = (operation: typeof erodeBits) =>
        Buffer.from(unpackBits(operation(mask, kernelWidth, kernelHeight))).toString('base64');
      // MORPH_ERODE and MORPH_DILATE are 0 and 1 in OpenCV's enumeration.
      expect(bytesOf(erodeBits)).toBe(byOpenCv(0));
      expect(bytesOf(dilateBits)).toBe(byOpenCv(1));
      expect(bytesOf(closeBits)).toBe(byOpenCv(cv.MORPH_CLOSE));
      expect(bytesOf(openBits)).toBe(byOpenCv(cv.MORPH_OPEN));
    }
  });
});
