import {
  type CollectDataParams,
  collectDataParams,
  type OnlyExpand,
  onlyExpand,
  showPageParams,
} from '@idem/contracts';
import { Controller, Get, Inject, Param } from '@nestjs/common';
import { issueChallenge } from '../challenges/issue-challenge.js';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import type { Context } from '../http/caller.js';
import { ApiPost, Ctx, Params } from '../http/request-parameters.js';
import { collectData } from './collect-data.js';
import { showPage } from './show-page.js';
import { submitSession } from './submit-session.js';

@Controller('v1/identity/verification_pages')
export class PagesController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Get(':id')
  @Access({ permission: 'identity.read', clientSecret: true })
  show(@Ctx() context: Context, @Param('id') id: string, @Params(showPageParams) { expand }: OnlyExpand) {
    return showPage(this.deps, context, { id, expand });
  }

  @ApiPost(':id/data')
  @Access({ permission: 'identity.write', clientSecret: true })
  collect(
    @Ctx() context: Context,
    @Param('id') id: string,
    @Params(collectDataParams) params: CollectDataParams,
  ) {
    return collectData(this.deps, context, { id, params });
  }

  @ApiPost(':id/selfie_challenge')
  @Access({ permission: 'identity.write', clientSecret: true })
  challenge(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return issueChallenge(this.deps, context, { id, expand });
  }

  @ApiPost(':id/submit')
  @Access({ permission: 'identity.write', clientSecret: true })
  submit(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return submitSession(this.deps, context, { id, expand });
  }
}
