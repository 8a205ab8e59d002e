import { rateLimited } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Scope } from './caller.js';

type LimitDeps = Pick<Deps, 'limiter' | 'settings'>;

/** Where a request goes: `GET`, `/v1/files/:id`. */
export interface Endpoint {
  readonly method: string;
  readonly path: string;
}

/**
 * Counts a request that was made with an API key: towards what its account may do in this mode, and towards what
 * it may do at this endpoint. Keys of one account count together, so that more keys are not more requests.
 *
 * @throws {ApiError} 429
 */
export async function limitAccount(
  deps: LimitDeps,
  { accountId, livemode }: Scope,
  endpoint: Endpoint,
): Promise<void> {
  const { rateLimits } = deps.settings;
  const mode = livemode ? 'live' : 'test';
  const account = `${accountId}:${mode}`;
  const [withinAccount, withinEndpoint] = await Promise.all([
    take(deps, 'account', rateLimits[mode], account),
    isOfFiles(endpoint)
      ? take(deps, 'files', rateLimits.files, account)
      : take(deps, 'endpoint', rateLimits.endpoint, `${account}:${endpoint.method} ${endpoint.path}`),
  ]);
  if (!withinAccount) throw rateLimited('global-rate');
  if (!withinEndpoint) throw rateLimited('endpoint-rate');
}

/**
 * Counts a request that names no account that could be held to it: of a person's device, to a public page, with a
 * wrong key.
 *
 * @throws {ApiError} 429
 */
export async function limitAddress(deps: LimitDeps, ip: string): Promise<void> {
  if (!(await take(deps, 'address', deps.settings.rateLimits.address, ip))) throw rateLimited('global-rate');
}

/** Contents are heavy wherever they are asked for, so that files have one budget. */
const isOfFiles = ({ path }: Endpoint): boolean => path === '/v1/files' || path.startsWith('/v1/files/');

/** @param perSecond 0 for no limit */
const take = async ({ limiter }: LimitDeps, name: string, perSecond: number, key: string): Promise<boolean> =>
  perSecond === 0 || limiter.take({ name, uses: perSecond, seconds: 1 }, key);
