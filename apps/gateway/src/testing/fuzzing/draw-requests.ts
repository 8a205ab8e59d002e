import { type SeededRandom, seededRandom } from '@idem/testing/random';
import { createGenerator } from 'json-schema-faker';
import { CONTROLLERS } from '../../gateway.module.js';
import { parametersSchema } from '../../openapi/describe-parameters.js';
import { type DescribedRoute, listRoutes } from '../../openapi/list-routes.js';
import { writeForm } from '../write-form.js';
import {
  CONTENT_TYPES,
  HOSTILE_BODIES,
  HOSTILE_KEYS,
  HOSTILE_SCALARS,
  HOSTILE_SEGMENTS,
  METHODS,
} from './hostile-values.js';
import type { FuzzTargets } from './prepare-targets.js';
import type { RawRequest } from './send-raw.js';

/** Most values are broken in one place, some in several. */
const BREAKS = [0, 1, 1, 1, 2, 5];
const BOUNDARY = 'idem-fuzz';

export interface FuzzedRequest extends RawRequest {
  /** Its route shows pages, so that a refusal is one too. */
  readonly forPeople: boolean;
}

/** Requests to every documented route in turn, each of them malformed in some way; a function of the seed. */
export async function* drawRequests(
  targets: FuzzTargets,
  { seed, count }: { readonly seed: number; readonly count: number },
): AsyncGenerator<FuzzedRequest> {
  const random = seededRandom(seed);
  const generator = createGenerator({ seed, optionalsProbability: 0.5 });
  const routes = listRoutes(CONTROLLERS).map((route) => ({
    route,
    schema: JSON.parse(JSON.stringify(parametersSchema(route.declaration, new Map()))) as Record<
      string,
      unknown
    >,
  }));
  for (let index = 0; index < count; index++) {
    const { route, schema } = routes[index % routes.length]!;
    const valid = (await generator.generate(schema)) as Record<string, unknown>;
    const { response } = route.declaration;
    const forPeople = 'mediaType' in response && response.mediaType === 'text/html';
    yield { ...draw(random, route, valid, targets), forPeople };
  }
}

function draw(
  random: SeededRandom,
  { declaration, path }: DescribedRoute,
  valid: Record<string, unknown>,
  targets: FuzzTargets,
): RawRequest {
  const pick = <T>(values: readonly T[]): T => values[random.integer(0, values.length - 1)]!;
  const chance = (probability: number): boolean => random.next() < probability;
  const method = chance(0.05) ? pick(METHODS) : declaration.method;
  const address = path.replaceAll(/\{\w+\}/g, () =>
    chance(0.7) ? pick(targets.ids) : pick(HOSTILE_SEGMENTS),
  );
  const headers: Record<string, string> = {
    ...(chance(0.03) ? {} : { authorization: pick(targets.credentials) }),
    ...(chance(0.1) ? { 'idempotency-key': pick(['a', 'k'.repeat(300), "'", '{}', '%00']) } : {}),
    ...(chance(0.1) ? { 'stripe-version': pick(['1', 'x'.repeat(5_000), '2020-08-27; a=b', '[]']) } : {}),
  };
  const params = broken(random, valid, pick(BREAKS));
  if (method !== 'POST') {
    const query = chance(0.1)
      ? encodeURI(pick(HOSTILE_BODIES).slice(0, 4_000)).replaceAll('#', '')
      : safeForm(params);
    return { method, path: `${address}?${query.slice(0, 12_000)}`, headers, body: null };
  }
  if (chance(0.15)) {
    return {
      method,
      path: address,
      headers: { ...headers, 'content-type': pick(CONTENT_TYPES) },
      body: pick(HOSTILE_BODIES),
    };
  }
  if (chance(0.05))
    return { method, path: `${address}?${safeForm(params).slice(0, 8_000)}`, headers, body: null };
  const kind =
    declaration.multipart === true
      ? 'multipart'
      : pick(['form', 'form', 'json', 'json', 'multipart'] as const);
  return { method, path: address, ...encoded(kind, headers, params) };
}

function encoded(
  kind: 'form' | 'json' | 'multipart',
  headers: Record<string, string>,
  params: unknown,
): { readonly headers: Record<string, string>; readonly body: string } {
  switch (kind) {
    case 'form':
      return {
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: safeForm(params),
      };
    case 'json':
      return {
        headers: { ...headers, 'content-type': 'application/json' },
        body: latin1(JSON.stringify(params) ?? ''),
      };
    case 'multipart':
      return {
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
        body: latin1(multipart(params)),
      };
  }
}

/** A value with some places replaced, added or removed. */
function broken(random: SeededRandom, valid: Record<string, unknown>, times: number): unknown {
  let value: unknown = valid;
  for (let time = 0; time < times; time++) value = breakOnce(random, value, 0);
  return value;
}

function breakOnce(random: SeededRandom, value: unknown, depth: number): unknown {
  const pick = <T>(values: readonly T[]): T => values[random.integer(0, values.length - 1)]!;
  const isContainer = typeof value === 'object' && value !== null;
  if (isContainer && random.next() < 0.7) {
    const entries = Object.entries(value);
    if (entries.length > 0 && random.next() < 0.7) {
      const [key] = pick(entries);
      // `fromEntries` makes `__proto__` a property of its own, as JSON.parse does.
      const changed = entries.map(([name, inner]) => [
        name,
        name === key ? breakOnce(random, inner, depth + 1) : inner,
      ]);
      return Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
    }
    return Object.fromEntries([...entries, [pick(HOSTILE_KEYS), pick(HOSTILE_SCALARS)]]);
  }
  const scalar = pick(HOSTILE_SCALARS);
  switch (random.integer(0, 4)) {
    case 0:
      return [scalar];
    case 1:
      return { [pick(HOSTILE_KEYS)]: scalar };
    case 2:
      return Array.from({ length: 150 }, () => scalar).slice(0, depth === 0 ? 3 : 150);
    case 3:
      return nested(random.integer(2, 60));
    default:
      return depth === 0 ? { ...Object(value), a: scalar } : scalar;
  }
}

const nested = (depth: number): unknown => (depth === 0 ? 'x' : { a: nested(depth - 1) });

/** A form in which every byte is escaped, lone surrogates too, as a careless client would write them. */
function safeForm(params: unknown): string {
  try {
    return writeForm(Object(params) as object);
  } catch {
    return writeForm(
      JSON.parse(
        JSON.stringify(params).replaceAll(/\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g, '%ed%a0%80'),
      ) as object,
    );
  }
}

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

function multipart(params: unknown): string {
  const parts = Object.entries(Object(params) as object).map(([name, value]) => {
    const isFile = name === 'file';
    const disposition = `form-data; name="${name.replaceAll(/["\r\n]/g, '_')}"${isFile ? '; filename="a.png"' : ''}`;
    const content = typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
    return `--${BOUNDARY}\r\nContent-Disposition: ${disposition}\r\n\r\n${content}\r\n`;
  });
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}
