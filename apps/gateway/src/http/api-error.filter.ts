import { routeMissing } from '@idem/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DEPS, type Deps } from '../deps.js';
import { errorResponse } from './error-response.js';

/** The one place where an error becomes a response. */
@Catch()
export class ApiErrorFilter implements ExceptionFilter {
  constructor(@Inject(DEPS) private readonly deps: Pick<Deps, 'log'>) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, body, shouldRetry, headers, fault } = errorResponse(
      thrown instanceof NotFoundException
        ? routeMissing(request.method, request.url.split('?', 1)[0]!)
        : thrown,
    );
    if (fault) this.deps.log.error({ err: thrown, request_id: request.id }, 'request failed');
    if (shouldRetry !== null) reply.header('Stripe-Should-Retry', String(shouldRetry));
    reply.headers(headers);
    if (status === 401) reply.header('WWW-Authenticate', 'Bearer realm="Idem"');
    reply.status(status).type('application/json; charset=utf-8').send(body);
  }
}
