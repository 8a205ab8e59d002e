import { CHECK_DEFINITIONS } from '@idem/checks/registry';
import type { ErrorCode } from '@idem/domain';
import {
  errorOf,
  type ModelSession,
  NEW_SESSION,
  type SessionCommand,
  step,
} from '@idem/domain/testing/session-model';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type Stripe from 'stripe';
import { type ApiUnderTest, refusalOf, START_MS, startApi } from '../testing/api-under-test.js';

const SEQUENCES = 200;
const LONGEST = 5;
/** Another one is taken by SEED=…; the same seed makes the same sequences. */
const SEED = Number(process.env.SEED ?? 5);

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
}, START_MS);
afterAll(() => api.stop(), START_MS);

interface Model {
  session: ModelSession;
}
interface Real {
  readonly id: string;
}

/** A call of the API, and the commands of the domain that it stands for. */
abstract class Call implements fc.AsyncCommand<Model, Real> {
  abstract readonly meaning: readonly SessionCommand[];
  protected abstract send(id: string): Promise<unknown>;

  protected refusedAs(status: string): RegExp {
    return new RegExp(`its status is \`${status}\``);
  }

  check = () => true;

  async run(model: Model, { id }: Real): Promise<void> {
    const steps = this.meaning.reduce<{ session: ModelSession; refused: boolean }>(
      (before, command) => (before.refused ? before : step(before.session, command, CHECK_DEFINITIONS)),
      { session: model.session, refused: false },
    );
    if (steps.refused) {
      const refusal = await refusalOf(this.send(id));
      expect([refusal.statusCode, refusal.rawType]).toEqual([400, 'invalid_request_error']);
      expect(refusal.message).toMatch(this.refusedAs(model.session.status));
    } else {
      await this.send(id);
      model.session = steps.session;
    }
    await agrees(id, model.session);
  }

  toString = () => `${this.constructor.name}(${JSON.stringify(this.meaning)})`;
}

class Update extends Call {
  readonly meaning = [{ kind: 'update' }] as const;
  protected send = (id: string) => sessions().update(id, { metadata: { changed: 'yes' } });
}
class Cancel extends Call {
  readonly meaning = [{ kind: 'cancel' }] as const;
  protected send = (id: string) => sessions().cancel(id);
}
/** Redaction goes on behind the API: it is asked for and then waited for. */
class Redact extends Call {
  readonly meaning = [{ kind: 'redact' }, { kind: 'erase' }] as const;

  protected async send(id: string) {
    await sessions().redact(id);
    await eventually(async () => (await sessions().retrieve(id)).redaction?.status === 'redacted');
  }
}
class Verify extends Call {
  readonly meaning = [
    { kind: 'submit' },
    { kind: 'settle', outcomes: [{ status: 'passed', check: 'document', facts: {} }] },
  ] as const;

  protected async send(id: string) {
    await script(id, 'verify');
    await api.settled(id);
  }
}
class Fail extends Call {
  readonly meaning: readonly SessionCommand[];

  constructor(readonly code: ErrorCode) {
    super();
    const error = errorOf(code);
    this.meaning = code.startsWith('document_')
      ? [
          { kind: 'submit' },
          { kind: 'settle', outcomes: [{ status: 'failed', check: 'document', ...error }] },
        ]
      : [{ kind: 'fail', error }];
  }

  protected async send(id: string) {
    await script(id, 'fail', { code: this.code });
    await api.settled(id);
  }
}
class Expire extends Call {
  readonly meaning = [{ kind: 'fail', error: errorOf('abandoned') }] as const;
  protected send = (id: string) => script(id, 'expire');
}
class Judge extends Call {
  readonly meaning: readonly SessionCommand[];

  constructor(readonly code: ErrorCode | null) {
    super();
    const review = code === null ? VERIFIED : ({ verdict: 'unverified', error: errorOf(code) } as const);
    this.meaning = [{ kind: 'review', review }];
  }

  protected send = (id: string) =>
    api.stripe.rawRequest('POST', `/v1/identity/verification_sessions/${id}/review`, {
      ...(this.code === null ? { verdict: 'verified' } : { verdict: 'unverified', code: this.code }),
      reason: 'seen by a person',
      reviewer: 'jenny',
    });

  /** Besides the status, there may be nothing to judge, or the verdict may change nothing. */
  protected override refusedAs = () => /review|verdict|verified|code/;
}
const VERIFIED = { verdict: 'verified' } as const;

test(`${SEQUENCES} sequences of calls (SEED=${SEED}) do what the domain says`, async () => {
  const calls = [
    fc.constant(new Update()),
    fc.constant(new Cancel()),
    fc.constant(new Redact()),
    fc.constant(new Verify()),
    fc
      .constantFrom<ErrorCode>(
        'document_expired',
        'document_unverified_other',
        'consent_declined',
        'under_supported_age',
      )
      .map((code) => new Fail(code)),
    fc.constant(new Expire()),
    fc
      .constantFrom<ErrorCode | null>(null, 'document_expired', 'selfie_manipulated')
      .map((code) => new Judge(code)),
  ];
  const ended = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.commands(calls, { maxCommands: LONGEST }), async (sequence) => {
      const { id } = await sessions().create({ type: 'document' });
      const model: Model = { session: NEW_SESSION };
      await fc.asyncModelRun(() => ({ model, real: { id } }), sequence);
      ended.set(model.session.status, (ended.get(model.session.status) ?? 0) + 1);
    }),
    { numRuns: SEQUENCES, seed: SEED },
  );
  expect([...ended.keys()].sort()).toEqual(['canceled', 'requires_input', 'verified']);
}, 900_000);

/** What the API shows of a session is what the model holds: status, error, reports, redaction, events. */
async function agrees(id: string, model: ModelSession): Promise<void> {
  const [session, reports, events] = await Promise.all([
    sessions().retrieve(id),
    api.stripe.identity.verificationReports.list({ verification_session: id, limit: 100 }),
    api.gateway.db.event.findMany({
      where: { sessionId: id },
      orderBy: { seq: 'asc' },
      select: { type: true },
    }),
  ]);
  const shown = {
    status: session.status,
    redaction: session.redaction?.status ?? null,
    code: session.last_error?.code ?? null,
    reports: reports.data.length,
    link: session.url !== null && session.client_secret !== null,
    events: events.map(({ type }) => type.replace('identity.verification_session.', '')),
  };
  expect(shown).toEqual({
    status: model.status,
    redaction: model.redaction,
    code: model.redaction === null ? (model.lastError?.code ?? null) : null,
    reports: model.reports,
    link: model.status === 'requires_input',
    events: model.events,
  });
}

const sessions = (): Stripe.Identity.VerificationSessionResource => api.stripe.identity.verificationSessions;

/** The official client has no name for Idem's test helpers; it sends any request. */
const script = (id: string, how: string, params: Record<string, string> = {}) =>
  api.stripe.rawRequest('POST', `/v1/test_helpers/identity/verification_sessions/${id}/${how}`, params);

async function eventually(happened: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    if (await happened()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it did not happen within ten seconds');
}
