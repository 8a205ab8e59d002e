import {
  type CannotVerifyParams,
  type CollectDataParams,
  cannotVerifyParams,
  collectDataParams,
  type OnlyExpand,
  onlyExpand,
  selfieChallengeResource,
  showPageParams,
  verificationPageDataResource,
  verificationPageResource,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { issueChallenge } from '../challenges/issue-challenge.js';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { cannotVerify } from './cannot-verify.js';
import { collectData } from './collect-data.js';
import { showPage } from './show-page.js';
import { submitSession } from './submit-session.js';

@Controller('v1/identity/verification_pages')
export class PagesController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'GET',
    path: ':id',
    summary: 'What a person still has to send',
    access: { permission: 'identity.read', clientSecret: true },
    params: showPageParams,
    response: verificationPageResource,
  })
  show(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return showPage(this.deps, context, { id, expand });
  }

  @Route({
    method: 'POST',
    path: ':id/data',
    summary: 'Send what was collected from the person',
    access: { permission: 'identity.write', clientSecret: true },
    params: collectDataParams,
    response: verificationPageDataResource,
    refusals: [{ status: 400, when: 'the session is not in `requires_input`' }],
  })
  collect(@Ctx() context: Context, @Param('id') id: string, @Params() params: CollectDataParams) {
    return collectData(this.deps, context, { id, params });
  }

  @Route({
    method: 'POST',
    path: ':id/selfie_challenge',
    summary: 'Issue a selfie challenge',
    access: { permission: 'identity.write', clientSecret: true },
    params: onlyExpand,
    response: selfieChallengeResource,
    refusals: [{ status: 400, when: 'the session asks for no selfie, or had its challenges' }],
  })
  challenge(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return issueChallenge(this.deps, context, { id, expand });
  }

  @Route({
    method: 'POST',
    path: ':id/cannot_verify',
    summary: 'Tell why the person cannot be verified',
    access: { permission: 'identity.write', clientSecret: true },
    params: cannotVerifyParams,
    response: verificationPageDataResource,
    refusals: [{ status: 400, when: 'the session is not in `requires_input`' }],
  })
  cannotVerify(@Ctx() context: Context, @Param('id') id: string, @Params() params: CannotVerifyParams) {
    return cannotVerify(this.deps, context, { id, params });
  }

  @Route({
    method: 'POST',
    path: ':id/submit',
    summary: 'Submit the session to its checks. With something missing, `submitted` stays false',
    access: { permission: 'identity.write', clientSecret: true },
    params: onlyExpand,
    response: verificationPageDataResource,
    refusals: [
      { status: 400, when: 'the session is not in `requires_input`, or a chip was sent in part' },
      { status: 400, code: 'verification_tries_exhausted', when: 'no try is left' },
      {
        status: 400,
        code: 'verification_tries_pending',
        when: 'submissions for the same client_reference_id may be taking the last try',
      },
    ],
  })
  submit(@Ctx() context: Context, @Param('id') id: string, @Params() { expand }: OnlyExpand) {
    return submitSession(this.deps, context, { id, expand });
  }
}
