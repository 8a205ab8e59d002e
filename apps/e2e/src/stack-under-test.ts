import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Step } from '@idem/stack/command-context';
import { type Stack, startStack } from '@idem/stack/start-stack';
import { connectClient } from '@idem/stack/verification/connect-client';
import { handInPictures, type Pictures, personDevice } from '@idem/stack/verification/person-device';
import {
  settles,
  startWebhookReceiver,
  type WebhookReceiver,
} from '@idem/stack/verification/webhook-receiver';
import { WITHOUT_LIMITS } from '@idem/stack/verification/without-limits';
import type Stripe from 'stripe';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PATIENCE_MS = 90_000;
/** Longer than the rounds in which a lost job is found again: a second settlement would come within it. */
const AFTERMATH_MS = 3_000;

/** Starting five apps next to other work on two cores. */
export const START_MS = 180_000;
/** One verification, with room for a worker that dies in the middle and comes back. */
export const VERIFICATION_MS = 150_000;

const SILENT = {
  step: async <T>(_title: string, work: (step: Step) => Promise<T> | T): Promise<T> =>
    work({ detail: () => {}, done: () => 0, fail: () => 0 }),
};

/** A running stack with an integrator's clients and webhook endpoint. */
export interface StackUnderTest {
  readonly stack: Stack;
  readonly stripe: Stripe;
  readonly restricted: Stripe;
  readonly receiver: WebhookReceiver;
  /** Creates a session and hands everything in short of submitting. */
  prepare(pictures: Pictures): Promise<Prepared>;
  /** A verification from creation to webhook; the session as retrieved afterwards. */
  verify(pictures: Pictures): Promise<Stripe.Identity.VerificationSession>;
  /** The webhook of the first settlement, and the session as retrieved then. */
  settled(sessionId: string): Promise<Stripe.Identity.VerificationSession>;
  /** Types of the session's events once nothing more is to be expected, the oldest first. */
  history(sessionId: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export interface Prepared {
  readonly id: string;
  submit(): Promise<void>;
}

/** @param env Chooses the services as for `npm start`: without DATABASE_URL and REDIS_URL they are embedded */
export async function startStackUnderTest(
  env: Readonly<Record<string, string | undefined>>,
): Promise<StackUnderTest> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'idem-e2e-'));
  // As root PostgreSQL runs as another user, who has to get to its data.
  await chmod(dataDir, 0o711);
  const clear = () => rmSync(dataDir, { recursive: true, force: true });
  const options = {
    root: ROOT,
    dataDir,
    env: { ...WITHOUT_LIMITS, ...env },
    port: 0,
    durable: false,
    progress: SILENT,
  };
  const stack = await startStack(options).catch((error: unknown) => {
    clear();
    throw error;
  });
  const stripe = connectClient(stack.url, stack.keys.secret_key);
  const receiver = await startWebhookReceiver(stripe);
  const { verificationSessions } = stripe.identity;

  const prepare = async (pictures: Pictures): Promise<Prepared> => {
    const session = await verificationSessions.create({
      type: 'document',
      options: { document: { require_matching_selfie: pictures.selfie !== undefined } },
    });
    const device = personDevice(stack.url, session);
    await handInPictures(device, pictures);
    return { id: session.id, submit: () => device.submit() };
  };
  const settled = async (sessionId: string) => {
    await receiver.next(settles(sessionId), PATIENCE_MS);
    return verificationSessions.retrieve(sessionId, { expand: ['last_verification_report'] });
  };
  return {
    stack,
    stripe,
    restricted: connectClient(stack.url, stack.keys.restricted_key),
    receiver,
    prepare,
    settled,
    async verify(pictures) {
      const { id, submit } = await prepare(pictures);
      await submit();
      return settled(id);
    },
    async history(sessionId) {
      await new Promise((resolve) => setTimeout(resolve, AFTERMATH_MS));
      const events = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
      return events
        .filter(({ data }) => (data.object as { id?: string }).id === sessionId)
        .map(({ type }) => type)
        .reverse();
    },
    async stop() {
      await receiver.stop();
      await stack.stop();
      clear();
    },
  };
}
