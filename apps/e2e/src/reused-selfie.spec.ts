import { handInPictures, type Pictures, personDevice } from '@idem/stack/verification/person-device';
import { settles } from '@idem/stack/verification/webhook-receiver';
import {
  ERIKSSON,
  facePicture,
  landscape,
  photograph,
  renderIdCard,
  renderPassport,
  selfie,
} from '@idem/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
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
}

/** A verification of one reference by real checks, and what reviewers are told of its selfie. */
async function verified(reference: string, pictures: Pictures) {
  const { verificationSessions } = idem.stripe.identity;
  const session = await verificationSessions.create({
    type: 'document',
    client_reference_id: reference,
    options: { document: { require_matching_selfie: true } },
  });
  const device = personDevice(idem.stack.url, session);
  await handInPictures(device, pictures);
  await device.submit();
  await idem.receiver.next(settles(session.id), VERIFICATION_MS);
  const { status, last_error, last_verification_report } =
    await idem.restricted.identity.verificationSessions.retrieve(session.id, {
      expand: ['last_verification_report.selfie.insights'],
    });
  const report = last_verification_report as unknown as { selfie?: { insights: readonly Insight[] } };
  const told = report.selfie?.insights.find(({ signal }) => signal === 'selfie.seen_before');
  return { status, code: last_error?.code, told };
}

const passportOf = async (surname: string, seed: number): Promise<Buffer> => {
  const page = await renderPassport({ ...ERIKSSON, surname }, { portrait: await facePicture('olga'), seed });
  return (await photograph(page, { seed })).image;
};

test(
  'a selfie that failed and comes back for somebody else is told, the same file and a copy of lesser quality',
  async () => {
    // A stranger’s: each of these fails, and what failed is remembered too.
    const picture = await selfie('irma');
    const first = await verified('customer-1', { front: await passportOf('Lindqvist', 1), selfie: picture });
    expect([first.status, first.code]).toEqual(['requires_input', 'selfie_face_mismatch']);
    expect(first.told).toMatchObject({ level: 'low' });

    const again = await verified('customer-2', { front: await passportOf('Berglund', 2), selfie: picture });
    expect([again.status, again.code]).toEqual(['requires_input', 'selfie_face_mismatch']);
    expect(again.told).toMatchObject({
      level: 'elevated',
      note: expect.stringContaining('the same file in 1'),
    });

    const copy = await sharp(picture).jpeg({ quality: 60 }).toBuffer();
    const third = await verified('customer-3', { front: await passportOf('Sandqvist', 3), selfie: copy });
    expect([third.status, third.code]).toEqual(['requires_input', 'selfie_face_mismatch']);
    expect(third.told).toMatchObject({ note: expect.stringContaining('nearly the same picture in 2') });
  },
  3 * VERIFICATION_MS,
);

test(
  'a landscape as the selfie beside a card without a portrait: no two pictures without a face are the same person',
  async () => {
    const { front, back } = await renderIdCard(ERIKSSON);
    const shot = async (side: typeof front) => (await photograph(side, { seed: 4 })).image;
    const pictures = { front: await shot(front), back: await shot(back), selfie: await landscape() };
    const { status, code } = await verified('customer-4', pictures);
    expect(status).toBe('requires_input');
    expect(code).toMatch(/^(?:selfie_document_missing_photo|document_unverified_other)$/);
  },
  VERIFICATION_MS,
);
