import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  DOCUMENT_CAPTURE,
  type HandoffResource,
  type PageOpeningResource,
  type SelfieChallengeResource,
  type VerificationPageDataResource,
  type VerificationPageResource,
} from '@idem/contracts';
import type { Page, Route } from 'playwright-core';
import type { Scene } from './scene.js';

/** Where the page lies. Nothing is asked of it: every request is answered here. */
export const ORIGIN = 'https://idem.example';
const ACCOUNT = 'Harbour Bank';
const HOUR = 3600;
/** A moment that is far enough. */
const LATER = 4_000_000_000;

const pageOf = (scene: Scene): VerificationPageResource => ({
  id: 'vs_1',
  object: 'identity.verification_page',
  status: 'requires_input',
  livemode: true,
  submitted: false,
  closed: false,
  unsupported_client: false,
  fallback_url: null,
  tries_left: 5,
  requirements: { missing: ['biometric_consent', 'id_document_front'], errors: [] },
  biometric_consent: { title: '', lines: [], accept_button_text: '', decline_button_text: '' },
  document_select: {
    title: '',
    body: null,
    button_text: '',
    id_document_type_allowlist: {
      passport: 'Passport',
      id_card: 'Identity card',
      driving_license: 'Driving license',
    },
  },
  document_capture: { ...DOCUMENT_CAPTURE, blur_threshold: 0, require_live_capture: false },
  selfie: null,
  selfie_challenge: null,
  success: { title: '', body: '', button_text: '' },
  account: { name: ACCOUNT },
  allow_handoff: false,
  branding: { primary_color: null, background_color: null, border_radius: null, color_scheme: 'auto' },
  return_url: null,
  last_error: null,
  ...scene.page,
});

const OPENING: PageOpeningResource = {
  object: 'idem.page_opening',
  verification_session: 'vs_1',
  livemode: true,
  key: 'ek_live_1',
  expires_at: LATER,
  scope: 'person',
  code: null,
  account_name: ACCOUNT,
};
const CHALLENGE: SelfieChallengeResource = {
  id: 'isc_1',
  object: 'identity.selfie_challenge',
  created: LATER - HOUR,
  expires_at: LATER,
  expires_in: 30_000,
  max_frames: 24,
  nonce: 'n',
  steps: ['left', 'front', 'blink'],
};
const handoffOf = (state: HandoffResource['state']): HandoffResource => ({
  object: 'idem.handoff',
  state,
  url: `${ORIGIN}/start/live_4ZqvT0hK2mX8cR1sW7yB5nD3fG6jL9pA`,
  code: '4719',
  expires_at: LATER,
});

/** Answers every request of the page as the scene has it: with the built page, and with an API that stays as it is. */
export async function answerPage(page: Page, scene: Scene): Promise<void> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('@idem/web/page/index.html'));
  let submitted = false;
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.startsWith('/start/assets/')) return answerFile(route, path.join(folder, pathname.slice(7)));
    if (pathname.startsWith('/start/')) return answerFile(route, path.join(folder, 'index.html'));
    if (pathname === '/v1/idem/page_openings') return answerOpening(route, scene.opening);
    if (pathname === '/v1/files') return json(route, { id: 'file_1', object: 'file' });
    const shown = pageOf(scene);
    const status = submitted ? ('processing' as const) : shown.status;
    const now = { ...shown, status };
    const action = pathname.split('/')[5];
    if (action === undefined) return json(route, now);
    if (action === 'selfie_challenge')
      return json(route, { ...CHALLENGE, expires_in: scene.challengeMs ?? CHALLENGE.expires_in });
    if (action === 'handoff') {
      const asked = route.request().method() === 'POST' ? 'waiting' : scene.handoff;
      return json(route, handoffOf(asked ?? 'waiting'));
    }
    if (action === 'submit') {
      // Who looks at "sending" never gets an answer.
      if (scene.name === 'sending') return;
      submitted = true;
    }
    const data: VerificationPageDataResource = {
      id: now.id,
      object: 'identity.verification_page_data',
      status: submitted ? 'processing' : now.status,
      submitted,
      closed: submitted,
      tries_left: now.tries_left,
      requirements: now.requirements,
    };
    return json(route, data);
  });
}

async function answerOpening(route: Route, opening: Scene['opening']): Promise<void> {
  if (opening === 'never') return;
  if (opening === 'offline') return route.abort();
  if (opening === 'trouble') return json(route, {}, 503);
  if (typeof opening === 'string') {
    const error = { type: 'invalid_request_error', code: opening, message: 'This link cannot be used.' };
    return json(route, { error }, 410);
  }
  return json(route, { ...OPENING, ...opening });
}

const json = (route: Route, body: object, status = 200): Promise<void> =>
  route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const answerFile = (route: Route, file: string): Promise<void> =>
  route.fulfill({
    contentType: TYPES[path.extname(file)] ?? 'application/octet-stream',
    body: readFileSync(file),
  });
