import { routeMissing } from '@idem/contracts';
import { Controller, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Route } from '../http/route.js';
import { encodingFor, type PageFile, readPageFiles } from './page-files.js';
import { ASSET_CACHING, pageHeaders } from './page-headers.js';

/**
 * The address a session's `url` points to. Every link is answered with the same page, which opens it by
 * `POST /v1/idem/page_openings`: messengers look at links too, and looking must neither use nor betray one.
 */
@Controller('start')
export class StartController {
  private readonly files = readPageFiles();

  @Route({
    method: 'GET',
    path: ':token',
    summary: "The page behind a session's url",
    access: 'public',
    params: null,
    response: { mediaType: 'text/html', description: 'A page for the person.' },
  })
  show(@Param('token') _token: string, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    reply.headers(pageHeaders());
    return send(reply, this.files.document);
  }

  @Route({
    method: 'GET',
    path: 'assets/:file',
    summary: "The page's scripts and style sheets",
    access: 'public',
    unlimited: true,
    params: null,
    response: { mediaType: '*/*', description: 'A file of the page.' },
    refusals: [{ status: 404, when: 'the page has no such file' }],
  })
  asset(@Param('file') name: string, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const file = this.files.assets.get(name);
    if (file === undefined) throw routeMissing('GET', `/start/assets/${name}`);
    reply.header('Cache-Control', ASSET_CACHING);
    return send(reply, file);
  }
}

function send(reply: FastifyReply, file: PageFile): Buffer {
  const { bytes, encoding } = encodingFor(file, reply.request.headers['accept-encoding']);
  if (encoding !== null) reply.header('Content-Encoding', encoding);
  reply.header('Vary', 'Accept-Encoding').type(file.mediaType);
  return bytes;
}
