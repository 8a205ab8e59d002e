import { routeMissing } from '@idem/contracts';
import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Route } from '../http/route.js';
import { DOCS_PAGE, DOCS_POLICY, findAsset } from './docs-page.js';

/** The API's document, for readers. */
@Controller('docs')
export class DocsController {
  @Route({
    method: 'GET',
    summary: 'This document, to read',
    access: 'public',
    params: null,
    response: { mediaType: 'text/html', description: 'A page that needs no other host.' },
  })
  page(@Res({ passthrough: true }) reply: FastifyReply) {
    reply.type('text/html; charset=utf-8').header('Content-Security-Policy', DOCS_POLICY);
    return DOCS_PAGE;
  }

  @Route({
    method: 'GET',
    path: ':file',
    summary: "The page's script and style sheet",
    access: 'public',
    params: null,
    response: { mediaType: '*/*', description: 'A file of the page.' },
    refusals: [{ status: 404, when: 'the page has no such file' }],
  })
  async file(@Param('file') name: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const asset = await findAsset(name);
    if (asset === null) throw routeMissing('GET', `/docs/${name}`);
    reply.type(`${asset.mediaType}; charset=utf-8`).header('Cache-Control', 'public, max-age=86400');
    return asset.text;
  }
}
