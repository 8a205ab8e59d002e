import type Stripe from 'stripe';
import type { Progress } from '../command-context.js';
import { handInPictures, type Pictures, personDevice } from './person-device.js';
import { settles, type WebhookReceiver } from './webhook-receiver.js';

const PATIENCE_MS = 120_000;

/** What came of one verification. */
export interface Outcome {
  /** As retrieved after the webhook. */
  readonly session: Stripe.Identity.VerificationSession;
  readonly eventType: string;
  /** From the submission until the webhook arrived, in ms. */
  readonly submitToWebhookMs: number;
}

export interface Integrator {
  readonly url: string;
  readonly stripe: Stripe;
  readonly receiver: WebhookReceiver;
}

/** One verification as an integrator and a person go through it together, from creation to webhook. */
export async function runVerification(
  { url, stripe, receiver }: Integrator,
  pictures: Pictures,
  progress: Pick<Progress, 'step'>,
): Promise<Outcome> {
  const session = await progress.step(
    'Create a session',
    () =>
      stripe.identity.verificationSessions.create({
        type: 'document',
        options: { document: { require_matching_selfie: pictures.selfie !== undefined } },
      }),
    ({ id }) => id,
  );
  const device = personDevice(url, session);
  await progress.step('Upload the pictures', () => handInPictures(device, pictures));
  const { delivery, submittedAt } = await progress.step(
    'Submit and wait for the webhook',
    async () => {
      const submittedAt = performance.now();
      await device.submit();
      return { submittedAt, delivery: await receiver.next(settles(session.id), PATIENCE_MS) };
    },
    (result) => `${result.delivery.event.type}, signature valid`,
  );
  return {
    session: await stripe.identity.verificationSessions.retrieve(session.id),
    eventType: delivery.event.type,
    submitToWebhookMs: delivery.arrivedAt - submittedAt,
  };
}

/** The report with everything a restricted key may see. */
export function retrieveWholeReport(
  restricted: Stripe,
  reportId: string,
): Promise<Stripe.Identity.VerificationReport> {
  return restricted.identity.verificationReports.retrieve(reportId, {
    expand: ['document.dob', 'document.expiration_date', 'document.number', 'document.sex'],
  });
}
