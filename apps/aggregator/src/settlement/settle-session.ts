import { checkJobName, type ReportSections } from '@idem/contracts';
import {
  type CheckDefinition,
  type CheckOutcome,
  type ErrorCode,
  holdBack,
  nextChecks,
  type SessionOptions,
  type Settlement,
  settle,
} from '@idem/domain';
import { sealJson } from '@idem/platform/crypto/seal';
import { recordEvent } from '@idem/platform/events/record-event';
import type { AlikeFaces } from '@idem/platform/faces/face-vault';
import { rememberIdentity } from '@idem/platform/identity/remember-identity';
import { writeOutbox } from '@idem/platform/outbox/write-outbox';
import { openFacts } from '@idem/platform/outcomes/open-facts';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { newId } from '@idem/platform/random/ids';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import { insightOfTries, judgeTry, withTriesLeft } from './judge-try.js';
import { recognisePerson, searchFacesAhead } from './recognise-person.js';
import { insightsOf, reportSectionsOf } from './report-sections.js';

type Submission = Prisma.SubmissionGetPayload<{ include: { session: true; outcomes: true; runs: true } }>;

/**
 * Folds the outcomes of a submission into what becomes of its session, and writes all of it down in one
 * transaction: report, status, `last_error`, event, promised deliveries.
 *
 * The session's row is locked first, so of any number of concurrent calls one settles and the others find
 * it done. While outcomes are missing, checks that waited for the ones that are there are started.
 */
export async function settleSession(
  deps: Deps,
  input: { readonly submissionId: string },
): Promise<Settlement['kind']> {
  const ahead = await searchFacesAhead(deps, input.submissionId);
  return deps.db.$transaction(async (tx) => {
    const submission = await lockSubmission(tx, input.submissionId);
    if (submission.settledAt !== null) return 'unchanged';
    const required = checksOf(deps, submission);
    const outcomes = openOutcomes(deps, submission);
    const settlement = settle(submission.session, required, outcomes);
    if (settlement.kind === 'waiting') await startNextChecks(tx, deps, submission, required);
    if (settlement.kind === 'settled') {
      await writeSettlement(tx, deps, { submission, outcomes, settlement, ahead });
    }
    return settlement.kind;
  });
}

async function lockSubmission(tx: Transaction, id: string): Promise<Submission> {
  await tx.$queryRaw`
    SELECT 1 FROM verification_sessions
    WHERE id = (SELECT session_id FROM submissions WHERE id = ${id})
    FOR UPDATE`;
  return tx.submission.findUniqueOrThrow({
    where: { id },
    include: { session: true, outcomes: true, runs: true },
  });
}

/** @throws when this release does not know a check that the submission needs: settling without it would pass it. */
function checksOf(deps: Deps, submission: Submission): readonly CheckDefinition[] {
  return submission.checks.map((name) => {
    const check = deps.checks.find((known) => known.name === name);
    if (check === undefined) throw new Error(`submission ${submission.id} needs the unknown check "${name}"`);
    return check;
  });
}

function openOutcomes(deps: Deps, submission: Submission): readonly CheckOutcome[] {
  const key = sessionKey(deps.keys, submission.session);
  return submission.outcomes.map((row): CheckOutcome => {
    const reason = row.reason ?? '';
    if (row.status === 'passed') return { status: 'passed', check: row.check, facts: openFacts(key, row) };
    if (row.status === 'errored') return { status: 'errored', check: row.check, reason };
    const { incomplete } = row;
    return { status: 'failed', check: row.check, code: row.code as ErrorCode, reason, incomplete };
  });
}

async function startNextChecks(
  tx: Transaction,
  deps: Deps,
  submission: Submission,
  required: readonly CheckDefinition[],
): Promise<void> {
  const started = new Set(submission.runs.map(({ check }) => check));
  const finished = new Set(submission.outcomes.map(({ check }) => check));
  const next = nextChecks(required, started, finished);
  if (next.length === 0) return;
  const enqueuedAt = deps.clock.now();
  const deadline = new Date(enqueuedAt.getTime() + deps.settings.checkDeadlineSeconds * 1000);
  await tx.checkRun.createMany({
    data: next.map(({ name }) => ({ submissionId: submission.id, check: name, enqueuedAt, deadline })),
  });
  await writeOutbox(
    tx,
    next.map(({ name }) => ({ job: checkJobName(name), payload: { submission_id: submission.id } })),
  );
}

async function writeSettlement(
  tx: Transaction,
  deps: Deps,
  {
    submission,
    outcomes,
    settlement: found,
    ahead,
  }: {
    readonly submission: Submission;
    readonly outcomes: readonly CheckOutcome[];
    readonly settlement: Extract<Settlement, { kind: 'settled' }>;
    readonly ahead: AlikeFaces;
  },
): Promise<void> {
  const { session } = submission;
  const now = deps.clock.now();
  const reportId = newId('vr', deps.random);
  const insights = insightsOf(deps, submission);
  const recognition = await recognisePerson(tx, deps, { submission, ahead });
  for (const section of ['document', 'selfie'] as const) {
    const ofPerson = found.sections[section] ? recognition.insights[section] : [];
    if (ofPerson.length > 0) insights[section] = [...(insights[section] ?? []), ...ofPerson];
  }
  const policy = (submission.options as SessionOptions).duplicates ?? deps.settings.duplicatesDefault;
  const { settlement, held } = holdBack(found, recognition.encounters, policy);
  if (settlement.status === 'verified') {
    await rememberIdentity(tx, {
      keys: deps.keys,
      key: sessionKey(deps.keys, session),
      owner: { accountId: session.accountId, livemode: session.livemode, sessionId: session.id },
      identity: recognition.identity,
      retention: deps.settings,
      now,
    });
  }
  const tries = await judgeTry(tx, deps, { submission, outcomes, held });
  const lastError = withTriesLeft(settlement.lastError, tries);
  const ofTries = insightOfTries(tries);
  if (ofTries) insights.document = [...(insights.document ?? []), ofTries];
  const sections = reportSectionsOf(settlement.sections, submission, { insights, held });
  await tx.verificationReport.create({
    data: {
      id: reportId,
      accountId: session.accountId,
      livemode: session.livemode,
      sessionId: session.id,
      submissionId: submission.id,
      type: session.type,
      clientReferenceId: session.clientReferenceId,
      verificationFlowId: session.verificationFlowId,
      options: submission.options as Prisma.InputJsonObject,
      sealedSections: sealJson(sessionKey(deps.keys, session), sections, `verification_report:${reportId}`),
      createdAt: now,
    },
  });
  await givePurposes(tx, sections);
  const settled = await tx.verificationSession.update({
    where: { id: session.id },
    data: {
      status: settlement.status,
      lastErrorCode: lastError?.code ?? null,
      lastErrorReason: lastError?.reason ?? null,
      lastReportId: reportId,
    },
  });
  await recordEvent(tx, deps, { session: settled, type: settlement.event });
}

/** The files of a report take the purposes under which Stripe hands out their contents. */
async function givePurposes(tx: Transaction, { document, selfie }: ReportSections): Promise<void> {
  const give = (purpose: string, ids: readonly string[]) =>
    tx.file.updateMany({ where: { id: { in: [...ids] } }, data: { purpose } });
  await give('identity_document_downloadable', document?.files ?? []);
  if (selfie?.selfie) await give('selfie', [selfie.selfie]);
}
