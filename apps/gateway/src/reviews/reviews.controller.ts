import {
  type ListReviewsParams,
  listOf,
  listReviewsParams,
  type ReopenSessionParams,
  type ReviewSessionParams,
  reopenSessionParams,
  reviewSessionParams,
  verificationReviewResource,
  verificationSessionResource,
} from '@idem/contracts';
import { Controller, Inject, Param } from '@nestjs/common';
import { DEPS, type Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { SESSION_EXPANDABLE } from '../http/expand.js';
import { Ctx, Params } from '../http/request-parameters.js';
import { Route } from '../http/route.js';
import { listReviews } from './list-reviews.js';
import { reopenSession } from './reopen-session.js';
import { reviewVerification } from './review-session.js';

@Controller('v1/identity/verification_sessions/:id')
export class ReviewsController {
  constructor(@Inject(DEPS) private readonly deps: Deps) {}

  @Route({
    method: 'POST',
    path: 'review',
    summary: 'Override the verdict on a verification session',
    access: { permission: 'identity.review' },
    params: reviewSessionParams,
    response: verificationSessionResource,
    expandable: SESSION_EXPANDABLE,
    refusals: [
      { status: 400, when: 'the session is neither `verified` nor `requires_input`, or has no report' },
      { status: 400, when: 'the verdict is what holds already' },
    ],
  })
  review(@Ctx() context: Context, @Param('id') id: string, @Params() params: ReviewSessionParams) {
    return reviewVerification(this.deps, context, { id, params });
  }

  @Route({
    method: 'POST',
    path: 'reopen',
    summary: 'Give a verification session and its client_reference_id their tries again',
    access: { permission: 'identity.review' },
    params: reopenSessionParams,
    response: verificationSessionResource,
    expandable: SESSION_EXPANDABLE,
    refusals: [{ status: 400, when: 'the session is not in `requires_input`, or is being redacted' }],
  })
  reopen(@Ctx() context: Context, @Param('id') id: string, @Params() params: ReopenSessionParams) {
    return reopenSession(this.deps, context, { id, params });
  }

  @Route({
    method: 'GET',
    path: 'reviews',
    summary: 'List the reviews of a verification session',
    access: { permission: 'identity.review' },
    params: listReviewsParams,
    response: listOf(verificationReviewResource),
  })
  list(@Ctx() context: Context, @Param('id') id: string, @Params() params: ListReviewsParams) {
    return listReviews(this.deps, context, { id, params });
  }
}
