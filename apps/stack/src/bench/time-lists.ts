import { bootstrapAccount } from '@idem/gateway/keys/bootstrap-account';
import { openDatabase } from '@idem/platform/prisma/open-database';
import { systemRandom } from '@idem/platform/random/random';
import { FILLED, fillSessions } from './fill-sessions.js';
import { summarize } from './summarize.js';

export const FEW = 1_000;
export const MANY = 100_000;
const WARM_UPS = 5;
const ROUNDS = 60;
/** When the first session was created; a second lies between two. */
const SINCE = Date.UTC(2026, 0, 1);

/** Medians of one page of a list, in ms. */
export interface ListTime {
  readonly name: string;
  readonly fewMs: number;
  readonly manyMs: number;
}

interface Account {
  readonly count: number;
  readonly key: string;
  /** The session in the middle. */
  readonly middle: string;
}

/**
 * How long one page of ten sessions takes in an account of 1,000 and in one of 100,000, in turns, so that both meet the
 * same machine. The accounts are made for it in the database that the gateway at `url` serves.
 */
export async function timeLists(
  { url, databaseUrl }: { readonly url: string; readonly databaseUrl: string },
  onList: (name: string) => void = () => {},
): Promise<readonly ListTime[]> {
  const [few, many] = await fillAccounts(databaseUrl);
  const times: ListTime[] = [];
  for (const [name, queryOf] of Object.entries(LISTS)) {
    onList(name);
    const durations: [number[], number[]] = [[], []];
    for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
      for (const [index, account] of [few, many].entries()) {
        const duration = await timePage(url, account, queryOf(account));
        if (round >= WARM_UPS) durations[index]!.push(duration);
      }
    }
    times.push({ name, fewMs: summarize(durations[0]).median, manyMs: summarize(durations[1]).median });
  }
  return times;
}

const LISTS: Readonly<Record<string, (account: Account) => Record<string, string>>> = {
  'the newest': () => ({}),
  'after the one in the middle': ({ middle }) => ({ starting_after: middle }),
  'before the one in the middle': ({ middle }) => ({ ending_before: middle }),
  status: ({ middle }) => ({ status: 'verified', starting_after: middle }),
  client_reference_id: () => ({ client_reference_id: FILLED.client_reference_id }),
  related_customer: () => ({ related_customer: FILLED.related_customer }),
  related_customer_account: () => ({ related_customer_account: FILLED.related_customer_account }),
  'created, the oldest': () => ({ 'created[lt]': String(SINCE / 1_000 + 100) }),
  'created, in the middle': ({ count }) => ({
    'created[gte]': String(SINCE / 1_000 + count / 4),
    'created[lt]': String(SINCE / 1_000 + count / 2),
  }),
};

async function timePage(url: string, { key }: Account, query: Record<string, string>): Promise<number> {
  const started = performance.now();
  const response = await fetch(`${url}/v1/identity/verification_sessions?${new URLSearchParams(query)}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const { data } = (await response.json()) as { data?: unknown[] };
  const duration = performance.now() - started;
  if (data?.length !== 10) throw new Error(`no full page for ${JSON.stringify(query)}: ${response.status}`);
  return duration;
}

async function fillAccounts(databaseUrl: string): Promise<[Account, Account]> {
  const db = await openDatabase({ databaseUrl, maxConnections: 2 });
  const fill = async (count: number): Promise<Account> => {
    const { accountId, test } = await bootstrapAccount({ db, random: systemRandom });
    await fillSessions(db, { accountId, count, since: SINCE });
    const middle = await db.verificationSession.findFirstOrThrow({
      where: { accountId, createdAt: new Date(SINCE + (count / 2) * 1_000) },
      select: { id: true },
    });
    return { count, key: test.secret, middle: middle.id };
  };
  try {
    return [await fill(FEW), await fill(MANY)];
  } finally {
    await db.$disconnect();
  }
}
