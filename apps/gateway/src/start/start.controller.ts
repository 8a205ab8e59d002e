import { routeMissing } from '@idem/contracts';
import { Controller, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DEPS, type Deps } from '../deps.js';
import { Route } from '../http/route.js';
import { findFramingOrigins } from './find-framing-origins.js';
import { encodingFor, type PageFile, readPageFiles } from './page-files.js';
import { ASSET_CACHING, pageHeaders, SCRIPT_CACHING, WORKER_POLICY } from './page-headers.js';

/**
 * The address a session's `url` points to. Every link is answered with the same page, which opens it by
 * `POST /v1/idem/page_openings`: messengers look at links too, and looking must neither use nor betray one.
 */
@Controller()
export class StartController {
  private readonly files = readPageFiles();

  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'GET',
    path: 'start/:token',
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
    path: 'start/frame/:key',
    summary: 'The same page for a frame of yours: which pages may show it is in the page settings',
    access: 'public',
    params: null,
    response: { mediaType: 'text/html', description: 'A page for the person.' },
  })
  async frame(@Param('key') key: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    reply.headers(pageHeaders(await findFramingOrigins(this.deps, key)));
    // Of browsers that know no frame-ancestors; it can name no origins.
    reply.removeHeader('X-Frame-Options');
    return send(reply, this.files.document);
  }

  @Route({
    method: 'GET',
    path: 'idem.js',
    summary: 'The script that shows the page in a modal',
    access: 'public',
    unlimited: true,
    params: null,
    response: {
      mediaType: 'text/javascript',
      description: 'Idem(publishableKey).verifyIdentity(clientSecret)',
    },
  })
  script(@Res({ passthrough: true }) reply: FastifyReply): Buffer {
    reply.headers({ 'Cache-Control': SCRIPT_CACHING, 'Cross-Origin-Resource-Policy': 'cross-origin' });
    return send(reply, this.files.script);
  }

  @Route({
    method: 'GET',
    path: 'start/assets/:file',
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
    if (/-worker-[\w-]+\.js$/.test(name)) reply.header('Content-Security-Policy', WORKER_POLICY);
    return send(reply, file);
  }
}

function send(reply: FastifyReply, file: PageFile): Buffer {
  const { bytes, encoding } = encodingFor(file, reply.request.headers['accept-encoding']);
  if (encoding !== null) reply.header('Content-Encoding', encoding);
  reply.header('Vary', 'Accept-Encoding').type(file.mediaType);
  return bytes;
}
