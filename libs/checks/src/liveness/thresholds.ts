import { QUALITY } from '../selfie-quality/thresholds.js';

/** Changes with every value below; stored beside each outcome. */
export const THRESHOLDS_VERSION = 'liveness/2026-12-01';

/**
 * From this correlation on, selfie and portrait are copies of one exposure, mirrored or not. Of 446 pairs of photographs of
 * one person, 441 reach 0.904 at most and five above it are the same photograph twice (`npm run bench:selfie -- --copies DIR`). Copies of 49 photographs, the
 * portrait of them reduced to a face of 90–150 px, softened, flattened and compressed: saved at quality 60, mirrored, cut
 * from such a portrait, brightened and enlarged, reduced to 140 px or printed, nine of ten reach 0.95 in each
 * of these kinds; those that do not are mostly pictures on which another face was found.
 */
export const SAME_EXPOSURE = 0.93;

/** Of 256 bits. Unrelated pictures differ in about 128; copies of one picture in fewer than 20. */
export const SAME_PICTURE_BITS = 20;

/**
 * Score of a print or a screen: a logistic regression on `presentationFeatures`, no weight below zero, as
 * `npm run bench:selfie -- --faces DIR --liveness DIR --calibrate --stills-fit --passive-model FILE` fits it, here by a script made for it
 * that also reduced attacks to faces of 240 and 200 px: 15 labelled pictures (each counted six times), 26 live pictures of
 * four people of the tests and of half of a folder's people, and prints and screens simulated with them. Held
 * against 15 live pictures of others and what was simulated with those: live ones reach 0.55 (without the model);
 * missed at `refuse` are 1 of 29 prints and none of 28 screens at the size they were taken in, 1 of 26 and 5 of 24 reduced to
 * 200 px, and 1 of 31 and about half of 29 at 140 px, which is why such faces are not accepted at all.
 */
export const PRESENTATION = {
  /** Without the optional model. The highest live picture, the only labelled one above 0.35, reaches 0.66. */
  classical: {
    bias: -2.41,
    weights: { blackLevel: 0.71, veil: 1.1, softness: 0.61, moire: 0.84, pixelGrid: 1.17, passive: 0 },
    /** 6 of 8 labelled attacks stay below when left out of the fit: good prints and screens need the model. */
    refuse: 0.68,
  },
  /** With it. Live pictures reach 0.68; missed of the others' are 1 of 29 prints and 6 of 28 screens. */
  withPassive: {
    bias: -3.35,
    weights: { blackLevel: 0.86, veil: 1.08, softness: 0.64, moire: 0.76, pixelGrid: 1.08, passive: 1.28 },
    /** 2 of 8 labelled attacks stay below when left out of the fit, a good screen and a face of 125 px. */
    refuse: 0.7,
  },
  /** Pixels of face width below which too many screens look as people do: nothing is decided, and nothing accepted. */
  minWidth: QUALITY.minWidth,
  /** From here on a reviewer should look. */
  review: 0.45,
} as const;

/**
 * Frame of a face: the edge of a print, a poster's, a display's. Of 130 photographs of people that were sent alone one has 0.54 and
 * none of the others more than 0.4; at development tries of `npm run bench:attacks` 10 of 88 prints, posters and displays reach this
 * limit, which are those that show whole and lie apart.
 */
export const FRAME = 0.7;

/**
 * A print of a face before a head: a mask, or a sheet that shows no frame. Levels of 0–255; see `judgePatch`. Set on six scenes of the
 * development people of `npm run bench:attacks`: 12 masks reach 57 and more and 6 sheets 51, their veils 31. Of 12 genuine selfies of
 * those scenes and 42 photographs of people with faces of 190 px and more none reaches 49, nor any of the same reduced to a face of
 * 200 px, but for one that was blurred by 1.6 px and compressed to quality 60 besides (52).
 */
export const PATCH = { minVeil: 25, refuse: 51 } as const;

/**
 * Traces of a face of another origin than its surroundings, set on the same people (`--calibrate`): of 114 honest
 * pictures and reproductions 1 reaches `history`, none `ghost` and 3 `grid`. One of these alone is a reviewer's business;
 * two together were seen on none of the 114, and they decide.
 */
export const MANIPULATION = { history: 0.4, ghost: 0.5, grid: 0.4 } as const;
