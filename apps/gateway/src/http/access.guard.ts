import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DEPS, type Deps } from '../deps.js';
import { authenticate } from './authenticate.js';
import { authorize } from './authorize.js';
import { routeOf } from './route.js';

/** Lets through whom the route's declaration admits. A route without one is a mistake and answers 500. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { access } = routeOf(context.getHandler() as (...args: never[]) => unknown);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.caller = await authenticate(this.deps, request.headers.authorization, request.ip);
    authorize(request.caller, access);
    return true;
  }
}
