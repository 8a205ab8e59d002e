import { eraseSession } from '@idem/platform/redaction/erase-session';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApiKey } from '../keys/create-api-key.js';
import { givenVerified } from '../testing/given-verified.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';

let gateway: TestGateway;
let restricted: string;
let reviewer: string;
beforeAll(async () => {
  gateway = await startGateway();
  restricted = gateway.account.test.restricted;
  const key = { accountId: gateway.account.accountId, livemode: false, kind: 'restricted' } as const;
  reviewer = await createApiKey(gateway.deps, { ...key, permissions: ['identity.review'] });
});
afterAll(() => gateway.stop());

/** Tables whose rows a reader fetches one after the other. */
type Table = 'verification_sessions' | 'verification_reports' | 'session_reviews';

/**
 * Erases a session in the middle of a read. The erasure holds the table that the reader comes to last, waits until
 * the reader stands before it, and commits.
 */
async function eraseMeanwhile(id: string, last: Table, read: () => Promise<Response>): Promise<Response> {
  let reading: Promise<Response> | undefined;
  await gateway.db.$transaction(
    async (tx) => {
      const session = await tx.verificationSession.update({
        where: { id },
        data: { redaction: 'processing' },
      });
      await tx.$executeRawUnsafe(`LOCK TABLE ${last} IN ACCESS EXCLUSIVE MODE`);
      reading = read();
      await someoneWaitsFor(last);
      await eraseSession(tx, gateway.deps, session);
      await tx.verificationSession.update({ where: { id }, data: { redaction: 'redacted' } });
    },
    { timeout: 20_000 },
  );
  if (reading === undefined) throw new Error('nothing was read');
  return reading;
}

async function someoneWaitsFor(table: Table): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const waiting = await gateway.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_locks WHERE NOT granted AND relation = ${table}::regclass`;
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`nobody came to ${table}`);
}

const EXPANDED = 'expand[]=last_verification_report&expand[]=verified_outputs&expand[]=verified_outputs.dob';
const LISTED = 'expand[]=data.last_verification_report&expand[]=data.verified_outputs';
const sessionsAt = '/v1/identity/verification_sessions';
const reportsAt = '/v1/identity/verification_reports';

/** Each reader that opens what a session's key sealed beside the session: its path, and the table it reads last. */
const READERS: Readonly<Record<string, readonly [Table, (of: { id: string; reportId: string }) => string]>> =
  {
    'a session with its report': ['verification_reports', ({ id }) => `${sessionsAt}/${id}?${EXPANDED}`],
    'a list of sessions with their reports': ['verification_reports', () => `${sessionsAt}?${LISTED}`],
    'a report': ['verification_sessions', ({ reportId }) => `${reportsAt}/${reportId}`],
    'the reviews of a report': ['session_reviews', ({ reportId }) => `${reportsAt}/${reportId}`],
    'a list of reports': ['verification_sessions', ({ id }) => `${reportsAt}?verification_session=${id}`],
  };

test.each(Object.entries(READERS))('%s', async (_, [last, path]) => {
  const given = await givenVerified(gateway);
  const response = await eraseMeanwhile(given.id, last, () =>
    gateway.request('GET', path(given), { key: restricted }),
  );
  expect([response.status, gateway.logged]).toEqual([200, []]);
  expect(await response.text()).toContain(given.reportId);
});

test('the reviews of a session', async () => {
  const { id } = await givenVerified(gateway);
  const review = `${sessionsAt}/${id}/review`;
  const body = new URLSearchParams({
    verdict: 'unverified',
    code: 'document_unverified_other',
    reason: 'Compared by eye.',
    reviewer: 'agent-7',
  });
  expect((await gateway.request('POST', review, { key: reviewer, body })).status).toBe(200);
  const response = await eraseMeanwhile(id, 'session_reviews', () =>
    gateway.request('GET', `${review}s`, { key: reviewer }),
  );
  expect([response.status, gateway.logged]).toEqual([200, []]);
  expect(await response.json()).toMatchObject({ data: [{ reviewer: 'agent-7' }] });
});

test.each(['retrieved', 'listed', 'sent again'])('an event that is %s', async (how) => {
  const { id } = await givenVerified(gateway);
  const event = await gateway.db.event.findFirstOrThrow({ where: { sessionId: id } });
  const endpoint = await gateway
    .stripe()
    .webhookEndpoints.create({ url: 'https://example.com/hook', enabled_events: ['*'] });
  const response = await eraseMeanwhile(id, 'verification_sessions', () =>
    how === 'sent again'
      ? gateway.request('POST', `/v1/events/${event.id}/retry`, {
          body: new URLSearchParams({ webhook_endpoint: endpoint.id }),
        })
      : gateway.request('GET', how === 'listed' ? '/v1/events?limit=1' : `/v1/events/${event.id}`),
  );
  expect([response.status, gateway.logged]).toEqual([200, []]);
  expect(await response.text()).toContain(id);
});
