import { handInPictures, type Pictures, personDevice } from '@idem/stack/verification/person-device';
import { settles } from '@idem/stack/verification/webhook-receiver';
import { ERIKSSON, facePicture, photograph, renderPassport, selfie as takeSelfie } from '@idem/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { START_MS, type StackUnderTest, startStackUnderTest, VERIFICATION_MS } from './stack-under-test.js';

let idem: StackUnderTest;
beforeAll(async () => {
  idem = await startStackUnderTest(process.env);
}, START_MS);
afterAll(() => idem?.stop(), START_MS);

interface Insight {
  readonly signal: string;
  readonly level: string;
  readonly note: string | null;
  readonly sessions?: readonly string[];
}

/** A verification by real checks, and what reviewers are told of it. */
async function verified(pictures: Pictures, params: Stripe.Identity.VerificationSessionCreateParams) {
  const { verificationSessions } = idem.stripe.identity;
  const session = await verificationSessions.create(params);
  const device = personDevice(idem.stack.url, session);
  await handInPictures(device, pictures);
  await device.submit();
  await idem.receiver.next(settles(session.id), VERIFICATION_MS);
  const { status, last_error, last_verification_report } =
    await idem.restricted.identity.verificationSessions.retrieve(session.id, {
      expand: ['last_verification_report.document.insights', 'last_verification_report.selfie.insights'],
    });
  const report = last_verification_report as unknown as Record<
    'document' | 'selfie',
    { insights: readonly Insight[] } | undefined
  >;
  const insights = [...(report.document?.insights ?? []), ...(report.selfie?.insights ?? [])];
  const told = (signal: string) => insights.find((insight) => insight.signal === signal);
  return { id: session.id, status, last_error, told };
}

const passportOf = async (holder: typeof ERIKSSON, seed: number) => {
  const portrait = await facePicture('vera');
  return (await photograph(await renderPassport(holder, { portrait, seed }))).image;
};
const document = { require_matching_selfie: true };

test(
  'one selfie file with a second identity, and one document with two references, are told; a flow may refuse them',
  async () => {
    const selfie = await takeSelfie('vera');
    const front = await passportOf(ERIKSSON, 1);
    const as = (client_reference_id: string) =>
      ({ type: 'document', options: { document }, client_reference_id }) as const;

    const first = await verified({ front, selfie }, as('customer-1'));
    expect(first.status).toBe('verified');
    expect(first.told('duplicate_face')?.level).toBe('low');
    expect(first.told('duplicate_document')?.level).toBe('low');

    const again = await verified({ front, selfie }, as('customer-1'));
    expect(again.status).toBe('verified');
    expect(again.told('duplicate_face')?.level).toBe('low');
    expect(again.told('duplicate_document')?.level).toBe('low');

    const elsewhere = await verified({ front, selfie }, as('customer-2'));
    expect(elsewhere.status).toBe('verified');
    expect(elsewhere.told('duplicate_document')).toMatchObject({
      level: 'high',
      note: expect.stringContaining('client_reference_id'),
      sessions: expect.arrayContaining([first.id, again.id]),
    });

    const other = { ...ERIKSSON, surname: 'Mustermann', givenNames: 'Erika' };
    const second = { front: await passportOf(other, 2), selfie };
    const told = await verified(second, as('customer-3'));
    expect(told.status).toBe('verified');
    for (const signal of ['duplicate_face', 'duplicate_selfie'])
      expect(told.told(signal)).toMatchObject({
        level: 'high',
        note: expect.stringContaining('under another name'),
      });

    const flow = (await idem.stripe.rawRequest('POST', '/v1/identity/verification_flows', {
      name: 'strict',
      type: 'document',
      options: { document, duplicates: 'refuse' },
    })) as unknown as { id: string };
    expect(
      await verified(second, { verification_flow: flow.id, client_reference_id: 'customer-4' }),
    ).toMatchObject({ status: 'requires_input', last_error: { code: 'selfie_unverified_other' } });
  },
  5 * VERIFICATION_MS,
);
