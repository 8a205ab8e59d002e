import { contrastRatio } from '@idem/domain/contrast';

/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

export const WHITE: Rgb = [255, 255, 255];
export const BLACK: Rgb = [0, 0, 0];

/** @returns null for anything but `#rgb` and `#rrggbb` */
export function parseColor(text: string): Rgb | null {
  const match = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(text.trim());
  if (match === null) return null;
  const digits = match[1] === undefined ? match[2]! : match[1].replace(/./g, '$&$&');
  const part = (from: number) => Number.parseInt(digits.slice(from, from + 2), 16);
  return [part(0), part(2), part(4)];
}

export const cssColor = (color: Rgb): string =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export const contrast = (a: Rgb, b: Rgb): number => contrastRatio(cssColor(a), cssColor(b));

/** Black or white, whichever can be read better; on every ground one of them has more than 4.5. */
export const readableOn = (ground: Rgb): Rgb =>
  contrast(WHITE, ground) >= contrast(BLACK, ground) ? WHITE : BLACK;

/** @param share of `b`, 0 to 1 */
export const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  Math.round(a[0] + (b[0] - a[0]) * share),
  Math.round(a[1] + (b[1] - a[1]) * share),
  Math.round(a[2] + (b[2] - a[2]) * share),
];

/** The colour itself, or the one nearest to it towards black or white that has this contrast with the ground. */
export function towardsContrast(color: Rgb, ground: Rgb, least: number): Rgb {
  const goal = readableOn(ground);
  for (let share = 0; share < 1; share += 0.02) {
    const nearer = mix(color, goal, share);
    if (contrast(nearer, ground) >= least) return nearer;
  }
  return goal;
}
