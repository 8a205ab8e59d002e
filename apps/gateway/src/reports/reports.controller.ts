import { type ListReportsParams, listReportsParams, type OnlyExpand, onlyExpand } from '@idem/contracts';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { listReports } from './list-reports.js';
import { retrieveReport } from './retrieve-report.js';

@Controller('v1/identity/verification_reports')
export class ReportsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Get()
  @Access({ permission: 'identity.read' })
  list(@Ctx() context: Context, @Params(listReportsParams) params: ListReportsParams) {
    return listReports(this.deps, context, params);
  }

  @Get(':id')
  @Access({ permission: 'identity.read' })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return retrieveReport(this.deps, context, { id, expand });
  }
}
