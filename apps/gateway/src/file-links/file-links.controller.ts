import {
  type CreateFileLinkParams,
  createFileLinkParams,
  fileLinkResource,
  type ListFileLinksParams,
  listFileLinksParams,
  listOf,
  type OnlyExpand,
  onlyExpand,
  type UpdateFileLinkParams,
  updateFileLinkParams,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { createFileLink } from './create-file-link.js';
import { listFileLinks } from './list-file-links.js';
import { FILE_LINK_EXPANDABLE } from './present-file-link.js';
import { retrieveFileLink } from './retrieve-file-link.js';
import { updateFileLink } from './update-file-link.js';

@Controller('v1/file_links')
export class FileLinksController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    summary: 'Create a file link',
    access: { permission: 'files.write' },
    params: createFileLinkParams,
    response: fileLinkResource,
    expandable: FILE_LINK_EXPANDABLE,
  })
  create(@Ctx() context: Context, @Params() params: CreateFileLinkParams) {
    return createFileLink(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    summary: 'List file links',
    access: { permission: 'files.read' },
    params: listFileLinksParams,
    response: listOf(fileLinkResource),
    expandable: FILE_LINK_EXPANDABLE,
  })
  list(@Ctx() context: Context, @Params() params: ListFileLinksParams) {
    return listFileLinks(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    path: ':id',
    summary: 'Retrieve a file link',
    access: { permission: 'files.read' },
    params: onlyExpand,
    response: fileLinkResource,
    expandable: FILE_LINK_EXPANDABLE,
  })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return retrieveFileLink(this.deps, context, { id, expand });
  }

  @Route({
    method: 'POST',
    path: ':id',
    summary: 'Update a file link',
    access: { permission: 'files.write' },
    params: updateFileLinkParams,
    response: fileLinkResource,
    expandable: FILE_LINK_EXPANDABLE,
  })
  update(@Ctx() context: Context, @Param('id') id: string, @Params() params: UpdateFileLinkParams) {
    return updateFileLink(this.deps, context, { id, params });
  }
}
