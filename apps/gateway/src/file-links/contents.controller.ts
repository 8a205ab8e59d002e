import { onlyExpand } from '@idem/contracts';
import { Controller, Inject, Param, StreamableFile } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import type { FileContents } from './file-contents.js';
import { followLink } from './follow-link.js';
import { retrieveContents } from './retrieve-contents.js';

/** Where bytes leave the gateway: with a key, or with the token of a link. */
@Controller()
export class ContentsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'GET',
    path: 'v1/files/:id/contents',
    summary: "A file's contents",
    access: { permission: 'files.read' },
    params: onlyExpand,
    response: { mediaType: '*/*', description: 'The bytes that were uploaded, without metadata.' },
  })
  async contents(@Ctx() context: Context, @Param('id') id: string) {
    return asFile(await retrieveContents(this.deps, context, { id }));
  }

  @Route({
    method: 'GET',
    path: 'links/:token',
    summary: 'Follow a file link',
    access: 'public',
    params: null,
    response: { mediaType: '*/*', description: 'The bytes of the file.' },
    refusals: [{ status: 404, code: 'resource_missing', when: 'the link has expired or never existed' }],
  })
  async link(@Param('token') token: string) {
    return asFile(await followLink(this.deps, { token }));
  }
}

const asFile = ({ bytes, contentType, filename }: FileContents): StreamableFile =>
  new StreamableFile(bytes, {
    type: contentType,
    disposition: `attachment; filename="${filename}"`,
    length: bytes.length,
  });
