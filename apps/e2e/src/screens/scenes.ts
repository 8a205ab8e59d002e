import { SELFIE_CAPTURE, type VerificationPageResource } from '@idem/contracts';
import { ERROR_CODES, FAILURE_REASONS, mayGoOn, type Requirement } from '@idem/domain';
import type { ScreenName } from '@idem/web/session/choose-screen';
import type { Scene } from './scene.js';

type Page = Partial<VerificationPageResource>;
const missing = (...names: Requirement[]): Page => ({ requirements: { missing: names, errors: [] } });
const FRONT = missing('id_document_front');
const only = (type: 'passport' | 'id_card' | 'driving_license'): Page => ({
  document_select: {
    title: '',
    body: null,
    button_text: '',
    id_document_type_allowlist: { [type]: type },
  },
});
const requirementError = (requirement: Requirement, body: string): Page => ({
  requirements: {
    missing: [requirement],
    errors: [
      {
        requirement,
        title: '',
        body,
        back_button_text: '',
        continue_button_text: null,
      },
    ],
  },
});
const failed = (code: (typeof ERROR_CODES)[number], triesLeft: number): Page => ({
  ...missing('biometric_consent'),
  tries_left: triesLeft,
  last_error: { code, reason: FAILURE_REASONS[code], may_retry: triesLeft > 0 && mayGoOn(code) },
});
const SELFIE: Page['selfie'] = { ...SELFIE_CAPTURE, liveness: null };
const BRANDING: Page['branding'] = {
  primary_color: '#0b7a4b',
  background_color: null,
  border_radius: 24,
  color_scheme: 'auto',
};
const SECOND_DEVICE = { scope: 'capture', code: '4719' } as const;
/** The automatic shutter, and a camera that is found to be black, need so long. */
const SHUTTER_MS = 6_000;

/** Every screen in the situations in which it looks different. A screen without one does not compile. */
export const SCENES: Readonly<Record<ScreenName, readonly Scene[]>> = {
  biometric_consent: [
    { name: 'consent' },
    {
      name: 'consent-with-selfie',
      page: { ...missing('biometric_consent', 'id_document_front', 'face'), selfie: SELFIE },
    },
    { name: 'consent-test-mode', page: { livemode: false }, oneOfMany: true },
    {
      name: 'consent-no-name',
      opening: { account_name: null },
      page: { livemode: false, account: { name: null } },
      oneOfMany: true,
    },
    { name: 'consent-own-colours', page: { branding: BRANDING }, device: 'phone' },
  ],
  choose_document: [{ name: 'choose-document', page: { ...FRONT, allow_handoff: true } }],
  id_document_front: [
    { name: 'front-ready', page: { ...FRONT, ...only('passport'), allow_handoff: true } },
    { name: 'front-ready-licence', page: { ...FRONT, ...only('driving_license') }, oneOfMany: true },
    { name: 'front-camera', page: { ...FRONT, ...only('passport') }, presses: [0], camera: 'room' },
    {
      name: 'front-camera-late',
      page: { ...FRONT, ...only('id_card') },
      presses: [0],
      camera: 'room',
      afterMs: 9_000,
      oneOfMany: true,
    },
    { name: 'front-offline', page: { ...FRONT, ...only('passport') }, loses: 'network', oneOfMany: true },
    {
      name: 'front-review',
      page: { ...FRONT, ...only('passport') },
      presses: [0],
      camera: 'document',
      afterMs: SHUTTER_MS,
    },
    ...(['NotAllowedError', 'NotFoundError', 'NotReadableError'] as const).map((camera) => ({
      name: `front-${camera}`,
      page: { ...FRONT, ...only('passport') },
      presses: [0],
      camera,
      oneOfMany: camera !== 'NotAllowedError',
    })),
    {
      name: 'front-black',
      page: { ...FRONT, ...only('passport') },
      presses: [0],
      camera: 'black',
      afterMs: SHUTTER_MS,
      oneOfMany: true,
    },
  ],
  id_document_back: [
    { name: 'back-ready', page: { ...missing('id_document_back'), ...only('id_card') } },
    { name: 'back-ready-licence', page: { ...missing('id_document_back'), ...only('driving_license') } },
  ],
  face: [
    { name: 'selfie-ready', page: missing('face') },
    { name: 'selfie-camera', page: missing('face'), presses: [0], camera: 'room', afterMs: 2_500 },
  ],
  selfie_challenge: [
    { name: 'challenge-ready', page: missing('selfie_challenge', 'face') },
    {
      name: 'challenge-place',
      page: missing('selfie_challenge', 'face'),
      presses: [0],
      camera: 'room',
      afterMs: 2_500,
    },
    {
      name: 'challenge-instruction',
      page: missing('selfie_challenge', 'face'),
      presses: [0, 0],
      camera: 'room',
      afterMs: 1_200,
    },
    {
      name: 'challenge-expired',
      page: missing('selfie_challenge', 'face'),
      presses: [0, 0],
      camera: 'room',
      challengeMs: 500,
      hurried: true,
      afterMs: 4_000,
      oneOfMany: true,
    },
  ],
  open_in_browser: [{ name: 'open-in-browser', inApp: true, device: 'phone' }],
  loading: [{ name: 'loading', opening: 'never' }],
  connection_lost: [
    { name: 'connection-lost', opening: 'offline', hurried: true, afterMs: 6_000 },
    { name: 'server-in-trouble', opening: 'trouble', hurried: true, afterMs: 6_000, oneOfMany: true },
  ],
  link_unusable: (['link_invalid', 'link_expired', 'link_used', 'link_opened_elsewhere'] as const).map(
    (opening) => ({
      name: opening.replaceAll('_', '-'),
      opening,
      oneOfMany: opening !== 'link_expired',
    }),
  ),
  handoff: [
    ...(['waiting', 'opened', 'canceled', 'expired'] as const).map((handoff) => ({
      name: `handoff-${handoff}`,
      page: { ...FRONT, ...only('passport'), allow_handoff: true },
      handoff,
      // The first button opens this device's camera, the second one hands over.
      presses: [1],
      afterMs: handoff === 'waiting' ? 500 : 3_000,
      device: 'desktop' as const,
    })),
  ],
  handoff_confirm: [{ name: 'handoff-confirm', opening: SECOND_DEVICE, page: FRONT, device: 'phone' }],
  handoff_elsewhere: [{ name: 'handoff-elsewhere', opening: SECOND_DEVICE, presses: [0], device: 'phone' }],
  handoff_done: [
    { name: 'handoff-done', opening: SECOND_DEVICE, page: missing(), presses: [0], device: 'phone' },
  ],
  requirement_error: [
    {
      name: 'requirement-error-front',
      page: requirementError(
        'id_document_front',
        'A part of the document is outside of the picture. Please take a new one that shows the whole document.',
      ),
    },
    {
      name: 'requirement-error-face',
      page: requirementError(
        'face',
        'No face was found on the selfie. Take it again with your whole face visible.',
      ),
      oneOfMany: true,
    },
    {
      name: 'requirement-error-back',
      page: requirementError(
        'id_document_back',
        'The front of this document is not enough. Please photograph its back too.',
      ),
      oneOfMany: true,
    },
    {
      name: 'requirement-error-challenge',
      page: requirementError(
        'selfie_challenge',
        'Your head was not turned far enough. Turn it until your ear faces the camera, to either side.',
      ),
      oneOfMany: true,
    },
    {
      name: 'requirement-error-no-try-left',
      page: {
        ...requirementError(
          'face',
          'No face was found on the selfie. Take it again with your whole face visible.',
        ),
        tries_left: 0,
      },
      oneOfMany: true,
    },
  ],
  sending: [{ name: 'sending', page: missing(), afterMs: 300 }],
  checking: [
    { name: 'checking', page: missing(), afterMs: 2_500 },
    { name: 'checking-longer', page: missing(), hurried: true, afterMs: 4_000, oneOfMany: true },
  ],
  done: [{ name: 'done', page: { ...missing(), status: 'processing', submitted: true, closed: true } }],
  verified: [
    { name: 'verified', page: { ...missing(), status: 'verified' } },
    {
      name: 'verified-return',
      page: { ...missing(), status: 'verified', return_url: 'https://shop.example/done' },
    },
  ],
  not_verified: ERROR_CODES.filter((code) => code !== 'consent_declined').flatMap((code) => [
    { name: `failed-${code}`, page: failed(code, 4), oneOfMany: code !== 'document_expired' },
    ...(code === 'selfie_face_mismatch'
      ? [{ name: `failed-${code}-no-try-left`, page: failed(code, 0) }]
      : []),
  ]),
  declined: [{ name: 'declined', presses: [1] }],
  canceled: [
    { name: 'canceled', page: { ...missing(), status: 'canceled' } },
    { name: 'canceled-before', opening: 'verification_canceled', oneOfMany: true },
  ],
};
