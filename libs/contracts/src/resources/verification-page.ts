import {
  DOCUMENT_TYPES,
  type DocumentType,
  type LastError,
  type LivenessPolicy,
  mayGoOn,
  NO_TRIES_LEFT,
  type Requirement,
  type SessionOptions,
  type SessionStatus,
  type Tries,
} from '@idem/domain';
import type { PageSettingsRecord } from './page-settings.js';
import type { SelfieChallengeResource } from './selfie-challenge.js';
import type {
  RequirementError,
  VerificationPageDataResource,
  VerificationPageResource,
} from './verification-page-schema.js';

/** What both page resources are rendered from. */
export interface PageState {
  readonly id: string;
  readonly status: SessionStatus;
  readonly livemode: boolean;
  readonly options: SessionOptions;
  /** Names of the pictures that this session's checks need. */
  readonly missing: readonly Requirement[];
  readonly errors: readonly RequirementError[];
  /** What holds for this session's selfie; null without one. */
  readonly liveness: LivenessPolicy | null;
  readonly tries: Tries;
}

/** `submitted` once the person has nothing left to send; `closed` once nothing can be sent any more. */
export const renderPageData = (page: PageState): VerificationPageDataResource => ({
  id: page.id,
  object: 'identity.verification_page_data',
  status: page.status,
  submitted: isSubmitted(page.status),
  closed: page.status !== 'requires_input',
  tries_left: page.tries.left,
  requirements: requirementsOf(page),
});

/** A person who has no try left is told so before they send anything, in the place where clients show what is wrong. */
function requirementsOf({ status, missing, errors, tries: { blocked } }: PageState) {
  const out = status === 'requires_input' && (blocked === 'session' || blocked === 'reference');
  const none: RequirementError[] = out
    ? [
        {
          requirement: missing[0] ?? 'id_document_front',
          title: 'Identity not verified',
          body: NO_TRIES_LEFT[blocked],
          back_button_text: 'Close',
          continue_button_text: null,
        },
      ]
    : [];
  return { missing: [...missing], errors: [...none, ...errors] };
}

const isSubmitted = (status: SessionStatus): boolean => status === 'processing' || status === 'verified';

const DOCUMENT_LABELS: Readonly<Record<DocumentType, string>> = {
  driving_license: "Driver's license",
  id_card: 'Identity card',
  passport: 'Passport',
};

/** Purpose that clients give to the pictures they upload for a session. */
const FILE_PURPOSE = 'identity_private';

/** JPEG quality and longest side that a client should encode its pictures with, and when it gives up. */
export const DOCUMENT_CAPTURE = {
  autocapture_timeout: 8000,
  file_purpose: FILE_PURPOSE,
  high_res_image_compression_quality: 0.92,
  high_res_image_max_dimension: 3000,
  low_res_image_compression_quality: 0.82,
  low_res_image_max_dimension: 3000,
  high_res_image_crop_padding: 0.08,
  motion_blur_min_iou: 0.95,
  motion_blur_min_duration: 500,
} as const;

/** Of the selfie: a face needs fewer pixels than print does, and stands still less. */
export const SELFIE_CAPTURE = {
  ...DOCUMENT_CAPTURE,
  high_res_image_max_dimension: 1440,
  low_res_image_max_dimension: 800,
  high_res_image_crop_padding: 0.5,
  motion_blur_min_duration: 100,
  num_samples: 8,
  sample_interval: 250,
  max_centered_threshold_x: 0.2,
  max_centered_threshold_y: 0.2,
  min_edge_threshold: 0.05,
  min_coverage_threshold: 0.07,
  max_coverage_threshold: 0.8,
} as const;

/**
 * `identity.verification_page`: what a capture client needs to lead a person through.
 *
 * @param publicUrl origin at which people reach this deployment, without a trailing slash
 * @param known.token of the link; null when the caller may not learn it
 * @param known.challenge that waits to be answered
 */
export function renderVerificationPage(
  page: PageState,
  publicUrl: string,
  known: {
    readonly token: string | null;
    readonly challenge: SelfieChallengeResource | null;
    readonly settings: Pick<PageSettingsRecord, 'name' | 'branding'>;
    readonly returnUrl: string | null;
    readonly allowHandoff: boolean;
    readonly lastError: LastError | null;
  },
): VerificationPageResource {
  const wantsSelfie = page.options.document?.require_matching_selfie === true;
  return {
    id: page.id,
    object: 'identity.verification_page',
    status: page.status,
    livemode: page.livemode,
    submitted: isSubmitted(page.status),
    closed: page.status !== 'requires_input',
    unsupported_client: false,
    fallback_url: known.token === null ? null : `${publicUrl}/start/${known.token}`,
    tries_left: page.tries.left,
    requirements: requirementsOf(page),
    biometric_consent: consentTexts(wantsSelfie),
    document_select: {
      title: 'Which document will you use?',
      body: null,
      button_text: 'Continue',
      id_document_type_allowlist: Object.fromEntries(
        (page.options.document?.allowed_types ?? DOCUMENT_TYPES).map((type) => [type, DOCUMENT_LABELS[type]]),
      ),
    },
    document_capture: {
      ...DOCUMENT_CAPTURE,
      blur_threshold: 0,
      require_live_capture: page.options.document?.require_live_capture === true,
    },
    selfie: wantsSelfie ? { ...SELFIE_CAPTURE, liveness: page.liveness } : null,
    selfie_challenge: known.challenge,
    success: {
      title: 'Thank you',
      body: 'Your pictures were sent. You can close this page.',
      button_text: 'Done',
    },
    account: { name: known.settings.name },
    branding: known.settings.branding,
    allow_handoff: known.allowHandoff && page.status === 'requires_input',
    return_url: known.returnUrl,
    last_error: lastErrorOf(page, known.lastError),
  };
}

/** Another try makes sense where the reason can be mended, and nothing forbids it. */
const lastErrorOf = (
  { status, tries }: PageState,
  error: LastError | null,
): VerificationPageResource['last_error'] =>
  error && {
    ...error,
    may_retry: status === 'requires_input' && tries.blocked === null && mayGoOn(error.code),
  };

const consentTexts = (wantsSelfie: boolean) => ({
  title: 'Verify your identity',
  lines: [
    {
      icon: 'document',
      content: wantsSelfie
        ? 'You will be asked for pictures of your identity document and of your face.'
        : 'You will be asked for pictures of your identity document.',
    },
    {
      icon: 'lock',
      content: 'The pictures and what is read from them are stored encrypted, for this verification only.',
    },
  ],
  accept_button_text: 'Agree and continue',
  decline_button_text: 'Decline',
});
