import { type CreateSessionParams, mergeMetadata } from '@idem/contracts';
import type { SessionOptions, SessionType } from '@idem/domain';
import { DataKey } from '@idem/platform/crypto/data-key';
import { sealJson } from '@idem/platform/crypto/seal';
import { recordEvent } from '@idem/platform/events/record-event';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import type { RequestInfo, Scope } from '../http/caller.js';
import { assertMagicIsKnown } from '../scripted-outcomes/magic-outcome.js';
import type { SessionRow } from './find-session.js';
import { newLink } from './link.js';
import { changeProvidedDetails } from './provided-details.js';
import { assertPerformed } from './session-options.js';

/** A session as it is asked for, by an integrator's server or by a person with a flow's link. */
export interface NewSession {
  readonly scope: Scope;
  readonly request: RequestInfo;
  readonly asked: {
    readonly type: SessionType;
    readonly options: SessionOptions;
    readonly flowId: string | null;
    readonly returnUrl: string | null;
  };
  readonly params: Pick<
    CreateSessionParams,
    | 'client_reference_id'
    | 'metadata'
    | 'provided_details'
    | 'related_customer'
    | 'related_customer_account'
    | 'related_person'
  >;
}

/**
 * Writes a new session and its event, in the caller's transaction. Every session is born here, and none of them asks
 * for something that no check finds out.
 *
 * @throws {ApiError} 400
 */
export async function openNewSession(
  tx: Transaction,
  deps: Pick<Deps, 'checks' | 'clock' | 'keys' | 'random' | 'settings'>,
  { scope: { accountId, livemode }, request, asked, params }: NewSession,
): Promise<SessionRow> {
  assertPerformed(deps.checks, asked.options);
  const details = changeProvidedDetails(null, params.provided_details);
  assertMagicIsKnown(livemode, details?.email);
  const id = newId('vs', deps.random);
  const key = DataKey.generate(deps.random);
  const session = await tx.verificationSession.create({
    data: {
      id,
      accountId,
      livemode,
      type: asked.type,
      options: asked.options as Prisma.InputJsonObject,
      verificationFlowId: asked.flowId,
      returnUrl: asked.returnUrl,
      clientReferenceId: params.client_reference_id ?? null,
      relatedCustomer: params.related_customer ?? null,
      relatedCustomerAccount: params.related_customer_account ?? null,
      ...(params.related_person === undefined ? {} : { relatedPerson: params.related_person }),
      metadata: mergeMetadata({}, params.metadata),
      dataKey: key.wrap(deps.keys, `verification_session:${id}`),
      sealedProvidedDetails:
        details === null ? null : sealJson(key, details, `verification_session:${id}:provided_details`),
      ...newLink(deps, { id, livemode }, key),
      createdAt: deps.clock.now(),
    },
  });
  await recordEvent(tx, deps, { session, type: 'identity.verification_session.created', request });
  return session;
}
