import {
  type ListResource,
  type ListReviewsParams,
  renderVerificationReview,
  type VerificationReviewResource,
} from '@idem/contracts';
import { readAtOnce } from '@idem/platform/prisma/read-at-once';
import { openReason } from '@idem/platform/reviews/open-review';
import { restingKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { paginate } from '../http/paginate.js';
import { defined } from '../http/where.js';
import { findSession } from '../sessions/find-session.js';

/**
 * Who has reviewed a session, when and why, newest first.
 *
 * @throws {ApiError} 400, 404
 */
export async function listReviews(
  deps: Deps,
  { caller }: Context,
  { id, params }: { readonly id: string; readonly params: ListReviewsParams },
): Promise<ListResource<VerificationReviewResource>> {
  readExpand(params.expand, NOTHING_EXPANDABLE, caller, 'list');
  const session = await findSession(deps.db, caller, id);
  const where = { sessionId: session.id };
  return paginate(
    params,
    {
      url: `/v1/identity/verification_sessions/${session.id}/reviews`,
      noun: 'verification review',
      find: (cursor) =>
        deps.db.sessionReview.findFirst({ where: { ...where, id: cursor }, select: { seq: true } }),
      read: ({ seq, order, take }) =>
        readAtOnce(deps.db, (tx) =>
          tx.sessionReview.findMany({
            where: { ...where, ...defined({ seq }) },
            include: { session: true },
            orderBy: { seq: order },
            take,
          }),
        ),
    },
    ({ session: owner, ...row }) => {
      const shown = owner.redaction === null;
      return renderVerificationReview({
        ...row,
        livemode: owner.livemode,
        code: shown ? row.code : null,
        reason: shown ? openReason(restingKey(deps.keys, owner), row) : null,
      });
    },
  );
}
