import {
  eventResource,
  type ListEventsParams,
  listEventsParams,
  listOf,
  type OnlyExpand,
  onlyExpand,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { listEvents } from './list-events.js';
import { retrieveEvent } from './retrieve-event.js';

@Controller('v1/events')
export class EventsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'GET',
    summary: 'List events',
    access: { permission: 'events.read' },
    params: listEventsParams,
    response: listOf(eventResource),
  })
  list(@Ctx() context: Context, @Params() params: ListEventsParams) {
    return listEvents(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    path: ':id',
    summary: 'Retrieve an event',
    access: { permission: 'events.read' },
    params: onlyExpand,
    response: eventResource,
  })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return retrieveEvent(this.deps, context, { id, expand });
  }
}
