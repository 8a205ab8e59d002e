import type { Requirement } from '@idem/domain';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PageResource } from '../api/page-resource.js';
import { chooseScreen, documentAtHand, type Progress } from './choose-screen.js';
import { samplePage } from './testing/sample-page.js';

const START: Progress = {
  problem: null,
  documentType: null,
  declined: false,
  errorSeen: false,
  failureSeen: false,
  submitted: false,
  front: null,
  backSent: false,
  refusal: null,
  stranded: false,
  handedOver: false,
  codeCompared: false,
  cameraFailures: 0,
};
const missing = (...names: Requirement[]): Partial<PageResource> => ({
  requirements: { missing: names, errors: [] },
});
const choose = (page: Partial<PageResource>, progress: Partial<Progress> = {}) =>
  chooseScreen(samplePage(page), { ...START, ...progress });

test('a link is not opened where the page cannot go on', () => {
  expect(chooseScreen(null, { ...START, stranded: true })).toBe('open_in_browser');
});

test('nothing is shown before the server has answered', () => {
  expect(chooseScreen(null, START)).toBe('loading');
});

test.each<[string, Requirement[], string]>([
  ['consent first', ['face', 'id_document_front', 'biometric_consent'], 'biometric_consent'],
  ['the document before the face', ['face', 'id_document_front'], 'id_document_front'],
  ['the back after the front', ['face', 'id_document_back'], 'id_document_back'],
  ['the challenge, which brings the picture of the face', ['face', 'selfie_challenge'], 'selfie_challenge'],
  ['the face alone', ['face'], 'face'],
])('%s', (_what, names, screen) => {
  expect(choose(missing(...names), { documentType: 'passport' })).toBe(screen);
});

test('what is missing decides, not the order in which it is listed', () => {
  const names: Requirement[] = [
    'biometric_consent',
    'id_document_front',
    'id_document_back',
    'face',
    'selfie_challenge',
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(names), (some) => {
      const reversed = [...some].reverse();
      expect(choose(missing(...some))).toBe(choose(missing(...reversed)));
    }),
  );
});

test('the document is chosen only where there is a choice', () => {
  expect(choose(missing('id_document_front'))).toBe('choose_document');
  const single = { ...samplePage().document_select, id_document_type_allowlist: { passport: 'Passport' } };
  expect(choose({ ...missing('id_document_front'), document_select: single })).toBe('id_document_front');
  const chosen = {
    ...single,
    id_document_type_allowlist: { passport: 'Passport', id_card: 'Identity card' },
  };
  const page = { ...missing('id_document_front'), document_select: chosen };
  expect(choose(page, { documentType: 'driving_license' })).toBe('choose_document');
});

test('a session with nothing missing is sent', () => {
  expect(choose(missing())).toBe('sending');
});

test('whoever holds a card is asked for its back, though the server does not know yet', () => {
  expect(choose(missing('face'), { documentType: 'id_card' })).toBe('id_document_back');
  expect(choose(missing('face'), { documentType: 'id_card', backSent: true })).toBe('face');
  expect(choose(missing('id_document_front'), { documentType: 'id_card' })).toBe('id_document_front');
  expect(choose(missing(), { documentType: 'passport' })).toBe('sending');
});

test('a submission that came back shows what was wrong, whether or not the server gives a reason', () => {
  expect(choose(missing('biometric_consent'), { submitted: true })).toBe('not_verified');
});

describe('what went wrong', () => {
  const error = {
    requirement: 'id_document_front' as const,
    title: 'Take a picture',
    body: 'Use your camera.',
    back_button_text: 'Try again',
    continue_button_text: null,
  };
  test('is said before anything is asked for again', () => {
    const page = { requirements: { missing: ['id_document_front' as const], errors: [error] } };
    expect(choose(page)).toBe('requirement_error');
    expect(choose(page, { errorSeen: true, documentType: 'passport' })).toBe('id_document_front');
  });
  test('of the checks, too', () => {
    const last_error = { code: 'document_expired' as const, reason: 'It expired.', may_retry: true };
    const page = { ...missing('biometric_consent'), last_error };
    expect(choose(page)).toBe('not_verified');
    expect(choose(page, { failureSeen: true })).toBe('biometric_consent');
  });
  test('and declined consent is no failure of the checks', () => {
    const last_error = { code: 'consent_declined' as const, reason: '', may_retry: true };
    expect(choose({ ...missing('biometric_consent'), last_error })).toBe('biometric_consent');
    expect(choose(missing('biometric_consent'), { declined: true })).toBe('declined');
  });
});

test.each<[PageResource['status'], boolean, string]>([
  ['canceled', false, 'canceled'],
  ['verified', false, 'verified'],
  ['processing', true, 'checking'],
  ['processing', false, 'done'],
])('a session that is %s (submitted here: %s) shows %s', (status, submitted, screen) => {
  expect(choose({ status, ...missing() }, { submitted })).toBe(screen);
});

test('a refused link is told from a lost connection', () => {
  expect(choose({}, { problem: { kind: 'offline' } })).toBe('connection_lost');
  const problem = { kind: 'refused' as const, status: 404, code: null, message: '' };
  expect(choose({}, { problem })).toBe('link_unusable');
});

describe('the document at hand', () => {
  const allowing = (...types: ('passport' | 'id_card' | 'driving_license')[]) =>
    samplePage({
      document_select: {
        title: '',
        body: null,
        button_text: '',
        id_document_type_allowlist: Object.fromEntries(types.map((type) => [type, type])),
      },
    });
  test.each([
    ['passport', ['passport'], null],
    ['id_card', ['passport', 'id_card'], 'id_card'],
    [null, ['passport', 'id_card'], null],
    [null, ['passport', 'id_card'], 'driving_license'],
  ] as const)('is %s of %j where %s was chosen', (expected, types, documentType) => {
    expect(documentAtHand(allowing(...types), { documentType })).toBe(expected);
  });
});
