import { collected, forbidden, type PageState, type RequirementError } from '@idem/contracts';
import {
  type Collected,
  livenessOf,
  missingRequirements,
  requiredChecks,
  type SessionOptions,
  withLiveness,
} from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { Caller } from '../http/caller.js';
import type { SessionRow } from '../sessions/find-session.js';

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

/** The state of the page: what is still missing, and what has to be done again. */
export function pageState(
  deps: Pick<Deps, 'keys' | 'checks' | 'settings'>,
  row: SessionRow,
  errors: readonly RequirementError[] = [],
): PageState {
  const options = withLiveness(row.options as SessionOptions, deps.settings.livenessDefault);
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
  };
}
