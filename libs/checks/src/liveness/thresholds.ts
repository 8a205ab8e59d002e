/** Changes with every value below; stored beside each outcome. */
export const THRESHOLDS_VERSION = 'liveness/2026-11-22';

/** A second face at least this large beside the first makes it unclear whose selfie it is. */
export const RIVAL_FACE_SIZE = 0.6;

/** A second face this doubtful is a pattern in the background. */
export const RIVAL_FACE_SCORE = 0.5;

/**
 * From this correlation on, selfie and portrait are copies of one exposure. 441 pairs of different
 * photographs of one person reached 0.75, pairs of different people 0.64; the five pairs above 0.9 proved
 * to be the same photograph. Copies scaled to 60–140 px, blurred, recoloured and recompressed have a median
 * of 0.92: about half of them are recognised.
 */
export const SAME_EXPOSURE = 0.9;

/** Of 256 bits. Unrelated pictures differ in about 128; copies of one picture in fewer than 20. */
export const SAME_PICTURE_BITS = 20;

/**
 * A face that was printed or displayed first has no black and no fine detail. Both together, on a face of at
 * least 150 px: 0 of 7 live pictures and 0 of 37 press portraits are refused (BPCER), 5 of 8 attacks are let
 * through (APCER) — on this small set.
 */
export const REPRODUCTION = { minWidth: 150, blackLevel: 50, sharpness: 1.5 } as const;

/** One of the two signs alone, or a steep spectrum: worth a reviewer's look. Live 0–35, 1.43–2.59, −1.15–−0.36. */
export const SUSPICIOUS = { blackLevel: 38, sharpness: 1.4, midLowSlope: -1.2 } as const;

/**
 * Probability of a live face by MiniFASNetV2. Live selfies 0.72–1.00; of 8 attacks 5 score below 0.1. It takes
 * studio portraits for attacks (median 0.24), hence a limit far below the customary 0.5. It misses paper held
 * close and masks.
 */
export const PASSIVE = { refuse: 0.1, suspect: 0.5 } as const;

/** Live and attack pictures stay below 0.4; face swaps on JPEG originals lie higher, with much overlap. */
export const SUSPICIOUS_GHOST = 0.6;
