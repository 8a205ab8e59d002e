import {
  type ListReportsParams,
  listOf,
  listReportsParams,
  type OnlyExpand,
  onlyExpand,
  verificationReportResource,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { REPORT_EXPANDABLE } from '../http/expand.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { listReports } from './list-reports.js';
import { retrieveReport } from './retrieve-report.js';

@Controller('v1/identity/verification_reports')
export class ReportsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'GET',
    summary: 'List verification reports',
    access: { permission: 'identity.read' },
    params: listReportsParams,
    response: listOf(verificationReportResource),
    expandable: REPORT_EXPANDABLE,
  })
  list(@Ctx() context: Context, @Params() params: ListReportsParams) {
    return listReports(this.deps, context, params);
  }

  @Route({
    method: 'GET',
    path: ':id',
    summary: 'Retrieve a verification report',
    access: { permission: 'identity.read' },
    params: onlyExpand,
    response: verificationReportResource,
    expandable: REPORT_EXPANDABLE,
  })
  retrieve(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return retrieveReport(this.deps, context, { id, expand });
  }
}
