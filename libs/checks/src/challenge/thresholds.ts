/**
 * Limits of the active challenge. "Rendered": synthetic sequences of even seeds, made of three people's photographs
 * (`npm run bench:selfie -- --sequences N --develop`); "photographs": 85 pairs of real pictures of one person, 12 people
 * whose yaws differ by 16° and more. No real video was measured.
 */

/** Changes with every value below; stored beside each outcome. */
export const THRESHOLDS_VERSION = 'challenge/2026-11-29-2';

/** Degrees of yaw. The mesh reads a rendered turn of 34° as 18–36°, a photograph turned by 45° as less than 8° (bent: 24°). */
export const POSE = {
  /** Where a person looks straight on; also the drift that is borne in pictures of the other straight steps. */
  maxStraight: 20,
  /** By how much the head has to have turned from the straight picture, at its most. */
  minTurn: 16,
  /** By how much it may have turned to the wrong side in any picture of a step. */
  maxWrongWay: 10,
} as const;

/**
 * Change of the nose's offset between the straight picture and the most turned one, in lengths of the nose, to the side
 * of the turn. Photographs 0.076–0.16, rendered 0.11–0.23; a flat print 0.00–0.05, bent ones up to 0.12.
 */
export const MIN_PARALLAX = 0.06;

/**
 * Likeness of the most turned picture to the straight one, laid over it as a plane. Photographs at most 0.29, rendered
 * 0.05–0.35; a print turned by 30° 0.6–0.9, by 40° and more anything, for the mesh loses it.
 */
export const FLAT = { suspect: 0.45, refuse: 0.55 } as const;

/**
 * Least cosines between faces, by model: with the selfie, which looks straight on, and with the picture before, which was
 * taken a moment earlier. Below `suspect` an answer is worth a look. A model of the operator's own is held to its own limit
 * of rejection in both.
 *
 * Development sequences (`--json` holds each cosine), 55 pictures: genuine at least 0.71 with either; another person at most 0.12. Photographs of one
 * person years and 16° apart 0.33–0.94; face-match takes two faces for two people below 0.35, and 0.1 % of its pairs of two
 * people lie above 0.45.
 */
export const IDENTITY = {
  refuse: { mobilefacenet: { selfie: 0.35, previous: 0.45 } } as Readonly<Record<string, LeastCosines>>,
  suspect: { selfie: 0.45, previous: 0.6 },
} as const;

export interface LeastCosines {
  readonly selfie: number;
  readonly previous: number;
}

/**
 * Greatest mean difference of the surroundings of neighbouring pictures, 0–255. Rendered at most 16; a print held before
 * another wall 26–47; pictures of different rooms 11–68. A moving hand was not measured, so only much refuses.
 */
export const BACKGROUND = { suspect: 20, refuse: 60 } as const;

/**
 * Opening of the eyes when they were closed the most, over their opening in the straight pictures. Rendered lids 0.55–0.83,
 * eyes that stay open 0.92–1.05. Real lids close further: 0.14–0.20 against 0.25–0.48 in 14 stock photographs.
 */
export const MAX_BLINK = 0.86;

/**
 * Grain shared with the picture before. Copies, shifted and encoded anew, 0.03–0.83, most of them above 0.5; rendered
 * sequences, of which each picture has its own noise, at most 0.27. More than this share of pairs refuses.
 */
export const COPY = { noise: 0.5, maxShare: 0.5 } as const;

/**
 * Bits of 256 by which a picture of an earlier submission may differ to be nearly the same, and the share of such pictures
 * from which the answer is taken for a recording. Single ones are common where somebody tries again in the same place.
 */
export const REPLAY = { bits: 4, maxShare: 0.5 } as const;

/** Challenges after which a session looks like somebody waiting for the order that fits a recording. */
export const MANY_CHALLENGES = 3;

/** Median probability of a live face by the passive model below which the answer is worth a look: the model's own middle. */
export const SUSPICIOUS_PASSIVE = 0.5;

/** A second face of at least this size beside the first, and no more doubtful than this, is another person's. */
export const RIVAL_FACE = { size: 0.6, score: 0.5 } as const;
