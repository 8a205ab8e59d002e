import { identityOf } from '@idem/platform/identity/identity-of';
import { lockIdentities } from '@idem/platform/identity/lock-identities';
import { rememberIdentity } from '@idem/platform/identity/remember-identity';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { SessionRow } from '../sessions/find-session.js';

/** Remembers who a reviewer found verified, as if the checks had: what was held back must be found again too. */
export async function rememberReviewed(
  tx: Transaction,
  deps: Pick<Deps, 'keys' | 'checks' | 'clock' | 'settings'>,
  session: SessionRow,
): Promise<void> {
  const { accountId, livemode, id: sessionId } = session;
  const key = sessionKey(deps.keys, session);
  const outcomes = await tx.checkOutcome.findMany({
    where: { submission: { report: { id: session.lastReportId! } } },
  });
  const documents = deps.checks.filter(({ section }) => section === 'document').map(({ name }) => name);
  await lockIdentities(tx, session);
  await rememberIdentity(tx, {
    keys: deps.keys,
    key,
    owner: { accountId, livemode, sessionId },
    identity: identityOf(key, outcomes, new Set(documents)),
    retention: deps.settings,
    now: deps.clock.now(),
  });
}
