import type { Cell } from './page.js';

/**
 * Characters that share most of their strokes, and that readers of small print take for each other. O and 0, I and 1
 * and their like are not among them: a comparison has them folded into one before.
 */
const ALIKE = '06 08 17 27 35 38 56 68 69 89 4A 7T CE 0C 6C EF PR KX HM HN MN NW UV VY 0U 3E 1T 1J'.split(
  ' ',
);

const areAlike = (a: string, b: string): boolean => ALIKE.includes(a + b) || ALIKE.includes(b + a);

/** Whether two texts of one length differ in one character, which may be taken for the other. */
export function isOneAlike(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const differing = [...a].flatMap((character, i) =>
    character === b[i] ? [] : [[character, b[i]!] as const],
  );
  return differing.length === 1 && areAlike(...differing[0]!);
}

/** The least that the posterior of any one character of a cell can be, where their mean is known. */
export const leastCertainty = ({ text, score }: Pick<Cell, 'text' | 'score'>): number =>
  1 - text.replace(/\s/g, '').length * (1 - score);
