import { type CreateFlowParams, mergeMetadata, type VerificationFlowResource } from '@idem/contracts';
import { sealJson } from '@idem/platform/crypto/seal';
import { hashToken, newToken } from '@idem/platform/crypto/token';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { assertPerformed, optionsOfType } from '../sessions/session-options.js';
import { changeFlowOptions } from './flow-options.js';
import { flowTokenContext, presentFlow } from './present-flow.js';

/**
 * Names what sessions are to be asked for, and gives them a link that opens one for everybody who follows it.
 *
 * @throws {ApiError} 400, also for an option that no check of this deployment would carry out
 */
export async function createFlow(
  deps: Deps,
  { caller }: Context,
  params: CreateFlowParams,
): Promise<VerificationFlowResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  const options = changeFlowOptions(params.type, optionsOfType(params.type), params.options);
  assertPerformed(deps.checks, options);
  const id = newId('vf', deps.random);
  const token = `${caller.livemode ? 'live' : 'test'}_${newToken(deps.random)}`;
  const row = await deps.db.verificationFlow.create({
    data: {
      id,
      accountId: caller.accountId,
      livemode: caller.livemode,
      name: params.name,
      active: params.active ?? true,
      type: params.type,
      options: options as Prisma.InputJsonObject,
      returnUrl: params.return_url ?? null,
      metadata: mergeMetadata({}, params.metadata),
      tokenHash: hashToken(token),
      sealedToken: sealJson(deps.keys, token, flowTokenContext(id)),
      createdAt: deps.clock.now(),
    },
  });
  return presentFlow(deps, row);
}
