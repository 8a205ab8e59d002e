import type { Branding } from '@idem/contracts';
import {
  BLACK,
  cssColor,
  mix,
  parseColor,
  type Rgb,
  readableOn,
  towardsContrast,
  WHITE,
} from './contrast.js';

/** Custom properties of the page, by their names. */
export type Theme = Readonly<Record<`--${string}`, string>>;

/** WCAG 2.2, 1.4.3: contrast of text with what is behind it. */
export const TEXT_CONTRAST = 4.5;
const MAX_RADIUS_PX = 24;
const OWN = {
  light: { ground: WHITE, accent: [26, 79, 214], alert: [179, 38, 30] },
  dark: { ground: [22, 24, 28], accent: [143, 176, 255], alert: [255, 180, 171] },
} as const satisfies Record<string, Record<string, Rgb>>;

/**
 * Colours of the page that can be read whatever an account chose: its own colours are taken as they are where that holds,
 * and otherwise moved towards black or white until it does.
 *
 * A background that does not suit the scheme is left out: a page in the dark that is white helps nobody.
 */
export function deriveTheme(branding: Partial<Branding>, dark: boolean): Theme {
  const own = dark ? OWN.dark : OWN.light;
  const asked = parseColor(branding.background_color ?? '');
  const ground = asked !== null && isDark(asked) === dark ? asked : own.ground;
  const text = mix(readableOn(ground), ground, 0.08);
  const accent = towardsContrast(
    parseColor(branding.primary_color ?? '') ?? own.accent,
    ground,
    TEXT_CONTRAST,
  );
  const radius = branding.border_radius;
  return {
    '--ground': cssColor(ground),
    '--text': cssColor(towardsContrast(text, ground, 7)),
    '--muted': cssColor(towardsContrast(mix(text, ground, 0.35), ground, TEXT_CONTRAST)),
    '--accent': cssColor(accent),
    '--on-accent': cssColor(readableOn(accent)),
    '--alert': cssColor(towardsContrast(own.alert, ground, TEXT_CONTRAST)),
    ...(radius === null || radius === undefined
      ? {}
      : { '--radius': `${Math.min(MAX_RADIUS_PX, Math.max(0, radius))}px` }),
  };
}

/** Whether white can be read better on it than black. */
const isDark = (color: Rgb): boolean => readableOn(color) !== BLACK;
