import {
  type CreateFlowParams,
  createFlowParams,
  type ListFlowsParams,
  listFlowsParams,
  listOf,
  type OnlyExpand,
  onlyExpand,
  type UpdateFlowParams,
  updateFlowParams,
  verificationFlowResource,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route, type RouteRefusal } from '../http/route.js';
import { createFlow } from './create-flow.js';
import { listFlows } from './list-flows.js';
import { retrieveFlow } from './retrieve-flow.js';
import { updateFlow } from './update-flow.js';

const NOT_OFFERED: readonly RouteRefusal[] = [
  {
    status: 400,
    code: 'parameter_invalid_not_offered',
    when: 'an option asks for what no check of this deployment finds out',
  },
];

@Controller('v1/identity/verification_flows')
export class FlowsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    summary: 'Create a verification flow',
    access: { permission: 'identity.write' },
    params: createFlowParams,
    response: verificationFlowResource,
    refusals: NOT_OFFERED,
  })
  create(@Ctx() context: Context, @Params() params: CreateFlowParams) {
    return createFlow(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    summary: 'List verification flows',
    access: { permission: 'identity.read' },
    params: listFlowsParams,
    response: listOf(verificationFlowResource),
  })
  list(@Ctx() context: Context, @Params() params: ListFlowsParams) {
    return listFlows(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    path: ':id',
    summary: 'Retrieve a verification flow',
    access: { permission: 'identity.read' },
    params: onlyExpand,
    response: verificationFlowResource,
  })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return retrieveFlow(this.deps, context, { id, expand });
  }

  @Route({
    method: 'POST',
    path: ':id',
    summary: 'Update a verification flow, for sessions to come',
    access: { permission: 'identity.write' },
    params: updateFlowParams,
    response: verificationFlowResource,
    refusals: NOT_OFFERED,
  })
  update(@Ctx() context: Context, @Param('id') id: string, @Params() params: UpdateFlowParams) {
    return updateFlow(this.deps, context, { id, params });
  }
}
