import type { NumberOwner } from '@idem/platform/identity/number-vault';
import type { Transaction } from '@idem/platform/prisma/open-database';

/** Ids of other sessions of the account and mode that were verified with the very file of this selfie. */
export async function findSessionsWithSelfie(
  tx: Transaction,
  { owner, submissionId }: { readonly owner: NumberOwner; readonly submissionId: string },
): Promise<readonly string[]> {
  const { accountId, livemode, sessionId } = owner;
  const own = await tx.pictureTrace.findFirst({
    where: { submissionId, slot: 'face' },
    select: { exact: true },
  });
  if (own === null) return [];
  const traces = await tx.pictureTrace.findMany({
    where: {
      accountId,
      livemode,
      exact: own.exact,
      slot: 'face',
      sessionId: { not: sessionId },
      session: { status: 'verified', redaction: null },
    },
    select: { sessionId: true },
    distinct: ['sessionId'],
  });
  return traces.map((trace) => trace.sessionId);
}
