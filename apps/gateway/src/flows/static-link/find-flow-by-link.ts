import { hashToken } from '@idem/platform/crypto/token';
import type { Deps } from '../../deps.js';
import type { FlowRow } from '../find-flow.js';

/** `live_` or `test_` and 32 bytes in base64url; anything else never reaches the database. */
const TOKEN = /^(?:live|test)_[\w-]{43}$/;

/** The active flow that a static link leads to; null when there is none. */
export async function findFlowByLink(deps: Pick<Deps, 'db'>, token: string): Promise<FlowRow | null> {
  if (!TOKEN.test(token)) return null;
  const row = await deps.db.verificationFlow.findUnique({ where: { tokenHash: hashToken(token) } });
  return row?.active === true ? row : null;
}
