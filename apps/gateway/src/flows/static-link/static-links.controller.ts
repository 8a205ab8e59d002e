import { staticLinkQuery } from '@idem/contracts';
import { Body, Controller, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DEPS, type Deps } from '../../deps.js';
import { Route } from '../../http/route.js';
import { findFlowByLink } from './find-flow-by-link.js';
import { followStaticLink } from './follow-static-link.js';
import { type LinkPage, linkPagePolicy, renderLinkPage } from './render-link-page.js';

const PAGE = { mediaType: 'text/html', description: 'A page for the person.' } as const;

/** The address a flow's `url` points to: a page for people, which opens nothing by being looked at. */
@Controller('flows')
export class StaticLinksController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'GET',
    path: ':token',
    summary: "The page behind a flow's static link",
    access: 'public',
    params: null,
    response: PAGE,
  })
  async show(
    @Param('token') token: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const flow = await findFlowByLink(this.deps, token);
    if (flow === null) return this.page(reply, 404, { kind: 'unknown' });
    const given = staticLinkQuery.safeParse(query);
    if (!given.success) return this.page(reply, 400, { kind: 'unknown' });
    return this.page(reply, 200, {
      kind: 'form',
      livemode: flow.livemode,
      given: given.data,
      refused: false,
    });
  }

  @Route({
    method: 'POST',
    path: ':token',
    summary: "Open a session from a flow's static link",
    access: 'public',
    params: null,
    response: PAGE,
    otherwise: { status: 303, when: 'a session was opened: Location is its link' },
  })
  async begin(
    @Param('token') token: string,
    @Query() query: unknown,
    @Body() form: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const followed = await followStaticLink(this.deps, {
      token,
      form,
      ip: reply.request.ip,
      request: { id: reply.request.id, idempotencyKey: null, apiVersion: null },
    });
    switch (followed.kind) {
      case 'unknown':
        return this.page(reply, 404, followed);
      case 'busy':
        return this.page(reply, 429, followed);
      case 'refused':
        return this.page(reply, 400, {
          kind: 'form',
          livemode: followed.livemode,
          given: { ...staticLinkQuery.safeParse(query).data, prefilled_email: undefined },
          refused: true,
        });
      case 'opened':
        reply.status(303).header('Location', followed.url);
        return '';
    }
  }

  private page(reply: FastifyReply, status: number, page: LinkPage): string {
    reply
      .status(status)
      .header('Content-Security-Policy', linkPagePolicy(this.deps.settings.publicUrl))
      .type('text/html; charset=utf-8');
    return renderLinkPage(page);
  }
}
