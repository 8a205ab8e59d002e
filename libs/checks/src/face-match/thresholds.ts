/** Changes with every value below; stored beside each outcome. */
export const THRESHOLDS_VERSION = 'face-match/2026-11-30';

/** Below `reject` two people; from `accept` on one; between them nobody can say. */
export interface Zones {
  readonly reject: number;
  readonly accept: number;
}

/**
 * How two models' cosines become one score: first + weight · (second − centre). The centre is dlib's cosine
 * for a doubtful pair, the weight brings its narrow range (different people 0.82, one person 0.95) to the
 * first one's.
 */
export const FUSION = { weight: 6, centre: 0.9 } as const;

/**
 * Zones by the models whose score they judge.
 *
 * Chosen on press and stock photographs of 17 people, 89 pictures, 276 genuine and 3,640 impostor pairs
 * (`npm run bench:selfie -- --faces DIR --calibrate`), so that of two people nobody is accepted: a false match rate
 * of at most 0.1 % at 95 % confidence, which is as much as so many pairs can show. Held against 12 other people, 54
 * pictures, 170 genuine and 1,261 impostor pairs (the same without `--calibrate`). Of genuine pairs, so many fall
 * below; of impostors, so many reach it:
 *
 * | score                     | pairs of    | EER    | below `reject` | below `accept` | impostors at `reject`, at `accept` |
 * | mobilefacenet             | 17 (chosen) | 0.80 % | 2 of 276       | 11 of 276      | 31, 0 of 3,640 (highest 0.440)     |
 * | mobilefacenet+dlib-resnet | 17 (chosen) | 0.36 % | 1 of 276       | 2 of 276       | 18, 0 of 3,640 (highest 0.485)     |
 * | mobilefacenet             | 12          | 0.00 % | 0 of 170       | 1 of 170       | 1, 0 of 1,261 (highest 0.352)      |
 * | mobilefacenet+dlib-resnet | 12          | 0.00 % | 0 of 170       | 0 of 170       | 0, 0 of 1,261 (highest 0.310)      |
 *
 * Mostly celebrities photographed well; to be measured again on pairs of real documents and selfies.
 */
export const ZONES: Readonly<Record<string, Zones>> = {
  mobilefacenet: { reject: 0.35, accept: 0.45 },
  'mobilefacenet+dlib-resnet': { reject: 0.35, accept: 0.5 },
};

/**
 * Narrowest portrait that is compared, in pixels. Of simulated portraits of the 12 people above 88.8 % are accepted at
 * 35 px wide, 97.4 % at 45, 98.8 % at 60 and all of 340 at 120, and none of some 2,500 impostors at any.
 */
export const MIN_PORTRAIT_WIDTH = 35;
