import { API_VERSION } from '@idem/platform/events/record-event';
import type { Type } from '@nestjs/common';
import type { RouteDeclaration } from '../http/route.js';
import { describeParameters, HEADER_PARAMETERS } from './describe-parameters.js';
import { describeResponses, HEADERS } from './describe-responses.js';
import type { Components, JsonSchema } from './json-schema.js';
import { type DescribedRoute, listRoutes } from './list-routes.js';

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>>;
}

type Operation = ReturnType<typeof describeOperation>;

const DESCRIPTION = `Identity verification that speaks Stripe Identity's API: the official \`stripe\` clients work against it unchanged.

Parameters of GET and DELETE go into the query, those of POST into the body, as a form or as JSON. A form writes nested objects and arrays with brackets: \`options[document][allowed_types][0]=passport\`, \`created[gte]=1700000000\`, \`expand[]=verified_outputs\`; all its values are text. An empty text unsets what can be unset. Parameters that do not exist are refused by name.

Every failure is \`{"error": {"type", "message", "code", "param"}}\`, and every response carries a \`Request-Id\`.`;

const SECURITY_SCHEMES = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description: 'A secret or restricted key: `sk_test_…`, `rk_live_…`',
  },
  apiKeyAsUser: { type: 'http', scheme: 'basic', description: 'The key as user name, without a password' },
  clientSecret: {
    type: 'http',
    scheme: 'bearer',
    description: 'The `client_secret` of one session, held by the person’s device',
  },
} as const;

/** Describes the API by the declarations of its routes. @param publicUrl where the deployment is reached */
export function createDocument(controllers: readonly Type[], publicUrl: string): OpenApiDocument {
  const components: Components = new Map();
  const routes = listRoutes(controllers);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    paths[route.path]![route.declaration.method.toLowerCase()] = describeOperation(route, components);
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Idem', version: API_VERSION, description: DESCRIPTION },
    servers: [{ url: publicUrl }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: SECURITY_SCHEMES,
      parameters: HEADER_PARAMETERS,
      headers: HEADERS,
    },
  };
}

function describeOperation(route: DescribedRoute, components: Components) {
  const { declaration, operationId, tag } = route;
  return {
    operationId,
    tags: [tag],
    summary: declaration.summary,
    ...describeAccess(declaration),
    ...describeParameters(route, components),
    responses: describeResponses(route, components),
  };
}

function describeAccess({ access }: RouteDeclaration) {
  if (access === 'public') return { security: [] };
  const clients = access.clientSecret ? [{ clientSecret: [] }] : [];
  return {
    description: `Permission of a restricted key: \`${access.permission}\`.`,
    security: [{ apiKey: [] }, { apiKeyAsUser: [] }, ...clients],
  };
}
