import { onlyExpand } from '@idem/contracts';
import { Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import type { FileContents } from './file-contents.js';
import { followLink } from './follow-link.js';
import { retrieveContents } from './retrieve-contents.js';

/** Where bytes leave the gateway: with a key, or with the token of a link. */
@Controller()
export class ContentsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Get('v1/files/:id/contents')
  @Access({ permission: 'files.read' })
  async contents(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) _params: unknown) {
    return asFile(await retrieveContents(this.deps, context, { id }));
  }

  @Get('links/:token')
  @Access('public')
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
