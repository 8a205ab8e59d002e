import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let stripe: Stripe;
beforeAll(async () => {
  gateway = await startGateway();
  stripe = gateway.stripe();
});
afterAll(() => gateway.stop());

const PATH = '/v1/idem/page_settings';
const EMPTY = {
  object: 'idem.page_settings',
  livemode: false,
  name: null,
  branding: { primary_color: null, background_color: null, border_radius: null, color_scheme: 'auto' },
  allowed_origins: [],
};
const update = (params: object, by = stripe) => by.rawRequest('POST', PATH, params);
const show = (by = stripe) => by.rawRequest('GET', PATH);

test('nothing is set at first; what is named changes, the rest stays, and an empty value unsets', async () => {
  expect(await show()).toMatchObject(EMPTY);
  await update({ name: 'Rocket Rides', branding: { primary_color: '#DD4422', border_radius: 0 } });
  await update({ branding: { background_color: '#ffffff' }, allowed_origins: ['https://shop.example'] });
  const changed = {
    ...EMPTY,
    name: 'Rocket Rides',
    branding: { ...EMPTY.branding, primary_color: '#dd4422', background_color: '#ffffff', border_radius: 0 },
    allowed_origins: ['https://shop.example'],
  };
  expect(await show()).toMatchObject(changed);
  await update({ branding: { border_radius: '', primary_color: '' } });
  expect(await show()).toMatchObject({
    ...changed,
    branding: { ...EMPTY.branding, background_color: '#ffffff' },
  });
  await update({ name: '', branding: '', allowed_origins: '' });
  expect(await show()).toMatchObject(EMPTY);
});

test('a test key changes nothing of live mode', async () => {
  await update({ name: 'Test' });
  expect(await show(gateway.stripe(gateway.account.live!.secret))).toMatchObject({
    ...EMPTY,
    livemode: true,
  });
});

test('keys that were not granted it neither see nor change it', async () => {
  for (const key of [gateway.account.test.restricted, gateway.account.test.publishable]) {
    const by = gateway.stripe(key);
    await expect(show(by)).rejects.toMatchObject({ statusCode: 403 });
    await expect(update({ name: 'Mine' }, by)).rejects.toMatchObject({ statusCode: 403 });
  }
});

test('two changes at once are both there afterwards', async () => {
  await Promise.all([update({ name: 'Both' }), update({ branding: { border_radius: 4 } })]);
  expect(await show()).toMatchObject({ name: 'Both', branding: { border_radius: 4 } });
});

describe('is refused', () => {
  test.each([
    ['a page', 'https://shop.example/'],
    ['a path', 'https://shop.example/a'],
    ['a wildcard', 'https://*.shop.example'],
    ['everybody', '*'],
    ['no TLS', 'http://shop.example'],
    ['another scheme', 'file://x'],
    ['a directive', 'https://a.example; script-src *'],
    ['an origin in capitals', 'https://Shop.example'],
  ])('as an origin: %s', async (_what, origin) => {
    await expect(update({ allowed_origins: [origin] })).rejects.toMatchObject({
      statusCode: 400,
      param: 'allowed_origins[0]',
    });
  });

  test.each(['https://shop.example', 'https://shop.example:8443', 'http://localhost:4242'])(
    'not as an origin: %s',
    async (origin) => {
      expect(await update({ allowed_origins: [origin, origin] })).toMatchObject({
        allowed_origins: [origin],
      });
    },
  );

  test.each([
    ['yellow on the white of a bright device', { primary_color: '#ffee00', background_color: '' }, 400],
    ['yellow on black', { primary_color: '#ffee00', background_color: '#000000' }, 200],
    ['yellow on a dark page', { primary_color: '#ffee00', background_color: '', color_scheme: 'dark' }, 200],
    ['black where the page may be dark', { primary_color: '#101010', color_scheme: 'auto' }, 400],
    ['a name of a colour', { primary_color: 'red' }, 400],
    ['a rule of CSS', { background_color: '#fff;}' }, 400],
  ])('by its colours: %s', async (_what, branding, status) => {
    await update({ branding: '' });
    const answer = await update({ branding }).then(
      () => 200,
      (error: { statusCode: number }) => error.statusCode,
    );
    expect(answer).toBe(status);
  });
});
