import type { EarlierFrame, EarlierUses, FaceTemplate, PictureOrigin } from '@idem/contracts';
import type {
  AnsweredChallenge,
  CheckDefinition,
  ErrorCode,
  Facts,
  ImageSlot,
  SessionOptions,
} from '@idem/domain';
import type { Models } from '@idem/vision/runtime/models';
import type { ChipFiles } from './chip/lds/elementary-file.js';
import type { RevocationPolicy } from './chip/passive/authenticate-chip.js';
import type { TrustStore } from './chip/trust/trust-store.js';

/**
 * Runs one named part of a measurement. Parts may lie within one another; a name may come again.
 * A bench passes a function that notes what each part took.
 */
export type RunStage = <T>(name: string, work: () => T | Promise<T>) => Promise<T>;

/** What a check may touch. Everything else is an argument. */
export interface MeasureDeps {
  readonly models: Models;
  /** Left out, parts simply run. */
  readonly runStage?: RunStage;
  /** Takes faces that are compared, as the models see them (JPEG), for people who look into a decision later. */
  readonly keepCrop?: (of: 'selfie' | 'portrait', jpeg: Uint8Array) => void;
  /** Takes the selfie's face as numbers, for finding it again. */
  readonly keepTemplate?: (template: FaceTemplate) => void;
  /** Left out, nobody's chips are believed. */
  readonly chipTrust?: ChipTrust;
}

/** Whom the operator believes to sign chips, and whether a missing revocation list stands in the way. */
export interface ChipTrust {
  readonly store: TrustStore;
  readonly revocation: RevocationPolicy;
}

/** One submission as a check sees it. */
export interface CheckInput {
  /** Encoded pictures (JPEG or PNG, metadata removed), or PDFs of documents, as the person sent them. */
  readonly images: Readonly<Partial<Record<ImageSlot, Uint8Array>>>;
  /** What a phone app read from the document's chip; absent when none was handed in. */
  readonly chip?: ChipFiles;
  /** In which other sessions of the account a picture was used; absent for pictures that were not looked up. */
  readonly earlierUses?: Readonly<Partial<Record<ImageSlot, EarlierUses>>>;
  /** What pictures told of their making when they were uploaded; absent for pictures of which nothing was recorded. */
  readonly origins?: Readonly<Partial<Record<ImageSlot, PictureOrigin>>>;
  /** The selfie challenge with its answer; absent when none was answered. */
  readonly challenge?: AnsweredChallenge;
  /** The pictures of the answer, encoded, in the order of `challenge.frames`; for checks that look at them. */
  readonly challengeFrames?: readonly Uint8Array[];
  /** For each of them, whether other submissions of the account used it. */
  readonly earlierFrames?: readonly EarlierFrame[];
  readonly options: SessionOptions;
  readonly livemode: boolean;
  /** The moment of submission: the date against which expiry is judged. */
  readonly submittedAt: Date;
}

/** What is known of a submission besides what was handed in: all that a judgement may use. */
export type Circumstances = Omit<CheckInput, 'images' | 'chip' | 'challengeFrames'>;

/** How strongly one signal speaks, for a reviewer; documented ranges live in the check's thresholds. */
export interface Insight {
  readonly signal: string;
  readonly level: 'low' | 'elevated' | 'high';
  readonly score: number | null;
  readonly note?: string;
}

/** A check's decision. `errored` is not among them: a check that cannot measure throws. */
export type Verdict =
  | {
      readonly status: 'passed';
      readonly facts: Facts;
      readonly insights: readonly Insight[];
      /** For each fact, what vouches for it; an empty list where it was only read. */
      readonly provenance?: Readonly<Record<string, readonly string[]>>;
      /** What was read beyond the facts; kept with the outcome. */
      readonly printed?: Readonly<Record<string, string>>;
    }
  | {
      readonly status: 'failed';
      readonly code: ErrorCode;
      /** One sentence to the person: what was wrong and what to do. */
      readonly reason: string;
      /** Nothing is wrong with what was sent: a side of the document that was not sent is needed too. */
      readonly incomplete?: boolean;
      readonly insights: readonly Insight[];
    };

/**
 * The heavy half of a check. `measure` looks at pixels and returns plain JSON numbers and strings;
 * `evaluate` is pure and turns them into a verdict, so that a stored measurement can be judged again.
 */
export interface Check<Measurement> {
  readonly definition: CheckDefinition;
  /** Version of the thresholds used by `evaluate`; stored beside each outcome. */
  readonly thresholdsVersion: string;
  /** Ids of the models that `measure` runs. */
  readonly models: readonly string[];
  measure(deps: MeasureDeps, input: CheckInput): Promise<Measurement>;
  evaluate(measurement: Measurement, circumstances: Circumstances): Verdict;
}
