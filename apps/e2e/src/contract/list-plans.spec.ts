import type { ListSessionsParams } from '@idem/contracts';
import type { Caller } from '@idem/gateway/http/caller';
import { listSessions } from '@idem/gateway/sessions/list-sessions';
import { startGateway, type TestGateway } from '@idem/gateway/testing/start-gateway';
import { PrismaClient } from '@idem/platform/prisma/generated/client';
import { FILLED, fillSessions } from '@idem/stack/bench/fill-sessions';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PrismaPg } from '@prisma/adapter-pg';

const SESSIONS = 100_000;
const SINCE = Date.UTC(2026, 0, 1);
const LIMIT = 10;
/** A page, the one row more that tells of the next page, and what lies beside them in the same second. */
const MOST_ROWS = 2 * LIMIT + 2;
const FILL_MS = 240_000;

interface Logged {
  readonly query: string;
  readonly params: string;
}

let gateway: TestGateway;
let ids: { id: string }[];
const logged: Logged[] = [];
/** As the gateway's, and tells what it asks the database for. */
let db: PrismaClient<'query'>;

beforeAll(async () => {
  gateway = await startGateway();
  await fillSessions(gateway.db, { accountId: gateway.account.accountId, count: SESSIONS, since: SINCE });
  ids = await gateway.db.verificationSession.findMany({ orderBy: { seq: 'asc' }, select: { id: true } });
  db = new PrismaClient({
    adapter: new PrismaPg({ connectionString: gateway.databaseUrl }),
    log: [{ emit: 'event', level: 'query' }],
  });
  db.$on('query', ({ query, params }) => logged.push({ query, params }));
}, FILL_MS);
afterAll(async () => {
  await db.$disconnect();
  await gateway.stop();
}, FILL_MS);

const second = (index: number) => SINCE / 1_000 + index;
const deep = () => ids[SESSIONS / 2]!.id;

const LISTS: readonly (readonly [string, () => ListSessionsParams])[] = [
  ['no filter', () => ({})],
  ['a deep cursor', () => ({ starting_after: deep() })],
  ['a deep cursor backwards', () => ({ ending_before: deep() })],
  ['status', () => ({ status: 'verified' })],
  ['status and a deep cursor', () => ({ status: 'verified', starting_after: deep() })],
  [
    'client_reference_id',
    () => ({ client_reference_id: FILLED.client_reference_id, starting_after: deep() }),
  ],
  ['related_customer', () => ({ related_customer: FILLED.related_customer, starting_after: deep() })],
  ['related_customer_account', () => ({ related_customer_account: FILLED.related_customer_account })],
  ['the oldest days', () => ({ created: { lt: second(1_000) } })],
  ['days in the middle', () => ({ created: { gte: second(40_000), lt: second(60_000) } })],
  ['one second', () => ({ created: second(50_000) })],
  ['days in the middle and a cursor', () => ({ created: { gte: second(1_000) }, starting_after: deep() })],
  [
    'days in the middle and a cursor backwards',
    () => ({ created: { lte: second(90_000) }, ending_before: deep() }),
  ],
];

test.each(LISTS)('%s: an index leads to the page, among 100,000 sessions', async (_name, params) => {
  const { touched, kinds } = await planOf(params());
  expect(kinds).not.toContain('Seq Scan');
  expect(touched).toBeLessThanOrEqual(MOST_ROWS);
});

test('a list without its index is noticed', async () => {
  const names = await gateway.db.$queryRaw<{ indexname: string }[]>`
    SELECT indexname FROM pg_indexes WHERE tablename = 'verification_sessions' AND indexdef LIKE '%related_customer,%'`;
  expect(names).toHaveLength(1);
  await gateway.db.$executeRawUnsafe(`DROP INDEX "${names[0]!.indexname}"`);
  const { touched } = await planOf({ related_customer: FILLED.related_customer, limit: LIMIT });
  expect(touched).toBeGreaterThan(10 * MOST_ROWS);
});

/** What the list makes the database do: the kinds of its steps, and the most rows that one of them touches. */
async function planOf(params: ListSessionsParams): Promise<{ touched: number; kinds: readonly string[] }> {
  logged.length = 0;
  const caller: Caller = {
    kind: 'secret',
    accountId: gateway.account.accountId,
    livemode: false,
    permissions: new Set(),
    ipAllowlist: [],
  };
  const context = { caller, request: { id: 'req_1', idempotencyKey: null, apiVersion: null } };
  const page = await listSessions({ ...gateway.deps, db }, context, params);
  expect(page.data.length).toBeGreaterThan(0);

  const nodes: PlanNode[] = [];
  for (const { query, params: values } of logged.filter(({ query }) => query.startsWith('SELECT'))) {
    const [row] = await gateway.db.$queryRawUnsafe<
      { 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }[]
    >(`EXPLAIN (ANALYZE, FORMAT JSON) ${query}`, ...(JSON.parse(values) as unknown[]).map(asParameter));
    nodes.push(...flatten(row!['QUERY PLAN'][0]!.Plan));
  }
  return {
    kinds: nodes.map((node) => node['Node Type']),
    touched: Math.max(
      ...nodes.map(
        (node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      ),
    ),
  };
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];

/** The log writes moments as text. */
const asParameter = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:/.test(value) ? new Date(value) : value;
