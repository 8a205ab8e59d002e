import { DOCUMENT_CAPTURE } from '@idem/contracts';
import type { PageResource } from '../../api/page-resource.js';

/** A session that has just begun. */
export const samplePage = (changes: Partial<PageResource> = {}): PageResource => ({
  id: 'vs_1',
  object: 'identity.verification_page',
  status: 'requires_input',
  livemode: false,
  submitted: false,
  closed: false,
  unsupported_client: false,
  fallback_url: null,
  tries_left: null,
  requirements: { missing: ['biometric_consent', 'id_document_front'], errors: [] },
  biometric_consent: { title: '', lines: [], accept_button_text: '', decline_button_text: '' },
  document_select: {
    title: '',
    body: null,
    button_text: '',
    id_document_type_allowlist: { passport: 'Passport', id_card: 'Identity card' },
  },
  document_capture: { ...DOCUMENT_CAPTURE, blur_threshold: 0, require_live_capture: false },
  selfie: null,
  selfie_challenge: null,
  success: { title: '', body: '', button_text: '' },
  account: { name: null },
  allow_handoff: false,
  branding: { primary_color: null, background_color: null, border_radius: null, color_scheme: 'auto' },
  return_url: null,
  last_error: null,
  ...changes,
});
