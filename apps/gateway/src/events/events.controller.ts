import { type ListEventsParams, listEventsParams, type OnlyExpand, onlyExpand } from '@idem/contracts';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { listEvents } from './list-events.js';
import { retrieveEvent } from './retrieve-event.js';

@Controller('v1/events')
export class EventsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Get()
  @Access({ permission: 'events.read' })
  list(@Ctx() context: Context, @Params(listEventsParams) params: ListEventsParams) {
    return listEvents(this.deps, context, params);
  }

  @Get(':id')
  @Access({ permission: 'events.read' })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return retrieveEvent(this.deps, context, { id, expand });
  }
}
