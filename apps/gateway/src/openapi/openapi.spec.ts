import { parseParams } from '@idem/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { FastifyInstance } from 'fastify';
import { createGenerator } from 'json-schema-faker';
import { createApp } from '../create-app.js';
import { CONTROLLERS } from '../gateway.module.js';
import { parseForm } from '../http/form.js';
import { createServer } from '../http/server.js';
import { UploadedFile } from '../http/uploaded-file.js';
import { checkResponses } from '../testing/check-responses.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';
import { writeForm } from '../testing/write-form.js';
import { createDocument } from './create-document.js';
import { parametersSchema } from './describe-parameters.js';
import { listRoutes } from './list-routes.js';

const document = createDocument(CONTROLLERS, 'https://id.example');
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);
const validated = listRoutes(CONTROLLERS).flatMap((route) =>
  route.declaration.params === null
    ? []
    : [{ name: `${route.declaration.method} ${route.path}`, params: route.declaration.params, route }],
);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
});

test('what is served is documented, and what is documented is served', async () => {
  const served: string[] = [];
  const server = createServer(gateway.deps);
  server.getInstance<FastifyInstance>().addHook('onRoute', ({ method, url }) => {
    for (const verb of [method].flat()) if (verb !== 'HEAD') served.push(`${verb} ${url}`);
  });
  const app = await createApp(gateway.deps, server);
  await app.init();
  await app.close();
  const documented = operations.map(
    ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  );
  expect(served.sort()).toEqual(documented.sort());
});

test('a response that nobody declared is noticed by every spec that sees it', async () => {
  const server = createServer(gateway.deps);
  const breaches = checkResponses(server);
  server.getInstance<FastifyInstance>().addHook('preSerialization', async (_request, _reply, payload) => ({
    ...Object(payload),
    surprise: true,
  }));
  const app = await createApp(gateway.deps, server);
  await app.listen(0, '127.0.0.1');
  await fetch(`${await app.getUrl()}/health`);
  await app.close();
  expect(breaches).toEqual([expect.stringContaining('Unrecognized key: "surprise"')]);
});

test('operations say who may call them', () => {
  for (const { path, operation } of operations) {
    expect({ path, guarded: operation.security.length > 0 }).toEqual({
      path,
      // What opens a link comes before any key.
      guarded: path.startsWith('/v1/') && path !== '/v1/idem/page_openings',
    });
  }
});

describe.each(validated)('$name', ({ params, route }) => {
  const components = new Map();
  const schema = parametersSchema(route.declaration, components);
  const generate = (options: { seed: number; optionalsProbability?: number }) => {
    const generator = createGenerator(options);
    return async () =>
      (await generator.generate(JSON.parse(JSON.stringify(schema)) as Record<string, unknown>)) as object;
  };
  const withFile = (value: object) =>
    route.declaration.multipart === true ? { ...value, file: new UploadedFile('a', Buffer.of(1)) } : value;

  test('accepts what the document allows, as JSON and as a form', async () => {
    const next = generate({ seed: 1, optionalsProbability: 0.6 });
    for (let round = 0; round < 25; round++) {
      const value = await next();
      expect(() => parseParams(params, withFile(value))).not.toThrow();
      expect(() => parseParams(params, withFile(parseForm(writeForm(value))))).not.toThrow();
    }
  });

  test('refuses what it does not name', async () => {
    const value = withFile(await generate({ seed: 2 })());
    expect(() => parseParams(params, { ...value, undocumented: '1' })).toThrow(
      expect.objectContaining({
        body: expect.objectContaining({ code: 'parameter_unknown', param: 'undocumented' }),
      }),
    );
  });

  test('wants what the document calls required', () => {
    for (const name of schema.required ?? []) {
      expect(() => parseParams(params, {})).toThrow(
        expect.objectContaining({ body: expect.objectContaining({ code: 'parameter_missing' }) }),
      );
      expect(Object.keys(schema.properties)).toContain(name);
    }
  });
});

test('it is served, and to be read without any other host', async () => {
  const served = await gateway.request('GET', '/openapi.json', { key: null });
  expect(await served.json()).toEqual(JSON.parse(JSON.stringify(document)));
  const page = await gateway.request('GET', '/docs', { key: null });
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; /);
  const html = await page.text();
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
  expect(files).toHaveLength(3);
  for (const file of files) {
    expect(file).toMatch(/^\/docs\//);
    const answer = await gateway.request('GET', file, { key: null });
    expect([answer.status, (await answer.text()).length > 50]).toEqual([200, true]);
  }
  expect((await gateway.request('GET', '/docs/..%2fpackage.json', { key: null })).status).toBe(404);
});
