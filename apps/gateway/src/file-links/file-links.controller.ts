import {
  type CreateFileLinkParams,
  createFileLinkParams,
  type ListFileLinksParams,
  listFileLinksParams,
  type OnlyExpand,
  onlyExpand,
  type UpdateFileLinkParams,
  updateFileLinkParams,
} from '@idem/contracts';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import type { Context } from '../http/caller.js';
import { ApiPost, Ctx, Params } from '../http/request-parameters.js';
import { createFileLink } from './create-file-link.js';
import { listFileLinks } from './list-file-links.js';
import { retrieveFileLink } from './retrieve-file-link.js';
import { updateFileLink } from './update-file-link.js';

@Controller('v1/file_links')
export class FileLinksController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @ApiPost()
  @Access({ permission: 'files.write' })
  create(@Ctx() context: Context, @Params(createFileLinkParams) params: CreateFileLinkParams) {
    return createFileLink(this.deps, context, params);
  }

  @Get()
  @Access({ permission: 'files.read' })
  list(@Ctx() context: Context, @Params(listFileLinksParams) params: ListFileLinksParams) {
    return listFileLinks(this.deps, context, params);
  }

  @Get(':id')
  @Access({ permission: 'files.read' })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return retrieveFileLink(this.deps, context, { id, expand });
  }

  @ApiPost(':id')
  @Access({ permission: 'files.write' })
  update(
    @Ctx() context: Context,
    @Param('id') id: string,
    @Params(updateFileLinkParams) params: UpdateFileLinkParams,
  ) {
    return updateFileLink(this.deps, context, { id, params });
  }
}
