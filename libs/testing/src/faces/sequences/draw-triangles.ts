import type { RgbImage } from '@idem/vision/image/rgb-image';

/** Bound once: in hot loops a look-up through the global object costs as much as the work. */
const { abs, ceil, floor, max, min, round } = Math;

/** A corner in pixels of a picture. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** A corner in the drawn picture; of two triangles over one pixel the one with smaller z is seen. */
export interface ProjectedVertex extends Corner {
  readonly z: number;
}

/** Draws a picture's triangles where their corners were moved to, the farthest first, over a copy of `canvas`. */
export function drawTriangles(
  picture: RgbImage,
  canvas: RgbImage,
  from: readonly Corner[],
  to: readonly ProjectedVertex[],
  triangles: Uint32Array,
): RgbImage {
  const out: RgbImage = { ...canvas, data: Uint8Array.from(canvas.data) };
  const order = Array.from({ length: triangles.length / 3 }, (_, i) => {
    const corners = [triangles[3 * i]!, triangles[3 * i + 1]!, triangles[3 * i + 2]!] as const;
    return { corners, depth: corners.reduce((sum, corner) => sum + to[corner]!.z, 0) };
  }).sort((p, q) => q.depth - p.depth);
  for (const { corners } of order) {
    const [a, b, c] = corners;
    drawTriangle(picture, out, [from[a]!, from[b]!, from[c]!], [to[a]!, to[b]!, to[c]!]);
  }
  return out;
}

type Triangle = readonly [Corner, Corner, Corner];

function drawTriangle(source: RgbImage, target: RgbImage, from: Triangle, to: Triangle): void {
  const [p, q, r] = to;
  const area = (q.x - p.x) * (r.y - p.y) - (r.x - p.x) * (q.y - p.y);
  if (abs(area) < 1e-6) return;
  const left = max(0, ceil(min(p.x, q.x, r.x)));
  const right = min(target.width - 1, floor(max(p.x, q.x, r.x)));
  const top = max(0, ceil(min(p.y, q.y, r.y)));
  const bottom = min(target.height - 1, floor(max(p.y, q.y, r.y)));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const v = ((x - p.x) * (r.y - p.y) - (r.x - p.x) * (y - p.y)) / area;
      const w = ((q.x - p.x) * (y - p.y) - (x - p.x) * (q.y - p.y)) / area;
      const u = 1 - v - w;
      if (u < -1e-9 || v < -1e-9 || w < -1e-9) continue;
      copyPixel(
        source,
        u * from[0].x + v * from[1].x + w * from[2].x,
        u * from[0].y + v * from[1].y + w * from[2].y,
        target,
        (y * target.width + x) * 3,
      );
    }
  }
}

/** Copies the picture's value at (x, y), between pixels bilinearly, to three bytes of another one. */
function copyPixel(source: RgbImage, x: number, y: number, target: RgbImage, offset: number): void {
  const { data, width, height } = source;
  const cx = max(0, min(width - 1.001, x));
  const cy = max(0, min(height - 1.001, y));
  const [x0, y0] = [floor(cx), floor(cy)];
  const [fx, fy] = [cx - x0, cy - y0];
  const i = (y0 * width + x0) * 3;
  const below = i + width * 3;
  for (let ch = 0; ch < 3; ch++) {
    const upper = data[i + ch]! * (1 - fx) + data[i + 3 + ch]! * fx;
    const lower = data[below + ch]! * (1 - fx) + data[below + 3 + ch]! * fx;
    target.data[offset + ch] = round(upper * (1 - fy) + lower * fy);
  }
}
