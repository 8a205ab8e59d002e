import {
  type FailSessionParams,
  failSessionParams,
  type OnlyExpand,
  onlyExpand,
  renderPageData,
  type TestPageParams,
  testPageParams,
  verificationPageDataResource,
  verificationSessionResource,
} from '@idem/contracts';
import type { ErrorCode } from '@idem/domain';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route, type RouteRefusal } from '../http/route.js';
import { assertOwnPage, pageState } from '../pages/find-page.js';
import type { SessionRow } from '../sessions/find-session.js';
import { presentSession } from '../sessions/present-session.js';
import { expireSession } from './expire-session.js';
import { scriptOutcome } from './script-outcome.js';

const DEFAULT_FAILURE: ErrorCode = 'document_unverified_other';

const REFUSALS = [
  { status: 400, code: 'livemode_mismatch', when: 'the key is a live one' },
  { status: 400, when: 'the status of the session forbids it' },
  { status: 400, code: 'verification_tries_exhausted', when: 'no try is left' },
] as const satisfies readonly RouteRefusal[];

/** For integrators' servers, as Stripe names its test helpers. */
@Controller('v1/test_helpers/identity/verification_sessions/:id')
export class ScriptedOutcomesController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    path: 'verify',
    summary: 'Let a test session be verified',
    access: { permission: 'identity.write' },
    params: onlyExpand,
    response: verificationSessionResource,
    expandable: SESSION_EXPANDABLE,
    refusals: REFUSALS,
  })
  verify(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return this.shown(context, expand, () => scriptOutcome(this.deps, context, { id, code: null }));
  }

  @Route({
    method: 'POST',
    path: 'fail',
    summary: 'Let a test session fail',
    access: { permission: 'identity.write' },
    params: failSessionParams,
    response: verificationSessionResource,
    expandable: SESSION_EXPANDABLE,
    refusals: REFUSALS,
  })
  fail(
    @Ctx() context: Context,
    @Param('id') id: string,
    @Params() { code = DEFAULT_FAILURE, expand }: FailSessionParams,
  ) {
    return this.shown(context, expand, () => scriptOutcome(this.deps, context, { id, code }));
  }

  @Route({
    method: 'POST',
    path: 'expire',
    summary: "Let a test session's link expire",
    access: { permission: 'identity.write' },
    params: onlyExpand,
    response: verificationSessionResource,
    expandable: SESSION_EXPANDABLE,
    refusals: REFUSALS,
  })
  expire(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
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

  @Route({
    method: 'POST',
    path: 'verify',
    summary: 'Verify a test session from its page',
    access: { permission: 'identity.write', clientSecret: true },
    params: testPageParams,
    response: verificationPageDataResource,
    refusals: REFUSALS,
  })
  verify(@Ctx() context: Context, @Param('id') id: string, @Params() params: TestPageParams) {
    return this.end(context, id, null, params);
  }

  @Route({
    method: 'POST',
    path: 'unverify',
    summary: 'Fail a test session from its page',
    access: { permission: 'identity.write', clientSecret: true },
    params: testPageParams,
    response: verificationPageDataResource,
    refusals: REFUSALS,
  })
  unverify(@Ctx() context: Context, @Param('id') id: string, @Params() params: TestPageParams) {
    return this.end(context, id, DEFAULT_FAILURE, params);
  }

  private async end(context: Context, id: string, code: ErrorCode | null, params: TestPageParams) {
    readExpand(params.expand, NOTHING_EXPANDABLE, context.caller);
    assertOwnPage(context.caller, id);
    const delayed = params.simulate_delay === true;
    const session = await scriptOutcome(this.deps, context, { id, code, delayed });
    return renderPageData(await pageState(this.deps.db, this.deps, session));
  }
}
