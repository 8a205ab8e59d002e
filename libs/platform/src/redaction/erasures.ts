import {
  providedDetails,
  REDACTED,
  redactDetails,
  redactSections,
  redactSessionObject,
  reportSections,
  reviewedSections,
} from '@idem/contracts';
import { z } from 'zod';
import { openJson, sealJson } from '../crypto/seal.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import { forgetFace } from '../faces/face-vault.js';
import { forgetNumber } from '../identity/number-vault.js';
import { forgetPictures } from '../pictures/forget-pictures.js';
import type { VerificationSession } from '../prisma/generated/client.js';
import type { Transaction } from '../prisma/open-database.js';
import { LAST_REVIEW, openLastReview } from '../reviews/open-review.js';
import { forgetPassedTries } from '../tries/forget-tries.js';

/** A session whose redaction is under way, and the keys to what is kept of it. */
export interface Erasure {
  readonly session: VerificationSession;
  /** The session's own key, which ends with this transaction. */
  readonly own: SealingKey;
  /** Seals what stays. */
  readonly master: SealingKey;
}

type Erase = (tx: Transaction, erasure: Erasure) => Promise<unknown>;

/**
 * What redaction does to each table that holds anything of a session. **Whoever adds such a table adds a line here**:
 * a test compares the names with the database's. Whatever is sealed under the session's key dies with it; a line is
 * there for what lies in the clear, and removes ciphertext that nobody can read any more.
 *
 * They run in one transaction, in this order; the session's own row, and so its key, comes last.
 */
export const ERASURES: Readonly<Record<string, Erase>> = {
  /** What was asked stays, what was answered goes. */
  selfie_challenges: (tx, { session }) =>
    tx.selfieChallenge.updateMany({ where: { sessionId: session.id }, data: { sealedAnswer: null } }),
  handoffs: (tx, { session }) => tx.handoff.deleteMany({ where: { sessionId: session.id } }),
  page_openings: (tx, { session }) => tx.pageOpening.deleteMany({ where: { sessionId: session.id } }),
  ephemeral_keys: (tx, { session }) => tx.ephemeralKey.deleteMany({ where: { sessionId: session.id } }),
  face_templates: (tx, { session }) => forgetFace(tx, session.id),
  document_numbers: (tx, { session }) => forgetNumber(tx, session.id),
  picture_traces: (tx, { session }) => forgetPictures(tx, session.id),
  /** Go with their traces. */
  picture_blocks: async () => {},
  idempotency_records: (tx, { session: { id } }) =>
    tx.$executeRaw`
      DELETE FROM idempotency_records
      WHERE session_id = ${id} OR file_id IN (SELECT id FROM files WHERE session_id = ${id})`,
  file_links: (tx, { session }) =>
    tx.fileLink.updateMany({
      where: { file: { sessionId: session.id } },
      data: { tokenHash: null, sealedToken: null, metadata: {} },
    }),
  files: (tx, { session }) =>
    tx.file.updateMany({
      where: { sessionId: session.id },
      data: { wrappedKey: null, sealedOrigin: null, filename: null, title: null, width: null, height: null },
    }),
  check_outcomes: (tx, { session }) =>
    tx.checkOutcome.updateMany({
      where: { submission: { sessionId: session.id } },
      data: { sealedFacts: null, sealedEvidence: null, sealedCrops: null, code: null, reason: null },
    }),
  /** Names of checks and times. */
  check_runs: async () => {},
  /** Those that failed count for their reference for a week at most, under a fingerprint (docs/adr/0036). */
  reference_tries: (tx, { session }) => forgetPassedTries(tx, session.id),
  /** Options, file ids, and whether they failed. */
  submissions: async () => {},
  verification_reports: eraseReports,
  /** Who judged, when and how stays; why goes. */
  session_reviews: (tx, { session }) =>
    tx.sessionReview.updateMany({
      where: { sessionId: session.id },
      data: { code: null, sealedReason: null },
    }),
  events: eraseEvents,
  /** Ids and times. */
  webhook_deliveries: async () => {},
  /** An endpoint may have answered with what it was sent. */
  webhook_attempts: (tx, { session }) =>
    tx.webhookAttempt.updateMany({
      where: { delivery: { event: { sessionId: session.id } } },
      data: { responseBody: null },
    }),
  verification_sessions: eraseRow,
};

async function eraseReports(tx: Transaction, { session, own, master }: Erasure): Promise<void> {
  // As the last review left them, for what it rests on goes.
  for (const { id, clientReferenceId, sealedSections, reviews } of await tx.verificationReport.findMany({
    where: { sessionId: session.id },
    include: { reviews: LAST_REVIEW },
  })) {
    const context = `verification_report:${id}`;
    await tx.verificationReport.update({
      where: { id },
      data: {
        clientReferenceId: clientReferenceId === null ? null : REDACTED,
        sealedSections:
          sealedSections &&
          sealJson(
            master,
            redactSections(
              reviewedSections(
                openJson(own, sealedSections, context, reportSections),
                openLastReview(own, reviews),
              ),
            ),
            context,
          ),
      },
    });
  }
}

const object = z.record(z.string(), z.unknown());

async function eraseEvents(tx: Transaction, { session, own, master }: Erasure): Promise<void> {
  for (const { id, sealedObject } of await tx.event.findMany({ where: { sessionId: session.id } })) {
    const context = `event:${id}`;
    await tx.event.update({
      where: { id },
      data: {
        // Integrators choose these keys, and some put in them what they should not.
        idempotencyKey: null,
        sealedObject:
          sealedObject &&
          sealJson(master, redactSessionObject(openJson(own, sealedObject, context, object)), context),
      },
    });
  }
}

async function eraseRow(tx: Transaction, { session, own, master }: Erasure): Promise<void> {
  const { id, clientReferenceId, sealedProvidedDetails } = session;
  const context = `verification_session:${id}:provided_details`;
  await tx.verificationSession.update({
    where: { id },
    data: {
      dataKey: null,
      sealedProvidedDetails:
        sealedProvidedDetails &&
        sealJson(
          master,
          redactDetails(openJson(own, sealedProvidedDetails, context, providedDetails)),
          context,
        ),
      sealedCollected: null,
      tokenHash: null,
      sealedToken: null,
      tokenExpiresAt: null,
      clientReferenceId: clientReferenceId === null ? null : REDACTED,
      returnUrl: null,
      metadata: {},
      lastErrorCode: null,
      lastErrorReason: null,
    },
  });
}
