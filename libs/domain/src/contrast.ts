/** `#rrggbb` in either case. */
export const HEX_COLOR = /^#[0-9a-f]{6}$/i;

/**
 * How well two colours can be told apart: 1 (not at all) to 21 (black on white).
 *
 * @param a `#rrggbb`
 * @see WCAG 2.2, "contrast ratio" and "relative luminance"
 */
export function contrastRatio(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Least contrast of controls against what they lie on (WCAG 2.2, 1.4.11). */
export const MIN_CONTROL_CONTRAST = 3;
