import {
  type FailSessionParams,
  failSessionParams,
  type OnlyExpand,
  onlyExpand,
  renderPageData,
  type TestPageParams,
  testPageParams,
} from '@idem/contracts';
import type { ErrorCode } from '@idem/domain';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import { Access } from '../http/access.guard.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { ApiPost, Ctx, Params } from '../http/request-parameters.js';
import { assertOwnPage, pageState } from '../pages/find-page.js';
import type { SessionRow } from '../sessions/find-session.js';
import { presentSession } from '../sessions/present-session.js';
import { expireSession } from './expire-session.js';
import { scriptOutcome } from './script-outcome.js';

const DEFAULT_FAILURE: ErrorCode = 'document_unverified_other';

/** For integrators' servers, as Stripe names its test helpers. */
@Controller('v1/test_helpers/identity/verification_sessions/:id')
export class ScriptedOutcomesController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @ApiPost('verify')
  @Access({ permission: 'identity.write' })
  verify(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return this.shown(context, expand, () => scriptOutcome(this.deps, context, { id, code: null }));
  }

  @ApiPost('fail')
  @Access({ permission: 'identity.write' })
  fail(
    @Ctx() context: Context,
    @Param('id') id: string,
    @Params(failSessionParams) { code = DEFAULT_FAILURE, expand }: FailSessionParams,
  ) {
    return this.shown(context, expand, () => scriptOutcome(this.deps, context, { id, code }));
  }

  @ApiPost('expire')
  @Access({ permission: 'identity.write' })
  expire(@Ctx() context: Context, @Param('id') id: string, @Params(onlyExpand) { expand }: OnlyExpand) {
    return this.shown(context, expand, () => expireSession(this.deps, context, { id }));
  }

  private async shown(
    { caller }: Context,
    expand: readonly string[] | undefined,
    act: () => Promise<SessionRow>,
  ) {
    const expansions = readExpand(expand, SESSION_EXPANDABLE, caller);
    return presentSession(this.deps, await act(), expansions);
  }
}

/** For the person's page, as Stripe's mobile clients call it. */
@Controller('v1/identity/verification_pages/:id/testing')
export class ScriptedPagesController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @ApiPost('verify')
  @Access({ permission: 'identity.write', clientSecret: true })
  verify(@Ctx() context: Context, @Param('id') id: string, @Params(testPageParams) params: TestPageParams) {
    return this.end(context, id, null, params);
  }

  @ApiPost('unverify')
  @Access({ permission: 'identity.write', clientSecret: true })
  unverify(@Ctx() context: Context, @Param('id') id: string, @Params(testPageParams) params: TestPageParams) {
    return this.end(context, id, DEFAULT_FAILURE, params);
  }

  private async end(context: Context, id: string, code: ErrorCode | null, params: TestPageParams) {
    readExpand(params.expand, NOTHING_EXPANDABLE, context.caller);
    assertOwnPage(context.caller, id);
    const delayed = params.simulate_delay === true;
    return renderPageData(
      pageState(this.deps, await scriptOutcome(this.deps, context, { id, code, delayed })),
    );
  }
}
