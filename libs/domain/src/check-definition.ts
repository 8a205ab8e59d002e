import type { ErrorCode } from './error-codes.js';
import type { SessionOptions } from './session.js';

/** Sections of a verification report, in the order in which their errors take precedence. */
export const REPORT_SECTIONS = ['document', 'selfie', 'id_number', 'address', 'phone', 'email'] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** The pictures a person can be asked for. Names follow Stripe's `requirements.missing`. */
export const IMAGE_SLOTS = ['id_document_front', 'id_document_back', 'face'] as const;
export type ImageSlot = (typeof IMAGE_SLOTS)[number];

/** What a check may look at where the person supplied it: the chip of an electronic document, the frames of a challenge. */
export type OptionalInput = 'chip' | 'challenge_frames';

/** What a person supplied that can make a check necessary which the options alone do not ask for. */
export interface Supplied {
  /** Whether a selfie challenge was answered. */
  readonly challenge: boolean;
}

/** The light half of a check: all that the gateway and the aggregator need to know of it. */
export interface CheckDefinition {
  /** Unique, kebab-case; also names the job `check.<name>`. */
  readonly name: string;
  /** The report section this check's outcome is folded into; several checks may share one. */
  readonly section: ReportSection;
  /** Pictures without which the check cannot run. */
  readonly inputs: readonly ImageSlot[];
  /** What the check looks at besides, where the person supplied it; nothing when left out. */
  readonly optionalInputs?: readonly OptionalInput[];
  /** Pictures of which the check wants to know in which other sessions they were used; none when left out. */
  readonly recalls?: readonly ImageSlot[];
  /** Checks whose outcome must exist before this one may start. */
  readonly after: readonly string[];
  /** The codes this check may fail with; the first is also used when the check errored. */
  readonly codes: readonly [ErrorCode, ...ErrorCode[]];
  /** Whether a session with these options needs this check, given what was supplied for it. */
  readonly requiredBy: (options: SessionOptions, supplied: Supplied) => boolean;
}
