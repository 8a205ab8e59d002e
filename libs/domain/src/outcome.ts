import type { ErrorCode } from './error-codes.js';

/** What a check established, in the field names of its report section. Opaque to the domain. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * The result of one check of one submission.
 *
 * `failed` is a statement about the person's input. `errored` is a statement about us: the check
 * could not be carried out. A measurement that could not be taken is never a low score.
 */
export type CheckOutcome =
  | { readonly status: 'passed'; readonly check: string; readonly facts: Facts }
  | {
      readonly status: 'failed';
      readonly check: string;
      readonly code: ErrorCode;
      readonly reason: string;
      /** Nothing was wrong with what was sent: a side of the document that was not sent is needed too. */
      readonly incomplete?: boolean;
    }
  | { readonly status: 'errored'; readonly check: string; readonly reason: string };
