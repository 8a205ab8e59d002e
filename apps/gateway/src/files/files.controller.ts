import {
  type ListFilesParams,
  listFilesParams,
  type OnlyExpand,
  onlyExpand,
  type UploadFileParams,
  uploadFileParams,
} from '@idem/contracts';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import type { Context } from '../http/caller.js';
import { ApiPost, Ctx, Params } from '../http/request-parameters.js';
import { UploadedFile } from '../http/uploaded-file.js';
import { listFiles } from './list-files.js';
import { retrieveFile } from './retrieve-file.js';
import { uploadFile } from './upload-file.js';

const uploadParams = uploadFileParams.extend({
  file: z
    .instanceof(UploadedFile, { error: 'send the file as a part of a multipart/form-data request' })
    .optional(),
});

@Controller('v1/files')
export class FilesController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @ApiPost()
  @Access({ permission: 'files.write', clientSecret: true })
  upload(@Ctx() context: Context, @Params(uploadParams) params: UploadFileParams & { file?: UploadedFile }) {
    return uploadFile(this.deps, context, params);
  }

  @Get()
  @Access({ permission: 'files.read' })
  list(@Ctx() context: Context, @Params(listFilesParams) params: ListFilesParams) {
    return listFiles(this.deps, context, params);
  }

  @Get(':id')
  @Access({ permission: 'files.read' })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return retrieveFile(this.deps, context, { id, expand });
  }
}
