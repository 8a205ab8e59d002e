import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type DnsServer, startDnsServer } from '../testing/dns-server.js';
import { type Receiver, startReceiver } from '../testing/receiver.js';
import { createPostWebhook } from './post-webhook.js';
import { createDnsResolver, type ResolveName } from './resolve-name.js';

let dns: DnsServer;
let receiver: Receiver;
let resolve: ResolveName;
beforeEach(async () => {
  dns = await startDnsServer();
  receiver = await startReceiver();
  resolve = createDnsResolver([dns.address]);
});
afterEach(async () => {
  await dns.stop();
  await receiver.stop();
});

const post = async (timeoutMs: number, publicOnly: boolean, host = 'hooks.example') => {
  const send = createPostWebhook(timeoutMs, resolve);
  const url = `http://${host}:${receiver.port}/hook`;
  const response = await send({ url, body: Buffer.from('{}'), headers: {}, publicOnly });
  await send.close();
  return response;
};

test('gives all addresses, and fails for a name that has none', async () => {
  dns.answer = (name) => (name === 'two.example' ? ['192.0.2.1', '192.0.2.2'] : []);
  await expect(resolve('two.example')).resolves.toEqual([
    { address: '192.0.2.1', family: 4 },
    { address: '192.0.2.2', family: 4 },
  ]);
  await expect(resolve('none.example')).rejects.toMatchObject({ code: 'ENOTFOUND' });
});

test('localhost is this machine, and nobody is asked', async () => {
  dns.answer = () => ['192.0.2.1'];
  for (const name of ['localhost', 'LOCALHOST.', 'a.localhost']) {
    expect((await resolve(name)).map(({ address }) => address)).toEqual(['127.0.0.1', '::1']);
  }
  expect(dns.asked).toEqual([]);
});

test('a name server that changes its mind leads nobody inside: asked once, and that answer is judged', async () => {
  let asked = 0;
  dns.answer = () => {
    asked += 1;
    // The queries for A and AAAA of the first resolution, and whatever comes after it.
    return asked <= 2 ? ['198.17.255.254'] : ['127.0.0.1'];
  };
  await expect(resolve('hooks.example')).resolves.toEqual([{ address: '198.17.255.254', family: 4 }]);
  await expect(post(2_000, true)).resolves.toEqual({
    statusCode: null,
    error: 'hooks.example is not a public address',
  });
  expect(receiver.received).toEqual([]);
  expect(dns.asked).toEqual(['hooks.example', 'hooks.example']);
});

test('where private networks are allowed the same name is written to', async () => {
  dns.answer = () => ['127.0.0.1'];
  await expect(post(2_000, false)).resolves.toMatchObject({ statusCode: 200 });
  expect(receiver.received).toHaveLength(1);
  expect(dns.asked).toEqual(['hooks.example']);
});

test('a name server that keeps silent ends with the time there is, and delays no other name', async () => {
  dns.answer = (name) => (name.startsWith('silent') ? null : ['127.0.0.1']);
  const startedAt = performance.now();
  const silent = Array.from({ length: 20 }, (_, n) => post(3_000, false, `silent${n}.example`));
  await expect(post(3_000, false)).resolves.toMatchObject({ statusCode: 200 });
  expect(performance.now() - startedAt).toBeLessThan(2_500);
  for (const response of await Promise.all(silent)) {
    expect(response).toEqual({ statusCode: null, error: 'no response in time' });
  }
});
