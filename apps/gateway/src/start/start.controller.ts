import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import { findByLink } from './find-by-link.js';
import { PAGE_POLICY, renderStartPage } from './render-start-page.js';

/** The address a session's `url` points to. */
@Controller('start')
export class StartController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Get(':token')
  @Access('public')
  async show(
    @Param('token') token: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const session = await findByLink(this.deps, token);
    reply
      .status(session === null ? 404 : 200)
      .header('Content-Security-Policy', PAGE_POLICY)
      .type('text/html; charset=utf-8');
    return renderStartPage(session);
  }
}
