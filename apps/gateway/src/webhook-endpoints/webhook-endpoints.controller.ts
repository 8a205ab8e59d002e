import {
  type CreateEndpointParams,
  createEndpointParams,
  type ListEndpointsParams,
  listEndpointsParams,
  type OnlyExpand,
  onlyExpand,
  type UpdateEndpointParams,
  updateEndpointParams,
} from '@idem/contracts';
import { Controller, Delete, Get, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import type { Context } from '../http/caller.js';
import { ApiPost, Ctx, Params } from '../http/request-parameters.js';
import { createEndpoint } from './create-endpoint.js';
import { deleteEndpoint } from './delete-endpoint.js';
import { listEndpoints } from './list-endpoints.js';
import { retrieveEndpoint } from './retrieve-endpoint.js';
import { updateEndpoint } from './update-endpoint.js';

const nothing = z.strictObject({});

@Controller('v1/webhook_endpoints')
export class WebhookEndpointsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @ApiPost()
  @Access({ permission: 'webhook_endpoints.write' })
  create(@Ctx() context: Context, @Params(createEndpointParams) params: CreateEndpointParams) {
    return createEndpoint(this.deps, context, params);
  }

  @Get()
  @Access({ permission: 'webhook_endpoints.read' })
  list(@Ctx() context: Context, @Params(listEndpointsParams) params: ListEndpointsParams) {
    return listEndpoints(this.deps, context, params);
  }

  @Get(':id')
  @Access({ permission: 'webhook_endpoints.read' })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return retrieveEndpoint(this.deps, context, { id, expand });
  }

  @ApiPost(':id')
  @Access({ permission: 'webhook_endpoints.write' })
  update(
    @Ctx() context: Context,
    @Param('id') id: string,
    @Params(updateEndpointParams) params: UpdateEndpointParams,
  ) {
    return updateEndpoint(this.deps, context, { id, params });
  }

  @Delete(':id')
  @Access({ permission: 'webhook_endpoints.write' })
  delete(@Ctx() context: Context, @Param('id') id: string, @Params(nothing) _params: Record<string, never>) {
    return deleteEndpoint(this.deps, context, { id });
  }
}
