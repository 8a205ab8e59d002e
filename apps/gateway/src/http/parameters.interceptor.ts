import { parseParams, requestInvalid } from '@idem/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { routeOf } from './route.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the route's schema made of the request; set on every route that has one. */
    parameters?: unknown;
  }
}

/**
 * Validates what was sent by the route's own schema, whether its handler looks at it or not: the query of GET and
 * DELETE, the body of POST.
 */
@Injectable()
export class ParametersInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { params } = routeOf(context.getHandler() as (...args: never[]) => unknown);
    if (params === null) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.method === 'POST') refuseQuery(request.query);
    request.parameters = parseParams(
      params,
      (request.method === 'POST' ? request.body : request.query) ?? {},
    );
    return next.handle();
  }
}

/** A parameter that would be ignored is refused by name, like one that does not exist. */
function refuseQuery(query: unknown): void {
  const [name] = Object.keys(query ?? {});
  if (name === undefined) return;
  throw requestInvalid(
    `Received a parameter in the URL of a POST request: ${name}. Send it in the request body instead.`,
    name,
  );
}
