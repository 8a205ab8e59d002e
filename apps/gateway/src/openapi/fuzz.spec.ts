import { errorResource } from '@idem/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { drawRequests } from '../testing/fuzzing/draw-requests.js';
import { type FuzzTargets, prepareTargets } from '../testing/fuzzing/prepare-targets.js';
import { type RawAnswer, sendRaw } from '../testing/fuzzing/send-raw.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

const REQUESTS = 5_000;
const AT_A_TIME = 8;
/** Another one is taken by FUZZ_SEED=…; the same seed makes the same requests. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_129);

/** What a fault of ours would look like if it got out: frames of a stack, words of our libraries and database. */
const LEAK =
  /\n\s+at |\bat \S+ \(|node_modules|\/src\/|\/dist\/|prisma|postgres|constraint failed|syntax error at or near|violates|ECONNREFUSED|bullmq/i;

let gateway: TestGateway;
let targets: FuzzTargets;
beforeAll(async () => {
  gateway = await startGateway();
  targets = await prepareTargets(gateway);
});
afterAll(() => gateway.stop());

test(`${REQUESTS} malformed requests (FUZZ_SEED=${SEED}) find no fault`, async () => {
  const breaches: string[] = [];
  const statuses = new Map<number, number>();
  const requests = drawRequests(targets, { seed: SEED, count: REQUESTS });
  const worker = async () => {
    for await (const request of requests) {
      const answer = await sendRaw(gateway.url, request);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const breach = breachOf(answer, request.forPeople);
      if (breach !== null)
        breaches.push(
          `${breach}\n  ${JSON.stringify(request).slice(0, 1_500)}\n  ${answer.body.slice(0, 500)}`,
        );
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  console.log(
    `FUZZ_SEED=${SEED}: ${JSON.stringify(Object.fromEntries([...statuses].sort(([a], [b]) => a - b)))}`,
  );
  expect(breaches.slice(0, 5)).toEqual([]);
  expect(gateway.logged.filter((line) => line.includes('request failed'))).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
  // Enough got past the door for what lies behind it to have been tried.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 50);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(REQUESTS / 4);
}, 240_000);

test('the gateway works as before', async () => {
  const session = await gateway.stripe().identity.verificationSessions.create({ type: 'document' });
  expect(session.status).toBe('requires_input');
});

function breachOf({ status, headers, body }: RawAnswer, forPeople: boolean): string | null {
  if (status >= 500) return `answered ${status}`;
  if (!/^req_[0-9A-Za-z]{24}$/.test(String(headers['request-id']))) return 'has no request id';
  if (LEAK.test(body) && !String(headers['content-type']).startsWith('text/')) return 'tells of our insides';
  if (status < 400 || body === '') return null;
  if (forPeople && String(headers['content-type']).startsWith('text/html')) return null;
  if (!String(headers['content-type']).startsWith('application/json'))
    return `is ${String(headers['content-type'])}`;
  return isErrorBody(body) ? null : 'is no error as Stripe writes them';
}

function isErrorBody(body: string): boolean {
  try {
    return errorResource.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}
