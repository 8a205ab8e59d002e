import { challengeContext } from '@idem/platform/challenges/challenge-context';
import { sealJson } from '@idem/platform/crypto/seal';
import { rememberFace } from '@idem/platform/faces/face-vault';
import { storeFile } from '@idem/platform/files/file-vault';
import { rememberNumber } from '@idem/platform/identity/number-vault';
import { hashesOf, recordPictures } from '@idem/platform/pictures/record-pictures';
import { newId } from '@idem/platform/random/ids';
import { reviewContext } from '@idem/platform/reviews/open-review';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import { settleSession } from '../settlement/settle-session.js';
import { FACTS } from './checks.js';
import { givenOutcome, givenSubmission } from './given.js';

export const PICTURE = Buffer.from('Erika picture');
const TEMPLATE = { model: 'planted', vector: Array.from({ length: 64 }, (_, n) => (n + 1) / 64) };
const CROP = Buffer.from('Erika crop').toString('base64');

/**
 * A verified session with something personal in every place that can hold it.
 *
 * @param given.endpointId has answered a webhook with what it was sent
 * @param given.frames pictures of an answered selfie challenge; each is an object in the store, beside the document
 */
export async function givenVerified(
  deps: Deps,
  given: { readonly endpointId: string; readonly frames?: number },
): Promise<string> {
  const front = newId('file', deps.random);
  const { sessionId, submissionId } = await givenSubmission(deps, { inputs: { id_document_front: front } });
  const session = await deps.db.verificationSession.findUniqueOrThrow({ where: { id: sessionId } });
  const { accountId } = session;
  const key = sessionKey(deps.keys, session);
  const context = `verification_session:${sessionId}`;
  await deps.db.verificationSession.update({
    where: { id: sessionId },
    data: {
      clientReferenceId: 'Erika reference',
      metadata: { note: 'Erika metadata' },
      returnUrl: 'https://shop.example/?name=Erika return',
      sealedProvidedDetails: sealJson(
        key,
        { email: 'erika@example.org', phone: '+4915112345678' },
        `${context}:provided_details`,
      ),
      sealedCollected: sealJson(key, { images: {} }, `${context}:collected`),
    },
  });
  const addFile = async (id: string) => {
    await deps.db.file.create({
      data: {
        id,
        accountId,
        livemode: false,
        purpose: 'identity_document',
        sessionId,
        filename: 'Erika filename.jpg',
        type: 'jpg',
        size: PICTURE.length,
        keyScope: 'session',
        ...(await storeFile(deps, { id, bytes: PICTURE, owner: key })),
      },
    });
    return id;
  };
  await addFile(front);
  const owner = { accountId, livemode: false, sessionId };
  await recordPictures(
    deps.db,
    { ...owner, submissionId },
    { id_document_front: hashesOf(PICTURE, 'ab'.repeat(32)) },
    deps.clock.now(),
  );
  await rememberFace(deps.db, key, { owner, template: TEMPLATE, now: deps.clock.now() });
  await deps.db.$transaction((tx) =>
    rememberNumber(tx, deps.keys, { owner, document: { ...FACTS }, now: deps.clock.now() }),
  );
  await answerChallenge(deps, { sessionId, key, addFile, frames: given.frames ?? 1 });
  const crops = { selfie: CROP, portrait: CROP, template: TEMPLATE };
  await givenOutcome(deps, submissionId, { status: 'passed', check: 'document', facts: FACTS }, [], crops);
  await deps.db.checkOutcome.updateMany({ where: { submissionId }, data: { reason: 'Erika reason' } });
  await settleSession(deps, { submissionId });
  await deps.db.event.updateMany({ where: { sessionId }, data: { idempotencyKey: 'Erika key' } });
  await answerWebhook(deps, { sessionId, endpointId: given.endpointId });
  await reviewed(deps, { sessionId, key });
  await keepAnswers(deps, { accountId, sessionId, fileId: front });
  return sessionId;
}

type Key = ReturnType<typeof sessionKey>;

async function answerChallenge(
  deps: Deps,
  {
    sessionId,
    key,
    addFile,
    frames: count,
  }: {
    readonly sessionId: string;
    readonly key: Key;
    readonly addFile: (id: string) => Promise<string>;
    readonly frames: number;
  },
): Promise<void> {
  const id = newId('vchl', deps.random);
  const nonce = 'ab'.repeat(32);
  const frames = [];
  for (let n = 0; n < count; n += 1) {
    frames.push({
      file: await addFile(newId('file', deps.random)),
      step: 'front',
      captured_at: n,
      uploaded_at: n,
      virtual_camera: false,
      camera: 'Erika camera',
    });
  }
  const now = deps.clock.now();
  const sealedAnswer = sealJson(key, { nonce, frames }, challengeContext(id));
  await deps.db.selfieChallenge.create({
    data: { id, sessionId, number: 1, nonce, issuedAt: now, expiresAt: now, answeredAt: now, sealedAnswer },
  });
}

async function answerWebhook(
  deps: Deps,
  { sessionId, endpointId }: { readonly sessionId: string; readonly endpointId: string },
): Promise<void> {
  const event = await deps.db.event.findFirstOrThrow({ where: { sessionId } });
  const { id: deliveryId } = await deps.db.webhookDelivery.upsert({
    where: { eventId_endpointId: { eventId: event.id, endpointId } },
    create: { id: newId('whd', deps.random), eventId: event.id, endpointId },
    update: {},
  });
  await deps.db.webhookAttempt.create({
    data: {
      deliveryId,
      endpointId,
      number: 1,
      startedAt: deps.clock.now(),
      latencyMs: 1,
      responseBody: 'Erika answer',
    },
  });
  await deps.db.webhookDelivery.update({
    where: { id: deliveryId },
    data: { status: 'succeeded', attemptCount: 1, nextAttemptAt: null },
  });
}

async function reviewed(
  deps: Deps,
  { sessionId, key }: { readonly sessionId: string; readonly key: Key },
): Promise<void> {
  const { lastReportId } = await deps.db.verificationSession.findUniqueOrThrow({ where: { id: sessionId } });
  const id = newId('vrw', deps.random);
  await deps.db.sessionReview.create({
    data: {
      id,
      sessionId,
      reportId: lastReportId!,
      verdict: 'verified',
      previousStatus: 'requires_input',
      sealedReason: sealJson(key, 'Erika review', reviewContext(id)),
      reviewer: 'agent-7',
      requestId: newId('req', deps.random),
    },
  });
}

async function keepAnswers(
  deps: Deps,
  {
    accountId,
    sessionId,
    fileId,
  }: { readonly accountId: string; readonly sessionId: string; readonly fileId: string },
): Promise<void> {
  for (const [path, subject] of [
    ['/sessions', { sessionId }],
    ['/files', { fileId }],
  ] as const) {
    await deps.db.idempotencyRecord.create({
      data: {
        accountId,
        livemode: false,
        method: 'POST',
        path,
        key: `Erika key ${path} ${sessionId}`,
        fingerprint: new Uint8Array(32),
        requestId: newId('req', deps.random),
        ...subject,
      },
    });
  }
}
