import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DEPS, type Deps } from '../deps.js';
import { authenticate } from './authenticate.js';
import { type AccessRule, authorize } from './authorize.js';

/** Says who may use a route. A route without it is a mistake and answers 500. */
export const Access = Reflector.createDecorator<AccessRule | 'public'>();

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(DEPS) private readonly deps: Deps,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get(Access, context.getHandler());
    if (rule === undefined)
      throw new Error(`${context.getClass().name}.${context.getHandler().name} has no access rule`);
    if (rule === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.caller = await authenticate(this.deps, request.headers.authorization, request.ip);
    authorize(request.caller, rule);
    return true;
  }
}
