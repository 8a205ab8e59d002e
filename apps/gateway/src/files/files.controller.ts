import {
  fileResource,
  type ListFilesParams,
  listFilesParams,
  listOf,
  type OnlyExpand,
  onlyExpand,
  uploadFileParams,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { UploadedFile } from '../http/uploaded-file.js';
import { listFiles } from './list-files.js';
import { retrieveFile } from './retrieve-file.js';
import { uploadFile } from './upload-file.js';

const uploadParams = uploadFileParams.extend({
  file: z
    .custom<UploadedFile>((value) => value instanceof UploadedFile, {
      params: { code: 'parameter_invalid_file' },
      error: 'must be sent as a file, as a part of a multipart/form-data request',
    })
    .meta({ type: 'string', format: 'binary' }),
});

@Controller('v1/files')
export class FilesController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    summary: 'Upload a file',
    access: { permission: 'files.write', clientSecret: true },
    params: uploadParams,
    response: fileResource,
    multipart: true,
  })
  upload(@Ctx() context: Context, @Params() params: z.output<typeof uploadParams>) {
    return uploadFile(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    summary: 'List files',
    access: { permission: 'files.read' },
    params: listFilesParams,
    response: listOf(fileResource),
  })
  list(@Ctx() context: Context, @Params() params: ListFilesParams) {
    return listFiles(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    path: ':id',
    summary: 'Retrieve a file',
    access: { permission: 'files.read' },
    params: onlyExpand,
    response: fileResource,
  })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return retrieveFile(this.deps, context, { id, expand });
  }
}
