import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Receiver, startReceiver } from '../testing/receiver.js';
import { createPostWebhook } from './post-webhook.js';
import { lookupWith, type ResolveName } from './resolve-name.js';

const TIMEOUT_MS = 400;

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

const post = createPostWebhook(TIMEOUT_MS);
afterAll(() => post.close());

const send = (url = `${receiver.url}/hook`, publicOnly = false) =>
  post({ url, body: Buffer.from('{"ä":1}'), headers: { 'stripe-signature': 't=1,v1=ab' }, publicOnly });

test('posts exactly the bytes it was given, with the headers it was given', async () => {
  await expect(send()).resolves.toEqual({
    statusCode: 200,
    body: 'thank you',
    retryAfter: null,
    fromPrivate: true,
  });
  const [request] = receiver.received;
  expect(request).toMatchObject({ method: 'POST', path: '/hook' });
  expect(request?.body.toString()).toBe('{"ä":1}');
  expect(request?.headers['stripe-signature']).toBe('t=1,v1=ab');
});

test.each([204, 400, 404, 500])('tells the status %i as it is', async (statusCode) => {
  receiver.answer = (response) => response.writeHead(statusCode).end();
  await expect(send()).resolves.toMatchObject({ statusCode });
});

test('tells what the endpoint asks for with Retry-After', async () => {
  receiver.answer = (response) => response.writeHead(429, { 'retry-after': '120' }).end();
  await expect(send()).resolves.toMatchObject({ statusCode: 429, retryAfter: '120' });
});

test.each([301, 302, 303, 307, 308])('does not follow a redirect with %i', async (statusCode) => {
  receiver.answer = (response, { path }) =>
    path === '/hook'
      ? response.writeHead(statusCode, { location: `${receiver.url}/elsewhere` }).end()
      : response.end();
  await expect(send()).resolves.toMatchObject({ statusCode });
  expect(receiver.received).toHaveLength(1);
});

describe('keeps 4 KiB of the answer', () => {
  test('of a long one', async () => {
    receiver.answer = (response) => response.end('x'.repeat(100_000));
    const response = await send();
    expect(response).toMatchObject({ statusCode: 200, body: 'x'.repeat(4096) });
  });

  test('of one that never ends, without waiting for its end', async () => {
    receiver.answer = (response) => {
      const more = setInterval(() => response.write('y'.repeat(1024)), 1);
      response.on('close', () => clearInterval(more));
    };
    await expect(send()).resolves.toMatchObject({ statusCode: 200, body: 'y'.repeat(4096) });
  });

  test('without characters that PostgreSQL cannot store', async () => {
    receiver.answer = (response) => response.end('a\0b');
    await expect(send()).resolves.toMatchObject({ body: 'a\uFFFDb' });
  });
});

describe('no answer is a value, not an exception', () => {
  test('when nobody listens', async () => {
    await receiver.stop();
    await expect(send()).resolves.toEqual({
      statusCode: null,
      error: 'connect ECONNREFUSED',
    });
  });

  test('when the name does not exist', async () => {
    await expect(send('http://name.invalid/')).resolves.toMatchObject({ statusCode: null });
  });

  test('when the URL is none', async () => {
    await expect(send('not a url')).resolves.toMatchObject({ statusCode: null });
  });

  test('when headers do not come in time', async () => {
    receiver.answer = () => {};
    const startedAt = performance.now();
    await expect(send()).resolves.toEqual({ statusCode: null, error: 'no response in time' });
    expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + 500);
  });

  test('when the body trickles for longer than the time there is', async () => {
    receiver.answer = (response) => {
      const more = setInterval(() => response.write('.'), 50);
      response.on('close', () => clearInterval(more));
    };
    const startedAt = performance.now();
    await expect(send()).resolves.toEqual({ statusCode: null, error: 'no response in time' });
    expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + 500);
  });

  test('when the peer speaks no HTTP', async () => {
    const server = createTcpServer((socket) => socket.end('what do you want?\r\n', () => socket.destroy()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(send(`http://127.0.0.1:${port}/`)).resolves.toMatchObject({ statusCode: null });
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('when only public addresses are allowed', () => {
  test('an address of ours is refused before anything is sent', async () => {
    await expect(send(receiver.url, true)).resolves.toEqual({
      statusCode: null,
      error: '127.0.0.1 is not a public address',
    });
    expect(receiver.received).toEqual([]);
  });

  test('so is a name that resolves to one, and where it leads is not told', async () => {
    const response = await send(`http://localhost:${receiver.port}/`, true);
    expect(response).toEqual({ statusCode: null, error: 'localhost is not a public address' });
    expect(receiver.received).toEqual([]);
  });
});

describe('a name whose addresses change', () => {
  /** Answers with the next list each time, and with the last one for ever. */
  const changing = (...answers: string[][]) => {
    const asked: string[] = [];
    const resolve: ResolveName = async (hostname) => {
      const answer = answers[Math.min(asked.push(hostname), answers.length) - 1]!;
      return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    };
    return { asked, resolve };
  };
  const sendTo = async (resolve: ResolveName, publicOnly: boolean) => {
    const own = createPostWebhook(TIMEOUT_MS, resolve);
    const url = `http://rebind.example:${receiver.port}/hook`;
    const response = await own({ url, body: Buffer.from('{}'), headers: {}, publicOnly });
    await own.close();
    return response;
  };

  test('is asked for them once an attempt, and that answer is where the connection goes', async () => {
    const { asked, resolve } = changing(['127.0.0.1'], ['127.0.0.2']);
    const reached: (string | undefined)[] = [];
    receiver.answer = (response) => {
      reached.push(response.socket?.localAddress);
      response.end();
    };
    await expect(sendTo(resolve, false)).resolves.toMatchObject({ statusCode: 200 });
    expect([asked, reached]).toEqual([['rebind.example'], ['127.0.0.1']]);
  });

  test('is not reached inside because it was outside a moment ago', async () => {
    const { resolve } = changing(['198.17.255.254'], ['127.0.0.1']);
    const judged = await new Promise<unknown>((done) => {
      lookupWith(resolve, { publicOnly: true })('rebind.example', { all: true }, (error, addresses) =>
        done(error ?? addresses),
      );
    });
    expect(judged).toEqual([{ address: '198.17.255.254', family: 4 }]);
    await expect(sendTo(resolve, true)).resolves.toEqual({
      statusCode: null,
      error: 'rebind.example is not a public address',
    });
    expect(receiver.received).toEqual([]);
  });

  test.each([
    ['127.0.0.1'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['169.254.169.254'],
    ['fd00:ec2::254'],
    ['0.0.0.0'],
  ])('is refused whole when one of them is %s', async (inside) => {
    const { resolve } = changing(['198.17.255.254', inside]);
    await expect(sendTo(resolve, true)).resolves.toEqual({
      statusCode: null,
      error: 'rebind.example is not a public address',
    });
    expect(receiver.received).toEqual([]);
  });
});

test('names that are not resolved end with the time there is, and hold up nothing else', async () => {
  const silent = createPostWebhook(3_000, () => new Promise(() => {}));
  const startedAt = performance.now();
  const attempts = Array.from({ length: 20 }, () =>
    silent({ url: 'http://silent.example/', body: Buffer.from('{}'), headers: {}, publicOnly: true }),
  );
  await expect(send()).resolves.toMatchObject({ statusCode: 200 });
  expect(performance.now() - startedAt).toBeLessThan(2_500);
  for (const response of await Promise.all(attempts)) {
    expect(response).toEqual({ statusCode: null, error: 'no response in time' });
  }
  await silent.close();
});
