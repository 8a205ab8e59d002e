import {
  checkJobName,
  renderPageData,
  stateForbids,
  type VerificationPageDataResource,
} from '@idem/contracts';
import {
  assertAllowed,
  type Collected,
  missingChipFiles,
  missingRequirements,
  nextChecks,
  requiredChecks,
  type SessionOptions,
  withLiveness,
} from '@idem/domain';
import { recordEvent } from '@idem/platform/events/record-event';
import { writeOutbox } from '@idem/platform/outbox/write-outbox';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import type { Context } from '../http/caller.js';
import { NOTHING_EXPANDABLE, readExpand } from '../http/expand.js';
import { lockSession } from '../sessions/find-session.js';
import { assertLinkOpen, USED_LINK } from '../sessions/link.js';
import { assertOwnPage, openCollected, pageState } from './find-page.js';

const NONE: ReadonlySet<string> = new Set();

/**
 * Hands what the person supplied to the checks. One transaction: once it is answered, the submission, the
 * runs of its first checks, the event and the promised jobs all exist, or none of them does.
 *
 * @throws {ApiError} 400 when something is missing, 401, 403, 404
 * @throws {IllegalOperationError} when the session does not wait for input
 */
export async function submitSession(
  deps: Deps,
  { caller, request }: Context,
  input: { readonly id: string; readonly expand?: readonly string[] | undefined },
): Promise<VerificationPageDataResource> {
  readExpand(input.expand, NOTHING_EXPANDABLE, caller);
  assertOwnPage(caller, input.id);
  return deps.db.$transaction(async (tx) => {
    const row = await lockSession(tx, caller, input.id);
    assertAllowed('submit', row.status);
    const now = deps.clock.now();
    assertLinkOpen(caller, row, now);

    const options = withLiveness(row.options as SessionOptions, deps.settings.livenessDefault);
    const collected = openCollected(deps, row);
    const required = requiredChecks(deps.checks, options, {
      challenge: collected.selfie_challenge !== undefined,
    });
    // Nothing to check would settle as verified.
    if (required.length === 0) throw new Error(`session ${row.id} requires no check`);
    const missing = missingRequirements(options, required, collected);
    if (missing.length > 0) {
      throw stateForbids(
        `This verification session cannot be submitted yet. Still missing: ${missing.join(', ')}.`,
      );
    }

    const incomplete = missingChipFiles(collected.chip);
    if (incomplete.length > 0) {
      const names = incomplete.map((name) => `collected_data[chip][${name}]`).join(', ');
      throw stateForbids(
        `The chip of the document cannot be examined without ${names}. Add what is missing, or remove the chip with clear_data[chip]=true.`,
      );
    }

    const earlier = await tx.submission.count({ where: { sessionId: row.id } });
    const first = nextChecks(required, NONE, NONE);
    const submission = await tx.submission.create({
      data: {
        id: newId('vsub', deps.random),
        sessionId: row.id,
        number: earlier + 1,
        options: options as Prisma.InputJsonObject,
        inputs: inputsOf(collected),
        checks: required.map(({ name }) => name),
        createdAt: now,
      },
    });
    const deadline = new Date(now.getTime() + deps.settings.checkDeadlineSeconds * 1000);
    await tx.checkRun.createMany({
      data: first.map(({ name }) => ({
        submissionId: submission.id,
        check: name,
        enqueuedAt: now,
        deadline,
      })),
    });
    const session = await tx.verificationSession.update({
      where: { id: row.id },
      data: {
        status: 'processing',
        lastErrorCode: null,
        lastErrorReason: null,
        sealedCollected: null,
        ...USED_LINK,
      },
    });
    await recordEvent(tx, deps, { session, type: 'identity.verification_session.processing', request });
    await writeOutbox(
      tx,
      first.map(({ name }) => ({ job: checkJobName(name), payload: { submission_id: submission.id } })),
    );
    return renderPageData(pageState(deps, session));
  });
}

const inputsOf = ({ images, chip, selfie_challenge }: Collected): Prisma.InputJsonObject => ({
  ...images,
  ...(chip === undefined ? {} : { chip: { ...chip } }),
  ...(selfie_challenge === undefined ? {} : { selfie_challenge }),
});
