import type { Luma } from '../guidance/luma.js';

/** What the person should do before a picture of their face; null when nothing stands in the way that can be measured. */
export type LightHint = 'brighter' | 'darker' | 'still';

/** Mean grey inside the oval, 0 to 255, and mean change of it from one look to the next. */
const LIMITS = { dark: 50, bright: 225, motion: 14 } as const;

/**
 * Light and movement inside the oval.
 *
 * @param before the look before, of the same size
 */
export function judgeFaceLight(luma: Luma, before: Luma | null): LightHint | null {
  const { width, height, data } = luma;
  let [sum, moved, count] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isInOval((x + 0.5) / width, (y + 0.5) / height, width / height)) continue;
      const grey = data[y * width + x]!;
      sum += grey;
      moved += before === null ? 0 : Math.abs(grey - before.data[y * width + x]!);
      count++;
    }
  }
  if (count === 0) return null;
  if (sum / count < LIMITS.dark) return 'brighter';
  if (sum / count > LIMITS.bright) return 'darker';
  return moved / count > LIMITS.motion ? 'still' : null;
}

/** Half the height and half the width of the oval in a picture of this shape, in shares of its height. */
export function ovalIn(aspect: number): { readonly high: number; readonly wide: number } {
  const high = Math.min(0.38, aspect * 0.52);
  return { high, wide: high * 0.76 };
}

function isInOval(x: number, y: number, aspect: number): boolean {
  const { high, wide } = ovalIn(aspect);
  return (((x - 0.5) * aspect) / wide) ** 2 + ((y - 0.5) / high) ** 2 <= 1;
}
