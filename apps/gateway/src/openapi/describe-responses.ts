import { errorResource } from '@idem/contracts';
import { z } from 'zod';
import type { RouteDeclaration, RouteRefusal } from '../http/route.js';
import { type Components, outputSchema } from './json-schema.js';
import type { DescribedRoute } from './list-routes.js';

/** Headers of every response, under `components.headers`. */
export const HEADERS = {
  RequestId: {
    description: 'Names the request in the operator’s log, and in the events it caused.',
    schema: { type: 'string', pattern: '^req_[0-9A-Za-z]+$' },
  },
  ShouldRetry: {
    description: 'Whether the same request can succeed later; absent where it is left to the client.',
    schema: { type: 'string', enum: ['true', 'false'] },
  },
} as const;

const REQUEST_ID = { 'Request-Id': { $ref: '#/components/headers/RequestId' } };

/** What an operation answers: its success, and every refusal by status. */
export function describeResponses(route: DescribedRoute, components: Components) {
  const { declaration } = route;
  const { otherwise } = declaration;
  const error = { 'application/json': { schema: outputSchema(errorResource, components) } };
  const refusals = refusalsOf(route);
  const statuses = [...new Set(refusals.map(({ status }) => status))];
  return {
    200: describeSuccess(declaration, components),
    ...(otherwise === undefined
      ? {}
      : {
          [otherwise.status]: {
            ...describeSuccess(declaration, components),
            description: `When ${otherwise.when}.`,
          },
        }),
    ...Object.fromEntries(
      statuses.map((status) => [
        status,
        {
          description: refusals
            .filter((refusal) => refusal.status === status)
            .map(({ code, when }) => `${code === undefined ? '' : `\`${code}\`: `}${when}`)
            .join('; '),
          headers: { ...REQUEST_ID, 'Stripe-Should-Retry': { $ref: '#/components/headers/ShouldRetry' } },
          content: error,
        },
      ]),
    ),
    default: { description: 'Any other failure, shaped alike.', headers: REQUEST_ID, content: error },
  };
}

function describeSuccess({ response }: RouteDeclaration, components: Components) {
  return response instanceof z.ZodType
    ? {
        description: 'Success.',
        headers: REQUEST_ID,
        content: { 'application/json': { schema: outputSchema(response, components) } },
      }
    : { description: response.description, headers: REQUEST_ID, content: { [response.mediaType]: {} } };
}

/** The route's own refusals, after those that its kind brings along. */
function refusalsOf({ declaration, placeholders }: DescribedRoute): readonly RouteRefusal[] {
  const { access, method, params, refusals = [] } = declaration;
  return [
    ...(access === 'public' ? [] : GUARDED),
    ...(params === null ? [] : VALIDATED),
    ...(access !== 'public' && placeholders.includes('id') ? ADDRESSED : []),
    ...(access !== 'public' && method === 'POST' ? REPEATABLE : []),
    ...refusals,
  ];
}

const GUARDED: readonly RouteRefusal[] = [
  { status: 401, when: 'the key is missing or unknown' },
  { status: 401, code: 'api_key_expired', when: 'the key has ended' },
  { status: 403, when: 'the key lacks the permission, or is used from an address that it is not bound to' },
  { status: 403, code: 'secret_key_required', when: 'this kind of key may not do this' },
];
const VALIDATED: readonly RouteRefusal[] = [
  { status: 400, code: 'parameter_missing', when: 'a required parameter is absent' },
  { status: 400, code: 'parameter_unknown', when: 'a parameter does not exist' },
  { status: 400, code: 'parameter_invalid_…', when: 'a parameter breaks its rule' },
];
const ADDRESSED: readonly RouteRefusal[] = [
  { status: 404, code: 'resource_missing', when: 'the account and mode of the key hold no such object' },
];
const REPEATABLE: readonly RouteRefusal[] = [
  { status: 400, when: 'an idempotency key was used with other parameters before (`idempotency_error`)' },
  {
    status: 409,
    code: 'idempotency_key_in_use',
    when: 'the first request with this idempotency key is still being answered',
  },
];
