import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EVENT_TYPES } from '@idem/domain';
import { expect, test } from '@jest/globals';
import { parseParams } from './parse-params.js';
import { createEndpointParams } from './webhook-endpoint.js';

/** The names that the official client's own types let an endpoint listen to. */
function namesOfTheClient(): readonly string[] {
  const main = createRequire(import.meta.url).resolve('stripe');
  const types = readFileSync(path.join(path.dirname(main), '../esm/resources/WebhookEndpoints.d.ts'), 'utf8');
  const [, union = ''] =
    /namespace WebhookEndpointCreateParams \{[\s\S]*?type EnabledEvent = ([^;]*);/.exec(types) ?? [];
  return [...union.matchAll(/'([^']+)'/g)].map(([, name]) => name!);
}

const accepted = (...names: string[]) =>
  parseParams(createEndpointParams, { url: 'https://a.example', enabled_events: names }).enabled_events;

test("an endpoint takes every event of the client's, one by one and all at once", () => {
  const names = namesOfTheClient();
  expect(names.length).toBeGreaterThan(200);
  expect(names).toEqual(expect.arrayContaining(['*', ...EVENT_TYPES, 'charge.succeeded', 'file.created']));
  for (const name of names) expect(accepted(name)).toEqual([name]);
  expect(accepted(...names)).toEqual(names);
});

test.each([
  'charge.created',
  'identity.verification_session.verifed',
  'identity.*',
  'Charge.Succeeded',
  ' *',
  '**',
  'x',
])('%j is none', (name) => {
  expect(() => accepted('*', name)).toThrow(/enabled_events\[1\].*no such event/);
});
