import { takenPicture } from '@idem/gateway/testing/device';
import { fillSessions } from '@idem/stack/bench/fill-sessions';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type ApiUnderTest, refusalOf, START_MS, startApi } from '../testing/api-under-test.js';

const SESSIONS = 1_000;
/** Sessions opened while the list is walked. */
const MEANWHILE = 25;

let api: ApiUnderTest;
/** Ids in the order of their creation. */
const ids: string[] = [];
beforeAll(async () => {
  api = await startApi();
  const { db, account } = api.gateway;
  await fillSessions(db, {
    accountId: account.accountId,
    count: SESSIONS,
    since: Date.now() - SESSIONS * 1_000,
  });
  const rows = await db.verificationSession.findMany({ orderBy: { seq: 'asc' }, select: { id: true } });
  ids.push(...rows.map(({ id }) => id));
}, START_MS);
afterAll(() => api.stop(), START_MS);

const sessions = () => api.stripe.identity.verificationSessions;
const open = (params: Partial<Stripe.Identity.VerificationSessionCreateParams> = {}) =>
  sessions().create({ type: 'document', ...params });

describe('auto-pagination', () => {
  test('newest first, every session once, whatever is opened meanwhile', async () => {
    const seen: string[] = [];
    let opened = 0;
    for await (const { id } of sessions().list({ limit: 100 })) {
      seen.push(id);
      if (seen.length % 40 === 0 && opened < MEANWHILE) {
        opened++;
        await open({ client_reference_id: 'meanwhile' });
      }
    }
    expect(opened).toBe(MEANWHILE);
    expect(seen).toEqual([...ids].reverse());
  }, 120_000);

  test('backwards, from the oldest on, what is opened meanwhile at the end', async () => {
    const seen: string[] = [];
    let last: string | null = null;
    for await (const { id } of sessions().list({ limit: 100, ending_before: ids[0]! })) {
      seen.push(id);
      if (seen.length === 500) last = (await open({ client_reference_id: 'meanwhile' })).id;
    }
    expect(seen.slice(0, SESSIONS - 1)).toEqual(ids.slice(1));
    expect(seen.at(-1)).toBe(last);
    expect(new Set(seen).size).toBe(seen.length);
  }, 120_000);

  test('autoPagingToArray and a filter', async () => {
    const found = await sessions()
      .list({ client_reference_id: 'meanwhile', limit: 7 })
      .autoPagingToArray({ limit: 500 });
    expect(found).toHaveLength(MEANWHILE + 1);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  });
});

describe('a page', () => {
  test('names its path, has ten objects, and says whether there are more', async () => {
    const page = await sessions().list();
    expect(page).toMatchObject({ object: 'list', url: '/v1/identity/verification_sessions', has_more: true });
    expect(page.data).toHaveLength(10);
    const oldest = await sessions().list({ starting_after: ids[3]!, limit: 5 });
    expect([oldest.data.map(({ id }) => id), oldest.has_more]).toEqual([[ids[2], ids[1], ids[0]], false]);
    const between = await sessions().list({ ending_before: ids[0]!, limit: 3 });
    expect([between.data.map(({ id }) => id), between.has_more]).toEqual([[ids[3], ids[2], ids[1]], true]);
  });

  test.each([
    [{ limit: 0 }, 'limit'],
    [{ limit: 101 }, 'limit'],
    [{ limit: 'ten' as never }, 'limit'],
    [{ starting_after: 'vs_unknown' }, 'starting_after'],
    [{ ending_before: 'vs_unknown' }, 'ending_before'],
    [{ status: 'open' as never }, 'status'],
    [{ created: { gte: 'soon' as never } }, 'created[gte]'],
    [{ created: { after: 1 } as never }, 'created[after]'],
    [{ type: 'document' } as never, 'type'],
  ])('refuses %j', async (params, param) => {
    const error = await refusalOf(sessions().list(params));
    expect([error.type, error.statusCode, error.param]).toEqual(['StripeInvalidRequestError', 400, param]);
  });

  test('takes one cursor, not two', async () => {
    const error = await refusalOf(sessions().list({ starting_after: ids[0]!, ending_before: ids[1]! }));
    expect(error.statusCode).toBe(400);
  });
});

describe('filters', () => {
  test('created: a second, and bounds that are open or closed', async () => {
    const seconds = [1_700_000_000, 1_700_000_001, 1_700_000_002];
    const chosen = ids.slice(0, 3);
    for (const [index, id] of chosen.entries()) {
      // Anywhere within the second.
      await api.gateway.db.verificationSession.update({
        where: { id },
        data: { createdAt: new Date(seconds[index]! * 1_000 + 333 * index) },
      });
    }
    const found = async (created: Stripe.Identity.VerificationSessionListParams['created']) => {
      const { data } = await sessions().list({ created: created!, limit: 100 });
      return data
        .map(({ id }) => chosen.indexOf(id))
        .filter((index) => index >= 0)
        .reverse();
    };
    const [first, second, third] = seconds as [number, number, number];
    expect(await found(second)).toEqual([1]);
    expect(await found({ gte: second, lt: third })).toEqual([1]);
    expect(await found({ gt: first, lte: third })).toEqual([1, 2]);
    expect(await found({ lt: second })).toEqual([0]);
    expect(await found({ lte: second })).toEqual([0, 1]);
    expect(await found({ gt: third, lt: third + 1_000 })).toEqual([]);
  });

  test('status and the related ones', async () => {
    const mine = await open({ related_customer: 'cus_list', related_customer_account: 'acct_list' });
    await sessions().cancel(mine.id);
    for (const filter of [
      { related_customer: 'cus_list' },
      { related_customer_account: 'acct_list' },
    ] as const) {
      expect((await sessions().list({ ...filter, status: 'canceled' })).data.map(({ id }) => id)).toEqual([
        mine.id,
      ]);
      expect((await sessions().list({ ...filter, status: 'verified' })).data).toEqual([]);
    }
  });
});

test('no list of one mode shows the other', async () => {
  const live = api.gateway.stripe(api.gateway.account.live?.secret);
  const session = await live.identity.verificationSessions.create({ type: 'document' });
  expect((await live.identity.verificationSessions.list()).data.map(({ id }) => id)).toEqual([session.id]);
  const error = await refusalOf(sessions().list({ starting_after: session.id }));
  expect([error.statusCode, error.code, error.param]).toEqual([400, 'resource_missing', 'starting_after']);
});

test('every other list pages alike', async () => {
  const { stripe } = api;
  const data = await takenPicture();
  for (let index = 0; index < 3; index++) {
    await stripe.webhookEndpoints.create({ url: `https://hooks.example/${index}`, enabled_events: ['*'] });
    await stripe.files.create({
      purpose: 'identity_document',
      file: { data, name: `${index}.jpg`, type: 'image/jpeg' },
    });
  }
  const lists = {
    '/v1/webhook_endpoints': (page: Stripe.PaginationParams) => stripe.webhookEndpoints.list(page),
    '/v1/files': (page: Stripe.PaginationParams) => stripe.files.list(page),
    '/v1/events': (page: Stripe.PaginationParams) => stripe.events.list(page),
  };
  for (const [url, list] of Object.entries(lists)) {
    const first = await list({ limit: 2 });
    expect(first).toMatchObject({ object: 'list', url, has_more: true });
    const [newest, second] = first.data;
    const next = await list({ limit: 1, starting_after: second!.id });
    const back = await list({ limit: 1, ending_before: next.data[0]!.id });
    expect([url, back.data[0]?.id]).toEqual([url, second!.id]);
    expect((await list({ ending_before: newest!.id })).data).toEqual([]);
  }
  expect(await stripe.fileLinks.list()).toMatchObject({ object: 'list', url: '/v1/file_links', data: [] });
  expect(await stripe.identity.verificationReports.list()).toMatchObject({
    object: 'list',
    url: '/v1/identity/verification_reports',
    data: [],
  });
});
