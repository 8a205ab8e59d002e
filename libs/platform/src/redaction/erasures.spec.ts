import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tablesOf } from '../testing/dump-database.js';
import { createFreshDatabase, type FreshDatabase } from '../testing/fresh-database.js';
import { ERASURES } from './erasures.js';

/** Tables that hold nothing of any session. */
const UNRELATED = [
  'accounts',
  'api_keys',
  'outbox',
  'page_settings',
  'verification_flows',
  'webhook_endpoint_secrets',
  'webhook_endpoints',
];

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await createFreshDatabase();
}, 60_000);
afterAll(() => fresh?.drop());

test('every table is either erased or known to hold nothing of a session', async () => {
  expect([...Object.keys(ERASURES), ...UNRELATED].sort()).toEqual(await tablesOf(fresh.database));
});

test('the key is destroyed last, for until then it opens what stays', () => {
  expect(Object.keys(ERASURES).at(-1)).toBe('verification_sessions');
});
