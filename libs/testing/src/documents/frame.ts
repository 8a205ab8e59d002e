/** A rectangle on a document, in millimetres from its top left corner. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The smallest rectangle around all of `frames`.
 *
 * @throws {RangeError} when there is none.
 */
export function union(frames: readonly Frame[]): Frame {
  if (frames.length === 0) throw new RangeError('nothing to surround');
  const x = Math.min(...frames.map((frame) => frame.x));
  const y = Math.min(...frames.map((frame) => frame.y));
  const right = Math.max(...frames.map((frame) => frame.x + frame.width));
  const bottom = Math.max(...frames.map((frame) => frame.y + frame.height));
  return { x, y, width: right - x, height: bottom - y };
}
