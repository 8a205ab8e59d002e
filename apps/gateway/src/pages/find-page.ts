import { collected, forbidden, type PageState, type RequirementError } from '@idem/contracts';
import { type Collected, livenessOf, missingRequirements, requiredChecks } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import type { Database, Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { Caller } from '../http/caller.js';
import { askedOptions } from '../sessions/asked-options.js';
import type { SessionRow } from '../sessions/find-session.js';
import { triesOf } from '../sessions/reserve-try.js';

/**
 * A client secret opens its own session and no other.
 *
 * @throws {ApiError} 403
 */
export function assertOwnPage(caller: Caller, sessionId: string): void {
  if (caller.kind === 'client' && caller.sessionId !== sessionId) {
    throw forbidden('This client secret or ephemeral key belongs to another verification session.');
  }
}

/** What the person has supplied so far. */
export function openCollected(deps: Pick<Deps, 'keys'>, row: SessionRow): Collected {
  if (row.sealedCollected === null || row.dataKey === null) return { images: {} };
  const opened = openJson(
    sessionKey(deps.keys, row),
    row.sealedCollected,
    `verification_session:${row.id}:collected`,
    collected,
  );
  // Zod types an absent key as `undefined`; in the domain a file is there or it is not.
  const { images, chip, ...rest } = opened;
  return {
    ...definedOnly(rest),
    images: definedOnly(images),
    ...(chip === undefined ? {} : { chip: definedOnly(chip) }),
  };
}

const definedOnly = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** The state of the page: what is still missing, what has to be done again, and how often it may fail. */
export async function pageState(
  db: Database | Transaction,
  deps: Pick<Deps, 'keys' | 'checks' | 'clock' | 'settings'>,
  row: SessionRow,
  errors: readonly RequirementError[] = [],
): Promise<PageState> {
  const options = askedOptions(deps, row);
  return {
    id: row.id,
    status: row.status,
    livemode: row.livemode,
    options,
    missing:
      row.status === 'requires_input'
        ? missingRequirements(options, requiredChecks(deps.checks, options), openCollected(deps, row))
        : [],
    errors,
    liveness: livenessOf(options),
    tries: await triesOf(db, deps, row),
  };
}
