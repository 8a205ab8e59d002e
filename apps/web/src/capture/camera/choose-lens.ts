import type { Platform } from './platform.js';

export interface Lens {
  readonly deviceId: string;
  readonly label: string;
}

/**
 * The rear lens that can read a card, or null to stay with the one the browser gave.
 *
 * Android numbers its cameras and the first that faces back is the main one; browsers often give another, which is wide
 * or made for close-ups. On iPhones of several lenses the "dual wide" camera goes to close-up by itself, others cannot
 * focus on a card that fills the picture.
 *
 * @param current id of the camera that is open
 */
export function chooseLens(lenses: readonly Lens[], platform: Platform, current: string): Lens | null {
  const wanted =
    platform === 'ios' ? dualWide(lenses) : platform === 'android' ? mainBack(lenses) : undefined;
  return wanted === undefined || wanted.deviceId === current ? null : wanted;
}

/** iOS names its lenses in the language of the phone; in all but a few the words for "dual" and "wide" stay Latin. */
const dualWide = (lenses: readonly Lens[]): Lens | undefined =>
  lenses.find(({ label }) => /dual/i.test(label) && /(wide|grand[- ]angle|weitwinkel|angular)/i.test(label));

function mainBack(lenses: readonly Lens[]): Lens | undefined {
  const numbered = lenses.flatMap((lens) => {
    const match = /camera2? (\d+), facing back/.exec(lens.label);
    return match === null ? [] : [{ lens, number: Number(match[1]) }];
  });
  return numbered.sort((a, b) => a.number - b.number)[0]?.lens;
}
