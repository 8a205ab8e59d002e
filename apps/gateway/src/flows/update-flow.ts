import { mergeMetadata, type UpdateFlowParams, type VerificationFlowResource } from '@idem/contracts';
import type { SessionOptions } from '@idem/domain';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { defined } from '../http/where.js';
import { assertPerformed } from '../sessions/session-options.js';
import { findFlow } from './find-flow.js';
import { changeFlowOptions } from './flow-options.js';
import { metadataOf, presentFlow, typeOf } from './present-flow.js';

/**
 * Changes what sessions of the flow will be asked for. Those that were made before keep what they were made with.
 *
 * @throws {ApiError} 400, 404
 */
export async function updateFlow(
  deps: Deps,
  { caller }: Context,
  { id, params }: { readonly id: string; readonly params: UpdateFlowParams },
): Promise<VerificationFlowResource> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller);
  const row = await deps.db.$transaction(async (tx) => {
    const { id: found } = await findFlow(tx, caller, id);
    await tx.$queryRaw`SELECT 1 FROM verification_flows WHERE id = ${found} FOR UPDATE`;
    const flow = await findFlow(tx, caller, id);
    const options = changeFlowOptions(typeOf(flow), flow.options as SessionOptions, params.options);
    assertPerformed(deps.checks, options);
    return tx.verificationFlow.update({
      where: { id: found },
      data: {
        ...defined({ name: params.name, active: params.active }),
        ...(params.return_url === undefined ? {} : { returnUrl: params.return_url || null }),
        options: options as Prisma.InputJsonObject,
        metadata: mergeMetadata(metadataOf(flow), params.metadata),
      },
    });
  });
  return presentFlow(deps, row);
}
