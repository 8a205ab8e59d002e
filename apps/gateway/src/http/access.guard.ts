import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DEPS, type Deps } from '../deps.js';
import { admit } from './admit.js';
import { authorize } from './authorize.js';
import { limitAddress } from './limit-requests.js';
import { routeOf } from './route.js';

/** Lets through whom the route's declaration admits, and not too often. A route without one is a mistake and answers 500. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { access, unlimited } = routeOf(context.getHandler() as (...args: never[]) => unknown);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (access === 'public') {
      if (unlimited !== true) await limitAddress(this.deps, request.ip);
      return true;
    }
    request.caller = await admit(this.deps, request);
    authorize(request.caller, access);
    return true;
  }
}
