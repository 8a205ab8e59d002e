import { parseParams } from '@idem/contracts';
import { applyDecorators, createParamDecorator, type ExecutionContext, HttpCode, Post } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Caller, Context } from './caller.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard on every route that is not public. */
    caller?: Caller;
  }
}

const readParams = createParamDecorator(({ readBy }: { readBy: z.ZodType }, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return parseParams(readBy, (request.method === 'POST' ? request.body : request.query) ?? {});
});

/**
 * The parameters of a request by their schema: the query of GET and DELETE, the body of POST. The schema
 * travels under a name of ours, because Nest would take it for a pipe or validate with it itself.
 */
export const Params = (schema: z.ZodType): ParameterDecorator => readParams({ readBy: schema });

/** Who is calling, in which request. */
export const Ctx = createParamDecorator((_: unknown, context: ExecutionContext): Context => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  if (request.caller === undefined) throw new Error('a public route asked for its caller');
  return { caller: request.caller, request: { id: request.id, idempotencyKey: idempotencyKeyOf(request) } };
});

/** The `Idempotency-Key` of a POST; other methods ignore it. */
export function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  return request.method === 'POST' && typeof key === 'string' && key !== '' ? key : null;
}

/** POST routes answer 200, like every other. */
export const ApiPost = (path = ''): MethodDecorator => applyDecorators(Post(path), HttpCode(200));
