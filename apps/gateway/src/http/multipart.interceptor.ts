import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { DEPS, type Deps } from '../deps.js';
import { readMultipart } from './read-multipart.js';

/** Reads multipart bodies once the caller is known to be allowed the route. */
@Injectable()
export class MultipartInterceptor implements NestInterceptor {
  constructor(@Inject(DEPS) private readonly deps: Pick<Deps, 'settings'>) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.isMultipart()) {
      const reply = context.switchToHttp().getResponse<FastifyReply>();
      request.body = await readMultipart(request, reply, this.deps.settings.maxUploadBytes);
    }
    return next.handle();
  }
}
