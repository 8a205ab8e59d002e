import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHECK_DEFINITIONS } from '@idem/checks/registry';
import { DEFAULT_TRIES } from '@idem/domain';
import { MasterKeyRing } from '@idem/platform/crypto/master-key';
import { createLogger } from '@idem/platform/log/logger';
import type { Database } from '@idem/platform/prisma/open-database';
import { systemRandom } from '@idem/platform/random/random';
import { countAlone } from '@idem/platform/rate-limits/open-rate-limiter';
import { openObjectStore } from '@idem/platform/storage/open-object-store';
import { createFreshDatabase } from '@idem/platform/testing/fresh-database';
import { type FakeClock, fakeClock } from '@idem/testing/clock';
import Stripe from 'stripe';
import { createApp } from '../create-app.js';
import type { Deps, Settings } from '../deps.js';
import { createServer } from '../http/server.js';
import { type BootstrappedAccount, bootstrapAccount } from '../keys/bootstrap-account.js';
import { checkResponses } from './check-responses.js';

export interface TestGateway {
  readonly url: string;
  readonly db: Database;
  readonly databaseUrl: string;
  readonly deps: Deps;
  readonly clock: FakeClock;
  readonly account: BootstrappedAccount;
  /** Lines of the log, from warnings on. */
  readonly logged: string[];
  /** The official client, holding one of the account's keys (the test secret key unless said otherwise). */
  stripe(key?: string): Stripe;
  /** A plain HTTP request: a form body unless it is a FormData or is given a content type. */
  request(
    method: string,
    path: string,
    init?: RequestInit & { readonly key?: string | null },
  ): Promise<Response>;
  /** @throws {Error} when a response was not what its route declares */
  stop(): Promise<void>;
}

/** The whole gateway on a free port, over a database and an object store of its own. */
export async function startGateway(
  settings: Partial<Settings> = {},
  replaced: Partial<Deps> = {},
  server: Parameters<typeof createServer>[1] = {},
): Promise<TestGateway> {
  const { database: db, url: databaseUrl, drop } = await createFreshDatabase();
  const directory = await mkdtemp(path.join(tmpdir(), 'idem-gateway-'));
  const clock = fakeClock(new Date());
  const logged: string[] = [];
  const deps: Deps = {
    db,
    clock,
    random: systemRandom,
    keys: new MasterKeyRing({ current: systemRandom.bytes(32), previous: [] }),
    store: await openObjectStore({ driver: 'file-system', directory }),
    log: createLogger({ name: 'gateway', level: 'warn' }, { write: (line) => logged.push(line) }),
    limiter: { take: countAlone() },
    checks: CHECK_DEFINITIONS,
    pingQueue: async () => {},
    settings: {
      publicUrl: 'https://id.example',
      checkDeadlineSeconds: 120,
      maxUploadBytes: 2_000_000,
      maxImagePixels: 64_000_000,
      livenessDefault: 'passive',
      livenessOnPage: 'required_active',
      tries: DEFAULT_TRIES,
      faceDuplicatesDays: 365,
      documentDuplicatesDays: 365,
      challengeSeconds: 120,
      trustedProxies: [],
      rateLimits: { live: 0, test: 0, endpoint: 0, files: 0, address: 0, staticLink: 0 },
      ...settings,
    },
    ...replaced,
  };
  const account = await bootstrapAccount(deps, { live: true });
  const adapter = createServer(deps, server);
  const breaches = checkResponses(adapter);
  const app = await createApp(deps, adapter);
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const { port } = new URL(url);
  return {
    url,
    db,
    databaseUrl,
    deps,
    clock,
    account,
    logged,
    stripe: (key = account.test.secret) =>
      new Stripe(key, { host: '127.0.0.1', port: Number(port), protocol: 'http', maxNetworkRetries: 0 }),
    request: (method, to, { key = account.test.secret, headers, ...init } = {}) =>
      fetch(`${url}${to}`, {
        method,
        ...init,
        headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...headers },
      }),
    async stop() {
      await app.close();
      await drop();
      await rm(directory, { recursive: true, force: true });
      if (breaches.length > 0) throw new Error(breaches.join('\n'));
    },
  };
}
