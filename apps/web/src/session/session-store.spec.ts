import { describe, expect, test } from '@jest/globals';
import type { Outcome, Problem } from '../api/outcome.js';
import type { PageApi } from '../api/page-api.js';
import type { PageData, PageOpening } from '../api/page-resource.js';
import { createSessionStore } from './session-store.js';
import { samplePage } from './testing/sample-page.js';

const OPENING: PageOpening = {
  object: 'idem.page_opening',
  verification_session: 'vs_1',
  livemode: false,
  key: 'ek_test_1',
  expires_at: 1,
  scope: 'person',
  code: null,
  account_name: 'Example',
};
const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
const failed = (problem: Problem): Outcome<never> => ({ ok: false, problem });
const refused = (status: number): Problem => ({ kind: 'refused', status, code: null, message: 'Not now.' });
const answer = (changes: Partial<PageData> = {}): Outcome<PageData> =>
  done({
    id: 'vs_1',
    object: 'identity.verification_page_data',
    status: 'requires_input',
    submitted: false,
    closed: false,
    tries_left: null,
    requirements: { missing: [], errors: [] },
    ...changes,
  });

/** A server that takes everything, but for the answers that are given. */
const apiOf = (answers: Partial<PageApi> = {}): PageApi => ({
  show: async () => done(samplePage()),
  collect: async () => answer(),
  challenge: async () => failed(refused(400)),
  cannotVerify: async () => answer(),
  handOver: async () => failed(refused(400)),
  handoff: async () => failed(refused(400)),
  endHandoff: async () => failed(refused(400)),
  submit: async () => answer({ status: 'processing', submitted: true, closed: true }),
  ...answers,
});

async function pageOf(answers: Partial<PageApi> = {}) {
  const store = createSessionStore(
    async () => done(OPENING),
    () => apiOf(answers),
  );
  await store.load();
  return store;
}

test('the page is led by what the server answers', async () => {
  const store = await pageOf();
  expect(store.screen.value).toBe('biometric_consent');
  expect(await store.collect({ biometric_consent: true })).toBe(true);
  expect(store.screen.value).toBe('sending');
  await store.submit();
  expect(store.screen.value).toBe('checking');
});

test('a link that could not be opened is opened again', async () => {
  const openings: Outcome<PageOpening>[] = [failed({ kind: 'offline' }), done(OPENING)];
  const store = createSessionStore(
    async () => openings.shift()!,
    () => apiOf(),
  );
  await store.load();
  expect(store.screen.value).toBe('connection_lost');
  await store.load();
  expect(store.screen.value).toBe('biometric_consent');
});

describe('a key that has ended', () => {
  const ended: Problem = { kind: 'refused', status: 401, code: 'api_key_expired', message: 'Expired.' };
  const openings = (second: Outcome<PageOpening>) => {
    const given = [done(OPENING), second];
    return createSessionStore(
      async () => given.shift()!,
      (_opening, withKey) =>
        apiOf({ show: () => withKey(async (key) => (key === 'ek_2' ? done(samplePage()) : failed(ended))) }),
    );
  };

  test('is replaced by opening the link again', async () => {
    const store = openings(done({ ...OPENING, key: 'ek_2' }));
    await store.load();
    expect([store.screen.value, store.opening.value?.key]).toEqual(['biometric_consent', 'ek_2']);
  });
  test.each([
    ['verification_canceled', 'canceled'],
    ['link_opened_elsewhere', 'link_unusable'],
  ])('tells why the link is no longer there: %s', async (code, screen) => {
    const store = openings(failed({ kind: 'refused', status: 410, code, message: 'Gone.' }));
    await store.load();
    expect(store.screen.value).toBe(screen);
  });
});

test('what was not submitted is not waited for', async () => {
  const missing = { missing: ['id_document_back' as const], errors: [] };
  const store = await pageOf({ submit: async () => answer({ requirements: missing }) });
  await store.submit();
  expect(store.screen.value).toBe('id_document_back');
});

test('whoever tries again is not told of the old failure at each step, but of the next one', async () => {
  const last_error = { code: 'document_expired' as const, reason: 'It expired.', may_retry: true };
  const failedPage = samplePage({ last_error });
  const store = await pageOf({
    show: async () => done(failedPage),
    collect: async () => answer({ requirements: { missing: ['id_document_front'], errors: [] } }),
  });
  expect(store.screen.value).toBe('not_verified');
  store.note({ failureSeen: true, submitted: false });
  expect(store.screen.value).toBe('biometric_consent');
  await store.collect({ biometric_consent: true });
  expect(store.screen.value).toBe('choose_document');
  await store.submit();
  await store.load();
  expect(store.screen.value).toBe('not_verified');
});

describe('what the server does not take', () => {
  test('is said on the screen at hand', async () => {
    const store = await pageOf({ collect: async () => failed(refused(400)) });
    expect(await store.collect({ biometric_consent: true })).toBe(false);
    expect([store.screen.value, store.progress.value.refusal]).toEqual([
      'biometric_consent',
      { words: 'page.refused', detail: 'Not now.' },
    ]);
  });
  test.each([401, 403])('with %i ends the link', async (status) => {
    const store = await pageOf({ collect: async () => failed(refused(status)) });
    await store.collect({ biometric_consent: true });
    expect(store.screen.value).toBe('link_unusable');
  });
  test('because another tab was faster gives way to what the session says now', async () => {
    let page = samplePage();
    const store = await pageOf({
      show: async () => done(page),
      submit: async () => failed(refused(400)),
    });
    page = samplePage({ status: 'verified' });
    await store.submit();
    expect(store.screen.value).toBe('verified');
  });
});

test('what could not be sent for want of a network is sent once it is there again', async () => {
  const answers = [failed({ kind: 'offline' }), answer()];
  const sent: unknown[] = [];
  const store = await pageOf({
    collect: async (data) => {
      sent.push(data);
      return answers.shift()!;
    },
  });
  await store.collect({ biometric_consent: true });
  expect(store.screen.value).toBe('connection_lost');
  await store.load();
  expect(store.screen.value).toBe('sending');
  await store.load();
  expect(sent).toEqual([{ biometric_consent: true }, { biometric_consent: true }]);
});

test('what was refused is not sent again by itself', async () => {
  const sent: unknown[] = [];
  const store = await pageOf({
    collect: async (data) => {
      sent.push(data);
      return failed(refused(400));
    },
  });
  await store.collect({ biometric_consent: true });
  await store.load();
  expect(sent).toHaveLength(1);
});
