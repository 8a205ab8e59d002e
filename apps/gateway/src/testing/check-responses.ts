import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CONTROLLERS } from '../gateway.module.js';
import { createDocument } from '../openapi/create-document.js';
import { type DescribedRoute, listRoutes } from '../openapi/list-routes.js';

/**
 * Holds every response of a server against what its route declares: the strict zod schema, and the document's.
 *
 * @returns what did not match, growing while the server answers
 */
export function checkResponses(adapter: FastifyAdapter): readonly string[] {
  const breaches: string[] = [];
  const document = createDocument(CONTROLLERS, 'https://id.example');
  const routes = new Map(
    listRoutes(CONTROLLERS).map((route) => [`${route.declaration.method} ${route.path}`, route]),
  );
  const ajv = new Ajv2020({ strict: false, formats: { 'unix-time': true, binary: true } });
  ajv.addSchema(document, 'openapi.json');
  const compiled = new Map<string, ValidateFunction>();
  const documented = (route: DescribedRoute, status: number): ValidateFunction => {
    const { method } = route.declaration;
    const operation = document.paths[route.path]?.[method.toLowerCase()];
    const key = operation !== undefined && String(status) in operation.responses ? String(status) : 'default';
    const pointer = [
      'paths',
      route.path,
      method.toLowerCase(),
      'responses',
      key,
      'content',
      'application/json',
    ]
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const ref = `openapi.json#/${pointer}/schema`;
    const validate = compiled.get(ref) ?? ajv.compile({ $ref: ref });
    compiled.set(ref, validate);
    return validate;
  };

  adapter.getInstance<FastifyInstance>().addHook('onSend', async (request, reply, payload) => {
    const route = routes.get(`${request.method} ${patternOf(request)}`);
    const type = String(reply.getHeader('content-type'));
    if (route === undefined || typeof payload !== 'string' || !type.startsWith('application/json')) return;
    const { response } = route.declaration;
    if (reply.statusCode < 400 && !(response instanceof z.ZodType)) return;
    const body: unknown = JSON.parse(payload);
    const place = `${request.method} ${request.url} answered ${reply.statusCode}`;
    const validate = documented(route, reply.statusCode);
    if (!validate(body)) breaches.push(`${place}, unlike the document: ${ajv.errorsText(validate.errors)}`);
    if (reply.statusCode >= 400 || !(response instanceof z.ZodType)) return;
    const parsed = response.safeParse(body);
    if (!parsed.success) breaches.push(`${place}, unlike its schema: ${z.prettifyError(parsed.error)}`);
  });
  return breaches;
}

const patternOf = (request: FastifyRequest): string =>
  (request.routeOptions.url ?? '').replaceAll(/:(\w+)/g, '{$1}');
