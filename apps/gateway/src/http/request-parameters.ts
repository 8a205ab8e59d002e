import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller, Context } from './caller.js';
import './parameters.interceptor.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard on every route that is not public. */
    caller?: Caller;
  }
}

/** The parameters of a request, as the schema of its route (`params` in `@Route`) read them. */
export const Params = createParamDecorator(
  (_: unknown, context: ExecutionContext): unknown =>
    context.switchToHttp().getRequest<FastifyRequest>().parameters,
);

/** Who is calling, in which request. */
export const Ctx = createParamDecorator((_: unknown, context: ExecutionContext): Context => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  if (request.caller === undefined) throw new Error('a public route asked for its caller');
  const version = request.headers['stripe-version'];
  return {
    caller: request.caller,
    request: {
      id: request.id,
      idempotencyKey: idempotencyKeyOf(request),
      apiVersion: typeof version === 'string' && version !== '' ? version : null,
    },
  };
});

/** The `Idempotency-Key` of a POST; other methods ignore it. */
export function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  return request.method === 'POST' && typeof key === 'string' && key !== '' ? key : null;
}
