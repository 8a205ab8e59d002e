/** Changes with every value below; stored beside each outcome. */
export const THRESHOLDS_VERSION = 'face-match/2026-11-22';

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
 * Evidence, 143 press and stock photographs of 20 people, 446 genuine and 9,707 impostor pairs; FMR: false
 * matches among impostors, FNMR: false non-matches among genuine pairs.
 *
 * | score                     | EER    | FNMR at FMR 0.1 % | at `reject`              | at `accept`              |
 * | mobilefacenet             | 0.67 % | 2.9 %             | FNMR 0.45 %, FMR 0.92 %  | FNMR 2.7 %, FMR 0.12 %   |
 * | mobilefacenet+dlib-resnet | 0.29 % | 0.4 %             | FNMR 0.22 %, FMR 0.48 %  | FNMR 0.45 %, FMR 0.09 %  |
 *
 * On another set (316 pictures, 1,045 genuine and 48,038 impostor pairs) the fused score had an EER of
 * 0.30 % and a FNMR of 1.0 % at FMR 0.1 %. Both sets are mostly celebrities photographed well; to be
 * measured again on pairs of real documents and selfies.
 */
export const ZONES: Readonly<Record<string, Zones>> = {
  mobilefacenet: { reject: 0.35, accept: 0.45 },
  'mobilefacenet+dlib-resnet': { reject: 0.35, accept: 0.5 },
};

/**
 * Narrowest portrait that is compared, in pixels. Simulated document portraits still matched at 35 px wide
 * in 95.2 % of cases (60 px: 99.2 %, 120 px: 99.4 %).
 */
export const MIN_PORTRAIT_WIDTH = 35;

/** Narrowest selfie face that is compared: a selfie is taken for the purpose and can be asked for again. */
export const MIN_SELFIE_WIDTH = 80;
