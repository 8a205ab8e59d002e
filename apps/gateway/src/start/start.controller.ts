import { Controller, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DEPS, type Deps } from '../deps.js';
import { Route } from '../http/route.js';
import { findByLink } from './find-by-link.js';
import { PAGE_POLICY, renderStartPage } from './render-start-page.js';

/** The address a session's `url` points to. */
@Controller('start')
export class StartController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'GET',
    path: ':token',
    summary: "The page behind a session's url",
    access: 'public',
    params: null,
    response: { mediaType: 'text/html', description: 'A page for the person.' },
  })
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
