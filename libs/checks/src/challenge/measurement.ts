import type { AnsweredChallenge } from '@idem/domain';

/** What the challenge check saw: plain JSON. */
export interface ChallengeMeasurement {
  /** What was asked for and what the device says of its pictures. */
  readonly answer: AnsweredChallenge;
  /** The model that compared faces, and from which cosine its operator takes two faces for different ones. */
  readonly faceModel: { readonly id: string; readonly reject: number | null };
  /** In the order of `answer.frames`. */
  readonly frames: readonly FrameMeasurement[];
}

export interface FrameMeasurement {
  /** SHA-256 of the file, 64 hex digits. */
  readonly exact: string;
  /** All faces, the most prominent first: size in pixels, score 0–1. */
  readonly faces: readonly { readonly size: number; readonly score: number }[];
  /** The most prominent one; null when there is none. */
  readonly face: FrameFace | null;
  /** Mean difference of colour between this picture's surroundings and the one's before, 0–255; null when unknown. */
  readonly backgroundDifference: number | null;
  /** Grain that this picture shares with the one before it, −1 to 1; null when unknown. */
  readonly sharedNoise: number | null;
}

export interface FrameFace {
  /** Degrees; positive towards the right side of the picture, the person's own left. */
  readonly yaw: number;
  /** Opening of the eyes, mean of both: lid distance over eye width. */
  readonly openness: number;
  /** How far the tip of the nose lies beside its root and base, in lengths of the nose; signed like the yaw. */
  readonly noseOffset: number;
  /** Likeness to the reference picture as if both were views of one flat photograph, −1 to 1; null for the reference. */
  readonly planarCorrelation: number | null;
  /** Cosines between faces, −1 to 1: with the selfie (null when that shows none), and with the picture before. */
  readonly selfieSimilarity: number | null;
  readonly previousSimilarity: number | null;
  /** Probability of a live face by the optional passive model; null when it is not installed. */
  readonly passive: number | null;
}
