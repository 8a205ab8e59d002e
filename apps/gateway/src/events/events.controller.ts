import {
  eventResource,
  type ListAttemptsParams,
  type ListEventsParams,
  listAttemptsParams,
  listEventsParams,
  listOf,
  type OnlyExpand,
  onlyExpand,
  type RetryEventParams,
  retryEventParams,
  webhookAttemptResource,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { listAttempts } from '../webhook-attempts/list-attempts.js';
import { listEvents } from './list-events.js';
import { retrieveEvent } from './retrieve-event.js';
import { retryEvent } from './retry-event.js';

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

  @Route({
    method: 'POST',
    path: ':id/retry',
    summary: 'Send an event to a webhook endpoint again',
    access: { permission: 'webhook_endpoints.write' },
    params: retryEventParams,
    response: eventResource,
    refusals: [
      { status: 400, when: 'the event is older than 30 days' },
      { status: 400, when: 'the endpoint is disabled, or does not listen to the event' },
    ],
  })
  retry(@Ctx() context: Context, @Param('id') id: string, @Params() params: RetryEventParams) {
    return retryEvent(this.deps, context, { id, params });
  }

  @Route({
    method: 'GET',
    path: ':id/attempts',
    summary: 'List the attempts to deliver an event',
    access: { permission: 'events.read' },
    params: listAttemptsParams,
    response: listOf(webhookAttemptResource),
  })
  async attempts(@Ctx() context: Context, @Param('id') id: string, @Params() params: ListAttemptsParams) {
    const { id: eventId } = await retrieveEvent(this.deps, context, { id });
    return listAttempts(this.deps, context, {
      url: `/v1/events/${eventId}/attempts`,
      where: { eventId },
      params,
    });
  }
}
