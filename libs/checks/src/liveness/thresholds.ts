/** Changes with every value below; stored beside each outcome. */
export const THRESHOLDS_VERSION = 'liveness/2026-11-30';

/**
 * From this correlation on, selfie and portrait are copies of one exposure, mirrored or not. Of 450 pairs of photographs of
 * one person, 445 reach 0.89 at most and five above it proved to be the same photograph. Copies of 49 photographs, the
 * portrait of them reduced to a face of 90–150 px, softened, flattened and compressed: saved at quality 60, mirrored, cut
 * from such a portrait, brightened and enlarged, reduced to 140 px or printed, nine of ten reach 0.95 in each
 * of these kinds; those that do not are mostly pictures on which another face was found.
 */
export const SAME_EXPOSURE = 0.93;

/** Of 256 bits. Unrelated pictures differ in about 128; copies of one picture in fewer than 20. */
export const SAME_PICTURE_BITS = 20;

/**
 * Score of a print or a screen: a logistic regression on `presentationFeatures`, no weight below zero, fitted by
 * `npm run bench:selfie -- --faces DIR --liveness DIR --calibrate --stills-fit --passive-model FILE` on 15 labelled
 * pictures (each counted six times), on photographs of half of the people of a folder, on soft selfies of the tests, and
 * on prints and screens simulated with the first two. With each of the 15 left out in turn, live ones reach 0.53
 * without the model and 0.31 with it. 15 pictures promise nothing: see docs/accuracy.md.
 */
export const PRESENTATION = {
  /** Without the optional model. An enlarged or foggy selfie looks like a print: what remains is for a reviewer. */
  classical: {
    bias: -2.34,
    weights: { blackLevel: 1.39, softness: 0.93, moire: 0.47, pixelGrid: 1.56, passive: 0 },
    /** 4 of 8 attacks stay below when left out of the fit, and so do 8 of 9 soft selfies and every other live picture. */
    refuse: 0.85,
  },
  /** With it. */
  withPassive: {
    bias: -3.07,
    weights: { blackLevel: 1.44, softness: 0.89, moire: 0.46, pixelGrid: 1.61, passive: 1.13 },
    /** 2 of 8 attacks stay below when left out of the fit, a good screen and a small face, and so do 7 of 9 soft selfies. */
    refuse: 0.65,
  },
  /** Pixels of face width below which photographs of people look as prints do; narrower faces are never refused. */
  minWidth: 150,
  /** From here on a reviewer should look. */
  review: 0.45,
} as const;

/**
 * Traces of a face of another origin than its surroundings, set on the same people (`--calibrate`): of 114 honest
 * pictures and reproductions 1 reaches `history`, none `ghost` and 3 `grid`. One of these alone is a reviewer's business;
 * two together were seen on none of the 114, and they decide.
 */
export const MANIPULATION = { history: 0.4, ghost: 0.5, grid: 0.4 } as const;
