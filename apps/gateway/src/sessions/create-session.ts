import {
  type CreateSessionParams,
  mergeMetadata,
  parameterMissing,
  type VerificationSessionResource,
} from '@idem/contracts';
import { DataKey } from '@idem/platform/crypto/data-key';
import { sealJson } from '@idem/platform/crypto/seal';
import { recordEvent } from '@idem/platform/events/record-event';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { newLink } from './link.js';
import { presentSession } from './present-session.js';
import { changeProvidedDetails } from './provided-details.js';
import { assertOffered, changeOptions } from './session-options.js';

/**
 * Opens a verification session: it is born in `requires_input`, with a link for the person.
 *
 * @throws {ApiError} 400
 */
export async function createSession(
  deps: Deps,
  { caller, request }: Context,
  params: CreateSessionParams,
): Promise<VerificationSessionResource> {
  const expansions = readExpand(params.expand, SESSION_EXPANDABLE, caller);
  assertOffered(params);
  if (params.type === undefined) throw parameterMissing('type');
  const options = changeOptions({ document: {} }, params.options);
  const details = changeProvidedDetails(null, params.provided_details);

  const id = newId('vs', deps.random);
  const key = DataKey.generate(deps.random);
  const { accountId, livemode } = caller;
  const data = {
    id,
    accountId,
    livemode,
    type: params.type,
    options: options as Prisma.InputJsonObject,
    clientReferenceId: params.client_reference_id ?? null,
    relatedCustomer: params.related_customer ?? null,
    relatedCustomerAccount: params.related_customer_account ?? null,
    ...(params.related_person === undefined ? {} : { relatedPerson: params.related_person }),
    returnUrl: params.return_url ?? null,
    metadata: mergeMetadata({}, params.metadata),
    dataKey: key.wrap(deps.keys, `verification_session:${id}`),
    sealedProvidedDetails:
      details === null ? null : sealJson(key, details, `verification_session:${id}:provided_details`),
    ...newLink(deps, { id, livemode }, key),
    createdAt: deps.clock.now(),
  };
  const row = await deps.db.$transaction(async (tx) => {
    const session = await tx.verificationSession.create({ data });
    await recordEvent(tx, deps, { session, type: 'identity.verification_session.created', request });
    return session;
  });
  return presentSession(deps, row, expansions);
}
