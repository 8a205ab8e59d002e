import { afterEach, expect, test } from '@jest/globals';
import { createApiKey } from '../keys/create-api-key.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

const OFFICE = '203.0.113.7';
const STRANGER = '198.51.100.1';

let gateway: TestGateway;
afterEach(() => gateway.stop());

/** What a key that is bound to the office is answered, when a request says that it was forwarded so. */
async function statusesOf(trustedProxies: readonly string[], forwarded: readonly (string | null)[]) {
  gateway = await startGateway({ trustedProxies });
  const key = await createApiKey(gateway.deps, {
    accountId: gateway.account.accountId,
    kind: 'restricted',
    livemode: false,
    permissions: ['identity.read'],
    ipAllowlist: [`${OFFICE}/32`],
  });
  const statuses: number[] = [];
  for (const addresses of forwarded) {
    const { status } = await gateway.request('GET', '/v1/identity/verification_sessions', {
      key,
      headers: addresses === null ? {} : { 'x-forwarded-for': addresses },
    });
    statuses.push(status);
  }
  return statuses;
}

test('nobody is believed who was not named: whoever reaches the gateway itself could write anything', async () => {
  expect(await statusesOf([], [OFFICE, null])).toEqual([403, 403]);
});

test('a named proxy says where a request comes from', async () => {
  expect(await statusesOf(['127.0.0.1', '::1'], [OFFICE, STRANGER, null])).toEqual([200, 403, 403]);
});

test('a range of proxies is believed, and only as far as the chain is theirs', async () => {
  const behind = '10.1.2.3';
  expect(
    await statusesOf(
      ['127.0.0.0/8', '10.0.0.0/8'],
      [
        `${OFFICE}, ${behind}`,
        // A stranger's own header, to which the proxy added the stranger's address.
        `${OFFICE}, ${STRANGER}`,
        `${STRANGER}, ${OFFICE}, ${behind}`,
      ],
    ),
  ).toEqual([200, 403, 200]);
});

test('another proxy than the one that was named is not believed', async () => {
  expect(await statusesOf(['192.0.2.1'], [OFFICE])).toEqual([403]);
});
