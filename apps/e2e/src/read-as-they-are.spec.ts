import { inLanes } from '@idem/stack/testing/in-lanes';
import { handInPictures, personDevice, Refusal } from '@idem/stack/verification/person-device';
import { retrieveWholeReport } from '@idem/stack/verification/run-verification';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { START_MS, type StackUnderTest, startStackUnderTest, VERIFICATION_MS } from './stack-under-test.js';
import { bentPictures, DEFECTIVE } from './testing/genuine/bent-pictures.js';
import type { GenuineCase } from './testing/genuine/genuine-case.js';
import { type Integration, integrateInLiveMode, integrateInTestMode } from './testing/genuine/integrate.js';
import { licences } from './testing/genuine/licences.js';
import { northAmerican } from './testing/genuine/north-american.js';
import { zones } from './testing/genuine/zones.js';

const CASES: readonly GenuineCase[] = [...licences, ...zones, ...northAmerican, ...bentPictures];

/** Few at a time: whoever is submitted waits for all that were submitted before. */
const AT_A_TIME = 3;

interface Outcome {
  readonly event: Stripe.Event;
  readonly session: Stripe.Identity.VerificationSession;
  readonly document: Stripe.Identity.VerificationReport.Document | undefined;
}

let idem: StackUnderTest;
let modes: Readonly<Record<'test' | 'live', Integration>>;
const outcomes = new Map<GenuineCase, Promise<Outcome>>();

beforeAll(async () => {
  idem = await startStackUnderTest(process.env);
  modes = {
    test: integrateInTestMode(idem, VERIFICATION_MS),
    live: await integrateInLiveMode(idem, VERIFICATION_MS),
  };
  const done = new Map<GenuineCase, (outcome: Promise<Outcome>) => void>();
  for (const one of CASES) {
    const outcome = new Promise<Outcome>((resolve) => done.set(one, resolve));
    // Looked at by its own test, which may come later.
    outcome.catch(() => {});
    outcomes.set(one, outcome);
  }
  void inLanes(CASES, AT_A_TIME, async (one) => {
    const outcome = verify(one);
    done.get(one)?.(outcome);
    await outcome.catch(() => {});
  });
}, START_MS);
afterAll(() => idem?.stop(), START_MS);

/** From creation to webhook, and what the session and its report say then. */
async function verify({ pictures, livemode }: GenuineCase): Promise<Outcome> {
  const { stripe, restricted, settlement } = livemode ? modes.live : modes.test;
  const handedIn = await pictures();
  const session = await stripe.identity.verificationSessions.create({
    type: 'document',
    options: { document: { require_matching_selfie: handedIn.selfie !== undefined } },
  });
  const device = personDevice(idem.stack.url, session);
  await handInPictures(device, handedIn);
  await device.submit();
  const event = await settlement(session.id);
  const settled = await restricted.identity.verificationSessions.retrieve(session.id, {
    expand: ['verified_outputs.dob', 'verified_outputs.sex'],
  });
  const report = await retrieveWholeReport(restricted, String(settled.last_verification_report));
  return { session: settled, document: report.document, event };
}

test('there is a case of each of G1 to G14', () => {
  const kinds = new Set([...CASES.map(({ kind }) => kind), 'G10', 'G14']);
  expect([...kinds].sort()).toEqual(Array.from({ length: 14 }, (_, i) => `G${i + 1}`).sort());
});

describe('is verified, with what it says', () => {
  test.each(CASES.map((one) => [`${one.kind}: ${one.what}`, one] as const))(
    '%s',
    async (_, one) => {
      const { session, document, event } = (await outcomes.get(one)) ?? {};
      const { type, first_name, last_name, dob, ...rest } = one.values;
      expect([session?.status, session?.last_error]).toEqual(['verified', null]);
      expect(event?.type).toBe('identity.verification_session.verified');
      expect(document).toMatchObject({ status: 'verified', type, first_name, last_name, dob, ...rest });
      expect(session?.verified_outputs).toMatchObject({ first_name, last_name, dob });
    },
    CASES.length * VERIFICATION_MS,
  );
});

describe('is refused, with what is wrong and what to do', () => {
  test(
    'G14: a burnt-out reflection on a passport is named, and nothing is said of its type',
    async () => {
      const { status, last_error } = await idem.verify(await DEFECTIVE.reflection());
      expect(status).toBe('requires_input');
      expect(last_error?.code).toBe('document_unverified_other');
      expect(last_error?.reason).toMatch(/reflection|glare/i);
    },
    CASES.length * VERIFICATION_MS,
  );

  test(
    'G9: a passport whose last day has ended everywhere has expired',
    async () => {
      const { status, last_error } = await idem.verify(await DEFECTIVE.ended());
      expect([status, last_error?.code]).toEqual(['requires_input', 'document_expired']);
    },
    VERIFICATION_MS,
  );

  test('G10: a HEIC picture of an iPhone, under the name of a JPEG: the format, and how to send another', async () => {
    const session = await idem.stripe.identity.verificationSessions.create({ type: 'document' });
    const upload = personDevice(idem.stack.url, session).upload(DEFECTIVE.heic(), 'IMG_0001.jpg');
    const refusal: unknown = await upload.catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      status: 400,
      error: { param: 'file', message: expect.stringMatching(/HEIC.*Most Compatible/s) },
    });
  });

  test(
    'G11: a passport marked as a specimen, in live mode',
    async () => {
      const { session } = await verify(DEFECTIVE.specimen);
      expect([session.status, session.last_error?.code]).toEqual([
        'requires_input',
        'document_unverified_other',
      ]);
      expect(session.last_error?.reason).toMatch(/specimen/i);
    },
    VERIFICATION_MS,
  );
});
