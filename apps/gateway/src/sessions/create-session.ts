import {
  type CreateSessionParams,
  parameterInvalid,
  parameterMissing,
  type VerificationSessionResource,
} from '@idem/contracts';
import type { Deps } from '../deps.js';
import { usableFlow } from '../flows/find-flow.js';
import type { Context, Scope } from '../http/caller.js';
import { readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { type NewSession, openNewSession } from './open-new-session.js';
import { presentSession } from './present-session.js';
import { changeOptions, optionsOfType } from './session-options.js';

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
  const asked = await whatIsAsked(deps, caller, params);
  const row = await deps.db.$transaction((tx) =>
    openNewSession(tx, deps, {
      scope: caller,
      request,
      asked: { ...asked, returnUrl: params.return_url ?? asked.returnUrl },
      params,
    }),
  );
  return presentSession(deps, row, expansions);
}

async function whatIsAsked(
  deps: Pick<Deps, 'db'>,
  scope: Scope,
  { type, options, verification_flow }: CreateSessionParams,
): Promise<NewSession['asked']> {
  if (verification_flow === undefined) {
    if (type === undefined) throw parameterMissing('type');
    return { type, options: changeOptions(optionsOfType(type), options), flowId: null, returnUrl: null };
  }
  for (const [param, value] of Object.entries({ type, options })) {
    if (value === undefined) continue;
    throw parameterInvalid(
      param,
      'parameter_invalid_with_flow',
      `You cannot specify ${param} together with verification_flow, which already determines it. Remove one of them.`,
    );
  }
  const flow = await usableFlow(deps.db, scope, verification_flow);
  return { type: 'verification_flow', options: flow.options, flowId: flow.id, returnUrl: flow.returnUrl };
}
