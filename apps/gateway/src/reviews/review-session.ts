import {
  parameterInvalid,
  type ReviewSessionParams,
  requestInvalid,
  stateForbids,
  type VerificationSessionResource,
} from '@idem/contracts';
import {
  assertAllowed,
  type ReportSection,
  type Review,
  type ReviewResult,
  reviewSession,
} from '@idem/domain';
import { sealJson } from '@idem/platform/crypto/seal';
import { recordEvent } from '@idem/platform/events/record-event';
import { forgetIdentity } from '@idem/platform/identity/remember-identity';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { newId } from '@idem/platform/random/ids';
import { reviewContext } from '@idem/platform/reviews/open-review';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { readExpand, SESSION_EXPANDABLE } from '../http/expand.js';
import { openReport, REPORT_PARTS } from '../reports/open-report.js';
import { lockSession, type SessionRow } from '../sessions/find-session.js';
import { USED_LINK } from '../sessions/link.js';
import { presentSession } from '../sessions/present-session.js';
import { rememberReviewed } from './remember-reviewed.js';

/**
 * Puts a person's judgement in the place of the checks': status, `last_error` and what the report shows follow it, an event
 * tells of it, and a row that stays tells who judged, when and why. What the checks found stays stored as it was.
 *
 * @throws {ApiError} 400 when there is nothing to judge or the verdict changes nothing, 404
 * @throws {IllegalOperationError} while checks run, and after the end
 */
export async function reviewVerification(
  deps: Deps,
  { caller, request }: Context,
  { id, params }: { readonly id: string; readonly params: ReviewSessionParams },
): Promise<VerificationSessionResource> {
  const expansions = readExpand(params.expand, SESSION_EXPANDABLE, caller);
  const review = reviewOf(params);
  const row = await deps.db.$transaction(async (tx) => {
    const locked = await lockSession(tx, caller, id);
    assertAllowed('review', locked.status);
    if (locked.redaction !== null) {
      throw stateForbids('This verification session cannot be reviewed because it is being redacted.');
    }
    const sections = await sectionsOf(tx, deps, locked);
    const result = reviewed(reviewSession({ status: locked.status, sections }, review), locked);
    const session = await tx.verificationSession.update({
      where: { id },
      data: {
        status: result.status,
        lastErrorCode: result.lastError?.code ?? null,
        lastErrorReason: result.lastError?.reason ?? null,
        personActiveAt: null,
        sealedCollected: null,
        ...USED_LINK,
      },
    });
    const reviewId = newId('vrw', deps.random);
    await tx.sessionReview.create({
      data: {
        id: reviewId,
        sessionId: id,
        reportId: locked.lastReportId!,
        verdict: review.verdict,
        previousStatus: locked.status,
        code: result.lastError?.code ?? null,
        sealedReason: sealJson(sessionKey(deps.keys, locked), params.reason, reviewContext(reviewId)),
        reviewer: params.reviewer,
        requestId: request.id,
        createdAt: deps.clock.now(),
      },
    });
    // A try is what its last judge makes of it.
    await tx.submission.updateMany({
      where: { report: { id: locked.lastReportId! } },
      data: { tryResult: result.status === 'verified' ? null : 'failed' },
    });
    // Only who was verified is looked for in later sessions.
    if (result.status === 'verified') await rememberReviewed(tx, deps, locked);
    else await forgetIdentity(tx, id);
    await recordEvent(tx, deps, { session, type: result.event, request });
    return session;
  });
  return presentSession(deps, row, expansions);
}

function reviewOf({ verdict, code, reason }: ReviewSessionParams): Review {
  if (verdict === 'unverified')
    return { verdict, error: { code: code ?? 'document_unverified_other', reason } };
  if (code !== undefined) {
    throw requestInvalid(
      'You can only specify a code with verdict=unverified. Remove the code, or change the verdict.',
      'code',
    );
  }
  return { verdict };
}

/** Of the last report; null when there is none. */
async function sectionsOf(
  tx: Transaction,
  deps: Deps,
  session: SessionRow,
): Promise<readonly ReportSection[] | null> {
  if (session.lastReportId === null) return null;
  const report = await tx.verificationReport.findUniqueOrThrow({
    where: { id: session.lastReportId },
    include: REPORT_PARTS,
  });
  const { sections } = openReport(deps, report, session);
  return sections === null ? null : (Object.keys(sections) as ReportSection[]);
}

function reviewed(result: ReviewResult, { status }: SessionRow): Extract<ReviewResult, { kind: 'reviewed' }> {
  switch (result.kind) {
    case 'reviewed':
      return result;
    case 'nothing_to_review':
      throw stateForbids(
        'This verification session has no verification report to review. It can be reviewed once its checks have finished.',
      );
    case 'unchanged':
      throw stateForbids(
        `This review would not change anything because the status of this verification session is already \`${status}\`.`,
      );
    case 'foreign_code':
      throw parameterInvalid(
        'code',
        'parameter_invalid',
        "Invalid code: no check in this session's verification report can fail with it. Retrieve the report to see which checks it has, and use the code of one of them.",
      );
  }
}
