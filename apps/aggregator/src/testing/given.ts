import type { Evidence, FaceCrops } from '@idem/contracts';
import type { CheckOutcome, EventType } from '@idem/domain';
import { DataKey } from '@idem/platform/crypto/data-key';
import { sealJson } from '@idem/platform/crypto/seal';
import { recordEvent } from '@idem/platform/events/record-event';
import { insertOutcome } from '@idem/platform/outcomes/insert-outcome';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { base62, newId } from '@idem/platform/random/ids';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';

const ACCOUNT = 'acct_test';

/** What `submit-session` in the gateway leaves behind: a session in `processing` with a submission. */
export async function givenSubmission(
  deps: Deps,
  given: {
    readonly checks?: readonly string[];
    /** Names of the checks that were started; default: all. */
    readonly started?: readonly string[];
    readonly inputs?: Readonly<Record<string, string>>;
    readonly livemode?: boolean;
    readonly accountId?: string;
    readonly reference?: string | null;
    readonly options?: Prisma.InputJsonObject;
  } = {},
): Promise<{ readonly sessionId: string; readonly submissionId: string }> {
  const { checks = ['document'], started = checks, livemode = false, accountId = ACCOUNT } = given;
  const { reference = 'customer-1', options = { document: {} } } = given;
  const { inputs = { id_document_front: 'file_front' } } = given;
  const now = deps.clock.now();
  const sessionId = newId('vs', deps.random);
  const submissionId = newId('vsub', deps.random);
  await givenAccount(deps, accountId);
  await deps.db.verificationSession.create({
    data: {
      id: sessionId,
      accountId,
      livemode,
      type: 'document',
      status: 'processing',
      options,
      metadata: { order: '7' },
      clientReferenceId: reference,
      dataKey: DataKey.generate(deps.random).wrap(deps.keys, `verification_session:${sessionId}`),
      createdAt: now,
    },
  });
  await deps.db.submission.create({
    data: {
      id: submissionId,
      sessionId,
      number: 1,
      options,
      inputs,
      checks: [...checks],
      createdAt: now,
      runs: {
        create: started.map((check) => ({
          check,
          enqueuedAt: now,
          deadline: new Date(now.getTime() + deps.settings.checkDeadlineSeconds * 1000),
        })),
      },
    },
  });
  return { sessionId, submissionId };
}

/** What a worker leaves behind. */
export async function givenOutcome(
  deps: Deps,
  submissionId: string,
  outcome: CheckOutcome,
  insights?: Evidence['insights'],
  crops?: FaceCrops,
): Promise<void> {
  const { session } = await deps.db.submission.findUniqueOrThrow({
    where: { id: submissionId },
    include: { session: true },
  });
  const inserted = await insertOutcome(deps.db, sessionKey(deps.keys, session), {
    submissionId,
    outcome,
    durationMs: 12,
    createdAt: deps.clock.now(),
    ...(insights
      ? {
          basis: {
            evidence: { measurement: {}, insights },
            models: [],
            thresholdsVersion: 'test/1',
            ...(crops ? { crops } : {}),
          },
        }
      : {}),
  });
  if (!inserted) throw new Error(`there is an outcome of "${outcome.check}" already`);
}

export async function givenEndpoint(
  deps: Deps,
  given: { readonly url: string; readonly enabledEvents?: readonly string[]; readonly livemode?: boolean },
): Promise<{ readonly id: string; readonly secret: string }> {
  await givenAccount(deps);
  const id = newId('we', deps.random);
  const secret = `whsec_${base62(deps.random, 32)}`;
  await deps.db.webhookEndpoint.create({
    data: {
      id,
      accountId: ACCOUNT,
      livemode: given.livemode ?? false,
      url: given.url,
      enabledEvents: [...(given.enabledEvents ?? ['*'])],
      sealedSecret: sealJson(deps.keys, secret, `webhook_endpoint:${id}:secret`),
      createdAt: deps.clock.now(),
    },
  });
  return { id, secret };
}

/** A session with one event, and the ids of the deliveries promised for it. */
export async function givenEvent(
  deps: Deps,
  given: { readonly type?: EventType; readonly livemode?: boolean } = {},
): Promise<{
  readonly sessionId: string;
  readonly eventId: string;
  readonly deliveryIds: readonly string[];
}> {
  const { sessionId } = await givenSubmission(deps, { livemode: given.livemode ?? false });
  await deps.db.$transaction(async (tx) => {
    const session = await tx.verificationSession.findUniqueOrThrow({ where: { id: sessionId } });
    await recordEvent(tx, deps, {
      session,
      type: given.type ?? 'identity.verification_session.processing',
    });
  });
  const event = await deps.db.event.findFirstOrThrow({
    where: { sessionId },
    include: { deliveries: { orderBy: { endpointId: 'asc' } } },
  });
  return { sessionId, eventId: event.id, deliveryIds: event.deliveries.map(({ id }) => id) };
}

async function givenAccount({ db, clock }: Deps, id = ACCOUNT): Promise<void> {
  await db.account.createMany({
    data: { id, createdAt: clock.now() },
    skipDuplicates: true,
  });
}
