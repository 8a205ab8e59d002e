import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let small: Buffer;
let large: Buffer;
beforeAll(async () => {
  gateway = await startGateway({ maxUploadBytes: 4_000_000 });
  small = await sharp({ create: { width: 200, height: 150, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer();
  large = await sharp({
    create: {
      width: 1_900,
      height: 1_400,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer();
  expect(large.length).toBeGreaterThan(1_500_000);
});
afterAll(() => gateway.stop());

interface Part {
  readonly head: string;
  readonly body?: Buffer | string;
}

const PURPOSE: Part = { head: 'Content-Disposition: form-data; name="purpose"', body: 'identity_document' };
const named = (disposition: string, ...more: string[]) =>
  ['Content-Disposition: form-data; ' + disposition, ...more].join('\r\n');

async function send(...parts: readonly Part[]) {
  const body = Buffer.concat([
    ...parts.flatMap(({ head, body: content = '' }) => [
      Buffer.from(`--b\r\n${head}\r\n\r\n`),
      Buffer.from(content as string),
      Buffer.from('\r\n'),
    ]),
    Buffer.from('--b--\r\n'),
  ]);
  const response = await gateway.request('POST', '/v1/files', {
    body,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  const answer = (await response.json()) as {
    error?: { code?: string; param?: string; message: string };
    filename?: string | null;
    type?: string;
  };
  return { status: response.status, ...answer };
}

const NAMELESS: readonly (readonly [string, () => Buffer | string, readonly string[]])[] = [
  ['a picture', () => small, ['Content-Type: image/jpeg']],
  ['a picture of 2 MB', () => large, ['Content-Type: image/jpeg']],
  ['a picture without a type', () => small, []],
  ['a picture of 2 MB without a type', () => large, []],
  ['[object Object]', () => '[object Object]', []],
  ['a path', () => '/home/jenny/front.jpg', ['Content-Type: text/plain']],
  ['nothing', () => '', []],
];

describe('a file part without a file name', () => {
  test.each(NAMELESS)('%s is refused in words that help', async (_name, content, headers) => {
    const stored: number = await gateway.db.file.count();
    const nameless: Part = { head: named('name="file"', ...headers), body: content() };
    for (const parts of [
      [PURPOSE, nameless],
      [nameless, PURPOSE],
    ]) {
      expect(await send(...parts)).toMatchObject({
        status: 400,
        error: {
          param: 'file',
          code: 'parameter_invalid_file',
          message: expect.stringMatching(/no file name.*filename="front\.jpg"/),
        },
      });
    }
    expect(await gateway.db.file.count()).toBe(stored);
  });

  test('is taken where its type says that it is bytes', async () => {
    const answer = await send(PURPOSE, {
      head: named('name="file"', 'Content-Type: application/octet-stream'),
      body: large,
    });
    expect(answer).toMatchObject({ status: 200, filename: null, type: 'jpg' });
  });
});

test.each([
  'application/octet-stream',
  'text/plain',
  'image/jpg',
  'image/png',
  'application/json',
  'video/mp4',
  null,
])('a JPEG that is called %s is judged by its bytes', async (type) => {
  const head = named('name="file"; filename="a.jpg"', ...(type === null ? [] : [`Content-Type: ${type}`]));
  expect(await send(PURPOSE, { head, body: small })).toMatchObject({ status: 200, type: 'jpg' });
});

test.each([
  ['filename="Reisepaß 護照.jpg"', 'Reisepaß 護照.jpg'],
  ["filename*=UTF-8''Reisepa%C3%9F.jpg", 'Reisepaß.jpg'],
  ['filename="C:\\fakepath\\id.jpg"', 'id.jpg'],
  ['filename="../../etc/id.jpg"', 'id.jpg'],
  ['filename="my \\"id\\".jpg"', 'my "id".jpg'],
  ['filename=""', null],
])('%s is shown as a person sees it', async (disposition, filename) => {
  expect(await send(PURPOSE, { head: named(`name="file"; ${disposition}`), body: small })).toMatchObject({
    status: 200,
    filename,
  });
});

describe('refuses', () => {
  test.each(['base64', 'BASE64', 'quoted-printable', 'x-uuencode'])(
    'bytes in the encoding %s',
    async (encoding) => {
      for (const name of ['name="file"; filename="a.jpg"', 'name="purpose"']) {
        const head = named(name, `Content-Transfer-Encoding: ${encoding}`);
        const answer = await send({ head, body: small.toString('base64') }, PURPOSE);
        expect(answer).toMatchObject({
          status: 400,
          error: { message: expect.stringMatching(/Content-Transfer-Encoding.*as they are/) },
        });
      }
    },
  );

  test.each(['7bit', '8bit', 'binary', 'Binary'])(
    'but not what says that it is not encoded: %s',
    async (encoding) => {
      const head = named('name="file"; filename="a.jpg"', `Content-Transfer-Encoding: ${encoding}`);
      expect(await send(PURPOSE, { head, body: small })).toMatchObject({ status: 200 });
    },
  );

  test.each([
    ['as text', () => small.toString('base64')],
    ['as a data URL', () => `data:image/jpeg;base64,${small.toString('base64')}`],
    ['as text in lines', () => `\r\n${small.toString('base64').replaceAll(/.{76}/g, '$&\r\n')}`],
  ])('base64 %s that nothing announces', async (_name, content) => {
    const answer = await send(PURPOSE, { head: named('name="file"; filename="a.jpg"'), body: content() });
    expect(answer).toMatchObject({
      status: 400,
      error: {
        param: 'file',
        code: 'parameter_invalid_file_type',
        message: expect.stringContaining('base64'),
      },
    });
  });

  test.each([
    ['another encoding than UTF-8', named('name="owned_by"'), Buffer.from('M\xfcller', 'latin1'), 'owned_by'],
    [
      'a declared Latin-1',
      named('name="owned_by"', 'Content-Type: text/plain; charset=ISO-8859-1'),
      Buffer.from('\xe9', 'latin1'),
      'owned_by',
    ],
    ['a long text', named('name="owned_by"'), 'x'.repeat(9_000), 'owned_by'],
    ['a picture of 2 MB under another name', named('name="picture"; filename="a.jpg"'), 'LARGE', 'picture'],
    ['two files', named('name="file"; filename="b.jpg"'), 'SMALL', 'file'],
    ['brackets in a name', named('name="file_link_data[a]]"'), 'x', 'file_link_data[a]]'],
    ['a reserved name', named('name="metadata[__proto__]"'), 'x', 'metadata[__proto__]'],
  ])('%s', async (_name, head, content, param) => {
    const body = content === 'LARGE' ? large : content === 'SMALL' ? small : content;
    const file = { head: named('name="file"; filename="a.jpg"'), body: small };
    for (const parts of [
      [{ head, body }, PURPOSE, file],
      [file, PURPOSE, { head, body }],
    ])
      expect(await send(...parts)).toMatchObject({ status: 400, error: { param } });
  });

  test.each([
    ['no name', 'Content-Disposition: form-data', 400],
    ['an empty name', named('name=""'), 400],
    ['the name of what every object has', named('name="constructor"'), 400],
  ])('a part with %s', async (_name, head, status) => {
    expect((await send({ head, body: 'x' }, PURPOSE)).status).toBe(status);
  });

  test('a hundred parts', async () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ head: named(`name="a${index}"`), body: 'x' }));
    expect(await send(...many)).toMatchObject({
      status: 400,
      error: { message: expect.stringContaining('too many parts') },
    });
  });
});
