import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { takenPicture } from '../testing/device.js';
import { openRawSocket } from '../testing/raw-socket.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';
import { createServer } from './server.js';

const IDLE_MS = 2_000;
/** After so long the client of the report gives up. */
const CLIENT_PATIENCE_MS = 30_000;
const SESSIONS = '/v1/identity/verification_sessions';

let gateway: TestGateway;
let picture: Buffer;
beforeAll(async () => {
  gateway = await startGateway({}, {}, { idleBodyMs: IDLE_MS });
  picture = await takenPicture();
});
afterAll(() => gateway.stop());

const bearer = (key = gateway.account.test.secret) => `Authorization: Bearer ${key}\r\n`;
const multipart = (bytes: Buffer = picture, tail = '\r\n--b--\r\n') =>
  Buffer.concat([
    Buffer.from(
      '--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nidentity_document\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n',
    ),
    bytes,
    Buffer.from(tail),
  ]);
const uploadHead = (length: number, headers = bearer()) =>
  `POST /v1/files HTTP/1.1\r\nHost: a\r\n${headers}Content-Type: multipart/form-data; boundary=b\r\nContent-Length: ${length}\r\n`;
const bodyOf = (answer: string): { error?: { message: string; type: string; param?: string }; id?: string } =>
  JSON.parse(answer.slice(answer.lastIndexOf('\r\n\r\n') + 4));

describe('a body that is shorter than announced', () => {
  test('50 at once: others are served, each is told within its time, nothing is kept, the retry is carried out', async () => {
    const before = [await gateway.db.file.count(), await gateway.db.idempotencyRecord.count()];
    const body = multipart();
    const sockets = await Promise.all(Array.from({ length: 50 }, () => openRawSocket(gateway.url)));
    const from = performance.now();
    for (const [index, { write }] of sockets.entries()) {
      write(`${uploadHead(body.length + 3, `${bearer()}Idempotency-Key: short-${index}\r\n`)}\r\n`);
      write(body);
    }
    expect((await gateway.request('GET', SESSIONS)).status).toBe(200);
    expect(sockets.some(({ text }) => text() === '')).toBe(true);
    for (const { closed } of sockets) {
      const answer = await closed();
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toMatch(/request-id: req_/i);
      expect(bodyOf(answer).error).toMatchObject({ type: 'invalid_request_error' });
    }
    expect(performance.now() - from).toBeLessThan(CLIENT_PATIENCE_MS);
    expect([await gateway.db.file.count(), await gateway.db.idempotencyRecord.count()]).toEqual(before);

    const again = await openRawSocket(gateway.url);
    again.write(
      `${uploadHead(body.length, `${bearer()}Idempotency-Key: short-0\r\nConnection: close\r\n`)}\r\n`,
    );
    again.write(body);
    const answer = await again.closed();
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).not.toMatch(/idempotent-replayed/i);
    expect(gateway.logged.filter((line) => line.includes('request failed'))).toEqual([]);
  }, 60_000);

  test.each(['application/x-www-form-urlencoded', 'application/json'])(
    'of a form or JSON: %s',
    async (type) => {
      const { write, closed } = await openRawSocket(gateway.url);
      write(
        `POST ${SESSIONS} HTTP/1.1\r\nHost: a\r\n${bearer()}Content-Type: ${type}\r\nContent-Length: 100\r\n\r\ntype=document`,
      );
      expect(await closed()).toMatch(/^HTTP\/1\.1 408 /);
    },
  );

  test('a slow one, of which bytes keep coming, has its time', async () => {
    const { write, until, socket } = await openRawSocket(gateway.url);
    const body = multipart();
    write(`${uploadHead(body.length)}\r\n`);
    const steps = 8;
    for (let step = 0; step < steps; step++) {
      const size = Math.ceil(body.length / steps);
      write(body.subarray(step * size, (step + 1) * size));
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS / 5));
    }
    expect(await until((text) => text.includes('\r\n\r\n'))).toMatch(/^HTTP\/1\.1 200 /);
    socket.destroy();
  });
});

describe('stripe-node 20.1.0, which counts the characters of its bytes as numbers', () => {
  /** What the client announces for a body: `new TextEncoder().encode(bytes)` of the bytes as text. */
  const miscounted = (body: Buffer) => new TextEncoder().encode(String(new Uint8Array(body))).length;
  const agent = () => `${bearer()}User-Agent: Stripe/v1 NodeBindings/20.1.0\r\n`;

  test('its upload is answered as soon as it is whole, whatever the pieces in which it comes', async () => {
    for (const pieces of [1, 7]) {
      const body = multipart();
      const { write, closed } = await openRawSocket(gateway.url);
      const from = performance.now();
      write(`${uploadHead(miscounted(body), agent())}\r\n`);
      const size = Math.ceil(body.length / pieces);
      for (let at = 0; at < body.length; at += size) {
        write(body.subarray(at, at + size));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const answer = await closed();
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      expect(answer).toMatch(/connection: close/i);
      expect(performance.now() - from).toBeLessThan(IDLE_MS);
      const { id } = bodyOf(answer);
      expect(await gateway.db.file.findUniqueOrThrow({ where: { id: String(id) } })).toMatchObject({
        purpose: 'identity_document',
      });
    }
  });

  test('a large one is not refused for the bytes that it announces, and one that is too large is', async () => {
    const [fits, exceeds] = [1_500_000, 2_200_000].map((bytes) =>
      multipart(Buffer.concat([picture, Buffer.alloc(bytes)])),
    ) as [Buffer, Buffer];
    expect(miscounted(fits)).toBeGreaterThan(2_500_000);
    for (const [body, status] of [
      [fits, 200],
      [exceeds, 400],
    ] as const) {
      const { write, closed } = await openRawSocket(gateway.url);
      write(`${uploadHead(miscounted(body), agent())}\r\n`);
      write(body);
      expect(await closed()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    }
  });

  test('one that breaks off is not taken for whole', async () => {
    const body = multipart();
    for (const sent of [body.subarray(0, -3), body.subarray(0, -4000)]) {
      const { write, closed } = await openRawSocket(gateway.url);
      write(`${uploadHead(miscounted(body), agent())}\r\n`);
      write(sent);
      expect(await closed()).toMatch(/^HTTP\/1\.1 408 /);
    }
  });

  test('a body that only happens to add up, and has no last boundary, waits like any other', async () => {
    const body = multipart(picture, '\r\n--b\r\n\r\n');
    const { write, closed } = await openRawSocket(gateway.url);
    write(`${uploadHead(miscounted(body), agent())}\r\n`);
    write(body);
    expect(await closed()).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('Expect: 100-continue', () => {
  const expecting = (length: number, headers?: string) =>
    `${uploadHead(length, headers)}Expect: 100-continue\r\n\r\n`;

  test('a wrong key is told before the body is asked for, and ends the connection', async () => {
    for (const headers of [bearer('sk_test_wrong'), '', bearer(gateway.account.test.publishable)]) {
      const { write, closed } = await openRawSocket(gateway.url);
      write(expecting(1_900_000, headers));
      const answer = await closed();
      expect(answer).toMatch(/^HTTP\/1\.1 40[13] /);
      expect(answer).not.toContain('100 Continue');
    }
  });

  test('a body that is too large is refused by its announcement', async () => {
    const { write, closed } = await openRawSocket(gateway.url);
    write(expecting(9_000_000));
    const answer = await closed();
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toContain('100 Continue');
    const form = await openRawSocket(gateway.url);
    form.write(
      `POST ${SESSIONS} HTTP/1.1\r\nHost: a\r\n${bearer()}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000000\r\nExpect: 100-continue\r\n\r\n`,
    );
    expect(await form.closed()).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('a wanted body is asked for, and the connection stays', async () => {
    const { write, until, socket } = await openRawSocket(gateway.url);
    const body = multipart();
    write(expecting(body.length));
    await until((text) => text.startsWith('HTTP/1.1 100 Continue\r\n\r\n'));
    write(body);
    const answer = await until((text) => text.includes('HTTP/1.1 200 '));
    expect(answer).not.toMatch(/connection: close/i);
    const form = 'type=document';
    write(
      `POST ${SESSIONS} HTTP/1.1\r\nHost: a\r\n${bearer()}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\nExpect: 100-continue\r\n\r\n`,
    );
    await until((text) => text.split('100 Continue').length === 3);
    write(form);
    await until((text) => text.split('HTTP/1.1 200 ').length === 3);
    socket.destroy();
  });
});

describe('transfer', () => {
  test('chunked without a length, HTTP/1.0, no final line break, the file before its purpose', async () => {
    const body = multipart();
    const chunked = await openRawSocket(gateway.url);
    chunked.write(
      `POST /v1/files HTTP/1.1\r\nHost: a\r\n${bearer()}Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
    );
    for (let at = 0; at < body.length; at += 1000) {
      const piece = body.subarray(at, at + 1000);
      chunked.write(
        Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
      );
    }
    chunked.write('0\r\n\r\n');
    expect(await chunked.closed()).toMatch(/^HTTP\/1\.1 200 /);

    const old = await openRawSocket(gateway.url);
    old.write(uploadHead(body.length).replace('HTTP/1.1', 'HTTP/1.0').concat('\r\n'));
    old.write(body);
    expect(await old.closed()).toMatch(/^HTTP\/1\.[01] 200 /);

    const bare = multipart(picture, '\r\n--b--');
    const cut = await openRawSocket(gateway.url);
    cut.write(`${uploadHead(bare.length)}Connection: close\r\n\r\n`);
    cut.write(bare);
    expect(await cut.closed()).toMatch(/^HTTP\/1\.1 200 /);

    const [purpose = '', file = ''] = body
      .toString('latin1')
      .split(/(?=--b\r\nContent-Disposition: form-data; name="file")/);
    const turned = Buffer.from(`${file.replace('\r\n--b--\r\n', '\r\n')}${purpose}--b--\r\n`, 'latin1');
    const late = await openRawSocket(gateway.url);
    late.write(`${uploadHead(turned.length)}Connection: close\r\n\r\n`);
    late.write(turned);
    expect(await late.closed()).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('HEAD of health is 200 without a body; OPTIONS is 404 in our shape', async () => {
    for (const path of ['/health', '/ready']) {
      const { write, closed } = await openRawSocket(gateway.url);
      write(`HEAD ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      const answer = await closed();
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      expect(answer.split('\r\n\r\n')[1]).toBe('');
    }
    for (const path of ['/health', SESSIONS, '/v1/files', '/nothing', '*']) {
      const { write, closed } = await openRawSocket(gateway.url);
      write(`OPTIONS ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
      const answer = await closed();
      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
      expect(bodyOf(answer).error?.type).toBe('invalid_request_error');
    }
  });

  test('an idle connection outlives the 60 seconds of load balancers', () => {
    const adapter: FastifyAdapter = createServer(gateway.deps);
    const server: Server = adapter.getHttpServer();
    expect(server.keepAliveTimeout).toBeGreaterThan(70_000);
  });
});
