import { ApiError, type ApiErrorBody, requestInvalid } from '@idem/contracts';
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, mergeMap, type Observable, of } from 'rxjs';
import { DEPS, type Deps } from '../../deps.js';
import type { Caller } from '../caller.js';
import { errorResponse } from '../error-response.js';
import { idempotencyKeyOf } from '../request-parameters.js';
import { claimKey, type KeyUse, type StoredResponse } from './claim-key.js';
import { fingerprint } from './fingerprint.js';
import { completeKey, releaseKey } from './settle-key.js';

const MAX_KEY_LENGTH = 255;

/** Answers a repeated POST with the answer its first occurrence got. Runs after the guard, before parameters are parsed. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = idempotencyKeyOf(request);
    if (key === null || request.caller === undefined) return next.handle();
    if (key.length > MAX_KEY_LENGTH) {
      throw requestInvalid(`Idempotency keys can be at most ${MAX_KEY_LENGTH} characters long.`);
    }
    const { accountId, livemode } = request.caller;
    const use: KeyUse = { accountId, livemode, key: keyOf(request.caller, key) };
    const claim = await claimKey(this.deps, use, {
      id: request.id,
      method: request.method,
      path: endpointOf(request.url),
      fingerprint: fingerprint(request.caller, request.body),
      key,
    });
    if (claim.kind === 'replay') {
      return replay(context.switchToHttp().getResponse<FastifyReply>(), claim.response);
    }
    return next.handle().pipe(
      mergeMap(async (body: unknown) => {
        await this.settle(
          completeKey(this.deps, use, request.id, { status: 200, body: withoutKey(body) }),
          request.id,
        );
        return body;
      }),
      catchError(async (thrown: unknown) => {
        const { status, body, executed } = errorResponse(thrown);
        const settled = executed
          ? completeKey(this.deps, use, request.id, { status, body })
          : releaseKey(this.deps, use, request.id);
        await this.settle(settled, request.id);
        throw thrown;
      }),
    );
  }

  /** The request is carried out by now: failing to remember its answer must not turn it into a failure. */
  private async settle(work: Promise<void>, requestId: string): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.deps.log.error({ err: error, request_id: requestId }, 'idempotency key not settled');
    }
  }
}

/** What a key is kept under. A person's device has keys of its own: it can neither take nor block those of the integrator. */
const keyOf = (caller: Caller, key: string): string =>
  caller.kind === 'client' ? `${caller.sessionId}:${key}` : key;

/** The path without its query, and without the slash at its end that the router passes over. */
const endpointOf = (url: string): string => url.split('?', 1)[0]!.replace(/(?<=[^/])\/$/, '');

/** API keys are kept nowhere but as hashes: a repeated request learns which key was made, and not the key. */
function withoutKey(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('object' in body) || body.object !== 'idem.api_key')
    return body;
  return { ...body, secret: undefined };
}

function replay(reply: FastifyReply, { status, body, originalRequest }: StoredResponse): Observable<unknown> {
  reply.header('Idempotent-Replayed', 'true').header('Original-Request', originalRequest);
  if (status < 400) return of(body);
  throw new ApiError({ status, ...(body as { error: ApiErrorBody }).error });
}
