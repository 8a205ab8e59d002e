import { z } from 'zod';
import type { RouteDeclaration } from '../http/route.js';
import { type Components, inputSchema, type JsonSchema } from './json-schema.js';
import type { DescribedRoute } from './list-routes.js';

/** `Idempotency-Key` and `Stripe-Version`, which stand under `components.parameters`. */
export const HEADER_PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      'The answer to the first request with a key is given again to every request that repeats it within 24 hours, with `Idempotent-Replayed: true`.',
    schema: { type: 'string', maxLength: 255 },
  },
  StripeVersion: {
    name: 'Stripe-Version',
    in: 'header',
    description: 'Accepted and echoed, whatever it is. Objects have the shape of one version.',
    schema: { type: 'string' },
  },
} as const;

/** What an operation takes: path, headers, query or body. */
export function describeParameters(route: DescribedRoute, components: Components) {
  const { declaration, placeholders } = route;
  const inPath = placeholders.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  }));
  if (declaration.access === 'public') return { parameters: inPath };
  const headers = [
    { $ref: '#/components/parameters/StripeVersion' },
    ...(declaration.method === 'POST' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
  const schema = parametersSchema(declaration, components);
  if (declaration.method !== 'POST') return { parameters: [...inPath, ...headers, ...describeQuery(schema)] };
  return { parameters: [...inPath, ...headers], requestBody: describeBody(declaration, schema) };
}

/** The route's own schema, with the paths that `expand` may name. */
export function parametersSchema(declaration: RouteDeclaration, components: Components): ObjectSchema {
  const schema = (declaration.params === null
    ? { type: 'object', properties: {} }
    : inputSchema(declaration.params, components)) as unknown as ObjectSchema;
  const { expand } = schema.properties;
  if (expand === undefined) return schema;
  return { ...schema, properties: { ...schema.properties, expand: describeExpand(declaration, expand) } };
}

export interface ObjectSchema extends JsonSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function describeExpand({ expandable, response }: RouteDeclaration, schema: JsonSchema): JsonSchema {
  const { plain = [], sensitive = [] } = expandable ?? {};
  const prefix = isList(response) ? 'data.' : '';
  const paths = [...plain, ...sensitive].map((path) => `${prefix}${path}`);
  if (paths.length === 0)
    return { ...schema, maxItems: 0, description: 'Nothing of this object can be expanded.' };
  const guarded = sensitive.map((path) => `\`${prefix}${path}\``).join(', ');
  return {
    ...schema,
    items: { type: 'string', enum: paths },
    description: `Properties to return whole.${guarded === '' ? '' : ` Only for restricted keys that may see sensitive results: ${guarded}.`}`,
  };
}

const isList = (response: RouteDeclaration['response']): boolean =>
  response instanceof z.ZodObject &&
  response.shape.object instanceof z.ZodLiteral &&
  response.shape.object.value === 'list';

/** Objects and arrays are written with brackets: `created[gte]=1`, `expand[0]=file`. */
const isNested = (schema: JsonSchema): boolean =>
  schema.type === 'object' ||
  schema.type === 'array' ||
  (Array.isArray(schema.anyOf) && schema.anyOf.some((branch: JsonSchema) => isNested(branch)));

const BRACKETS = { style: 'deepObject', explode: true } as const;

function describeQuery({ properties, required = [] }: ObjectSchema) {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    ...(required.includes(name) ? { required: true } : {}),
    ...(isNested(schema) ? BRACKETS : {}),
    schema,
  }));
}

function describeBody({ multipart }: RouteDeclaration, schema: ObjectSchema) {
  const encoding = Object.fromEntries(
    Object.entries(schema.properties)
      .filter(([, property]) => isNested(property))
      .map(([name]) => [name, BRACKETS]),
  );
  const form = { schema, ...(Object.keys(encoding).length === 0 ? {} : { encoding }) };
  return {
    required: (schema.required ?? []).length > 0,
    content:
      multipart === true
        ? { 'multipart/form-data': form }
        : { 'application/x-www-form-urlencoded': form, 'application/json': { schema } },
  };
}
