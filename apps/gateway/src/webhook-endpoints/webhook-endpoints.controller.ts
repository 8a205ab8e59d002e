import {
  type CreateEndpointParams,
  createEndpointParams,
  deletedWebhookEndpointResource,
  type ListAttemptsParams,
  type ListEndpointsParams,
  listAttemptsParams,
  listEndpointsParams,
  listOf,
  type OnlyExpand,
  onlyExpand,
  type RollSecretParams,
  rollSecretParams,
  type UpdateEndpointParams,
  updateEndpointParams,
  webhookAttemptResource,
  webhookEndpointResource,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { listAttempts } from '../webhook-attempts/list-attempts.js';
import { createEndpoint } from './create-endpoint.js';
import { deleteEndpoint } from './delete-endpoint.js';
import { findEndpoint } from './find-endpoint.js';
import { listEndpoints } from './list-endpoints.js';
import { retrieveEndpoint } from './retrieve-endpoint.js';
import { rollSecret } from './roll-secret.js';
import { updateEndpoint } from './update-endpoint.js';

const nothing = z.strictObject({});

@Controller('v1/webhook_endpoints')
export class WebhookEndpointsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    summary: 'Create a webhook endpoint',
    access: { permission: 'webhook_endpoints.write' },
    params: createEndpointParams,
    response: webhookEndpointResource,
  })
  create(@Ctx() context: Context, @Params() params: CreateEndpointParams) {
    return createEndpoint(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    summary: 'List webhook endpoints',
    access: { permission: 'webhook_endpoints.read' },
    params: listEndpointsParams,
    response: listOf(webhookEndpointResource),
  })
  list(@Ctx() context: Context, @Params() params: ListEndpointsParams) {
    return listEndpoints(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    path: ':id',
    summary: 'Retrieve a webhook endpoint',
    access: { permission: 'webhook_endpoints.read' },
    params: onlyExpand,
    response: webhookEndpointResource,
  })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return retrieveEndpoint(this.deps, context, { id, expand });
  }

  @Route({
    method: 'POST',
    path: ':id',
    summary: 'Update a webhook endpoint',
    access: { permission: 'webhook_endpoints.write' },
    params: updateEndpointParams,
    response: webhookEndpointResource,
  })
  update(@Ctx() context: Context, @Param('id') id: string, @Params() params: UpdateEndpointParams) {
    return updateEndpoint(this.deps, context, { id, params });
  }

  @Route({
    method: 'POST',
    path: ':id/roll_secret',
    summary: 'Roll the signing secret of a webhook endpoint',
    access: { permission: 'webhook_endpoints.write' },
    params: rollSecretParams,
    response: webhookEndpointResource,
    refusals: [{ status: 400, when: 'too many earlier secrets still sign' }],
  })
  roll(@Ctx() context: Context, @Param('id') id: string, @Params() params: RollSecretParams) {
    return rollSecret(this.deps, context, { id, params });
  }

  @Route({
    method: 'GET',
    path: ':id/attempts',
    summary: 'List the attempts to deliver to a webhook endpoint',
    access: { permission: 'webhook_endpoints.read' },
    params: listAttemptsParams,
    response: listOf(webhookAttemptResource),
  })
  async attempts(@Ctx() context: Context, @Param('id') id: string, @Params() params: ListAttemptsParams) {
    const { id: endpointId } = await findEndpoint(this.deps.db, context.caller, id);
    const url = `/v1/webhook_endpoints/${endpointId}/attempts`;
    return listAttempts(this.deps, context, { url, where: { endpointId }, params });
  }

  @Route({
    method: 'DELETE',
    path: ':id',
    summary: 'Delete a webhook endpoint',
    access: { permission: 'webhook_endpoints.write' },
    params: nothing,
    response: deletedWebhookEndpointResource,
  })
  delete(@Ctx() context: Context, @Param('id') id: string) {
    return deleteEndpoint(this.deps, context, { id });
  }
}
