import type { ErrorCode } from './error-codes.js';

/** Failures that the person's side reports: no check finds them, and they leave no report. */
export const REPORTABLE_FAILURES = [
  'consent_declined',
  'country_not_supported',
  'device_not_supported',
  'under_supported_age',
] as const satisfies readonly ErrorCode[];
export type ReportableFailure = (typeof REPORTABLE_FAILURES)[number];

/**
 * Whether the person may go on with the link at hand after a failure: minds, devices and documents can be changed, age and
 * country cannot, and whether to ask again is for the integrator to decide.
 */
export const mayGoOn = (code: ErrorCode): boolean =>
  code !== 'country_not_supported' && code !== 'under_supported_age';

/** A session that was begun and then left alone for this long counts as abandoned: as long as its link lives at most. */
export const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;
