import type { VerificationFlowResource } from '@idem/contracts';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { findFlow } from './find-flow.js';
import { presentFlow } from './present-flow.js';

/** @throws {ApiError} 404 */
export async function retrieveFlow(
  deps: Deps,
  { caller }: Context,
  { id, expand }: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<VerificationFlowResource> {
  readExpand(expand, NOTHING_EXPANDABLE, caller);
  return presentFlow(deps, await findFlow(deps.db, caller, id));
}
