import type { CheckDefinition, SessionOptions } from '@idem/domain';
import { recordEvent } from '@idem/platform/events/record-event';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { newId } from '@idem/platform/random/ids';
import type { Deps } from '../deps.js';
import type { RequestInfo } from '../http/caller.js';
import type { SessionRow } from './find-session.js';
import { USED_LINK } from './link.js';
import { reserveTry } from './reserve-try.js';

/**
 * Moves a session from `requires_input` into `processing`: the one place that does. In the transaction that holds its row
 * locked, and that also sees to it that the submission gets its outcomes.
 *
 * @throws {TriesExhausted} 400 when no try is left
 * @param input.inputs file ids, as `submissions.inputs` has them
 */
export async function beginProcessing(
  tx: Transaction,
  deps: Deps,
  input: {
    readonly session: SessionRow;
    readonly options: SessionOptions;
    readonly required: readonly CheckDefinition[];
    readonly inputs: Prisma.InputJsonObject;
    readonly request: RequestInfo;
  },
): Promise<{ readonly session: SessionRow; readonly submissionId: string }> {
  const { id: sessionId } = input.session;
  const counted = await reserveTry(tx, deps, input.session);
  const submissionId = newId('vsub', deps.random);
  await tx.submission.create({
    data: {
      id: submissionId,
      sessionId,
      number: (await tx.submission.count({ where: { sessionId } })) + 1,
      options: input.options as Prisma.InputJsonObject,
      inputs: input.inputs,
      checks: input.required.map(({ name }) => name),
      createdAt: deps.clock.now(),
    },
  });
  await counted(submissionId);
  const session = await tx.verificationSession.update({
    where: { id: sessionId },
    data: {
      status: 'processing',
      lastErrorCode: null,
      lastErrorReason: null,
      sealedCollected: null,
      personActiveAt: null,
      ...USED_LINK,
    },
  });
  await recordEvent(tx, deps, {
    session,
    type: 'identity.verification_session.processing',
    request: input.request,
  });
  return { session, submissionId };
}
