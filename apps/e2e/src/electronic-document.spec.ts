import { personDevice, Refusal } from '@idem/stack/verification/person-device';
import { createChip } from '@idem/testing/chip/chip';
import { createChipCountry } from '@idem/testing/chip/country';
import { dataGroup2 } from '@idem/testing/chip/data-groups';
import { tlv } from '@idem/testing/chip/der';
import { seededRandom } from '@idem/testing/random';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type ElectronicPassport, electronicPassport, trust } from './electronic-document.js';
import { recordedInsights } from './recorded-insights.js';
import { START_MS, type StackUnderTest, startStackUnderTest, VERIFICATION_MS } from './stack-under-test.js';

const PURPOSE = 'identity_document_chip';
const germany = createChipCountry();
let idem: StackUnderTest;
let passport: ElectronicPassport;
beforeAll(async () => {
  idem = await startStackUnderTest(process.env);
  passport = await electronicPassport(germany, 'vera');
}, START_MS);
afterAll(() => idem?.stop(), START_MS);

const documentOf = (session: Stripe.Identity.VerificationSession) =>
  (session.last_verification_report as Stripe.Identity.VerificationReport).document;
const insightsOf = (session: Stripe.Identity.VerificationSession) =>
  recordedInsights(idem.stack, session.id, process.env.IDEM_MASTER_KEY);

test(
  'of a state whose authority is not loaded: the page decides, and an insight says so',
  async () => {
    const session = await idem.verify(passport);
    expect(session.status).toBe('verified');
    expect(documentOf(session)).toMatchObject({ first_name: 'Anna Maria', last_name: 'Eriksson' });
    expect(await insightsOf(session)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ signal: 'chip.authenticity', level: 'elevated' }),
        expect.objectContaining({ signal: 'reference_portrait', level: 'elevated' }),
      ]),
    );
  },
  VERIFICATION_MS,
);

describe('once its authority was imported, without a restart', () => {
  beforeAll(() => trust(idem, germany));

  test(
    'is verified with the names of its chip',
    async () => {
      const session = await idem.verify(passport);
      expect(session.status).toBe('verified');
      expect(documentOf(session)).toMatchObject({
        first_name: 'Anná Maria',
        last_name: 'Ériksson',
        issuing_country: 'DE',
        status: 'verified',
      });
      expect(await insightsOf(session)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ signal: 'chip.authenticity', level: 'low' }),
          expect.objectContaining({ signal: 'chip.agreement', level: 'low' }),
          expect.objectContaining({ signal: 'reference_portrait', level: 'low' }),
        ]),
      );
    },
    VERIFICATION_MS,
  );

  test(
    'with one byte of DG2 changed is not verified',
    async () => {
      const dg2 = passport.chip.dg2!.map((byte, i) => (i === 2000 ? byte ^ 1 : byte));
      const session = await idem.verify({ ...passport, chip: { ...passport.chip, dg2 } });
      expect(session).toMatchObject({
        status: 'requires_input',
        last_error: { code: 'document_unverified_other', reason: expect.stringContaining('altered') },
      });
    },
    VERIFICATION_MS,
  );
});

describe('hostile bytes', () => {
  const random = seededRandom(1);
  const noise = (length: number) => Uint8Array.from({ length }, () => random.integer(0, 255));

  test.each([
    ['nothing', new Uint8Array()],
    ['a length of gigabytes', Uint8Array.of(0x75, 0x84, 0xff, 0xff, 0xff, 0xff, 0)],
    ['an indefinite length', Uint8Array.of(0x77, 0x80, 0, 0)],
    ['noise', noise(2000)],
    ['more than a chip holds', tlv(0x75, new Uint8Array(600_000))],
  ])('are refused when uploaded: %s', async (_what, bytes) => {
    const session = await idem.stripe.identity.verificationSessions.create({ type: 'document' });
    const refusal: unknown = await personDevice(idem.stack.url, session)
      .upload(bytes, 'dg2.bin', PURPOSE)
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status: 400, error: { type: 'invalid_request_error' } });
  });

  test(
    'that are framed like a chip leave the page to decide',
    async () => {
      const chip = {
        sod: tlv(0x77, noise(3000)),
        dg1: tlv(0x61, noise(90)),
        dg2: tlv(0x75, noise(9000)),
        dg11: tlv(0x6b, Uint8Array.of(0x5c, 0x84, 0xff, 0xff, 0xff, 0xff)),
        dg14: tlv(0x6e, new Uint8Array()),
        dg15: tlv(0x6f, noise(40)),
      };
      const session = await idem.verify({ ...passport, chip });
      expect(session.status).toBe('verified');
      expect(documentOf(session)).toMatchObject({ last_name: 'Eriksson' });
      expect(await insightsOf(session)).toContainEqual(
        expect.objectContaining({ signal: 'chip.unreadable', level: 'elevated' }),
      );
    },
    VERIFICATION_MS,
  );

  test(
    'a signed face that declares 65,500 × 65,500 pixels is not unfolded',
    async () => {
      const bomb = Buffer.from(passport.chip.dg2!);
      const start = bomb.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
      const jpeg = Buffer.from(bomb.subarray(start));
      const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
      expect(frame).toBeGreaterThan(0);
      jpeg.writeUInt16BE(65_500, frame + 5);
      jpeg.writeUInt16BE(65_500, frame + 7);
      const zone = Buffer.from(passport.chip.dg1).toString('latin1').slice(-88);
      const chip = createChip({
        country: germany,
        mrz: [zone.slice(0, 44), zone.slice(44)],
        dg2: dataGroup2({ bytes: jpeg, kind: 'jpeg', width: 300, height: 400 }),
      });
      const session = await idem.verify({ ...passport, chip });
      expect(session.status).toBe('verified');
      expect(await insightsOf(session)).toContainEqual(
        expect.objectContaining({
          signal: 'reference_portrait',
          level: 'elevated',
          note: expect.stringContaining('cannot be decoded'),
        }),
      );
    },
    VERIFICATION_MS,
  );
});

test('after all of it nothing is stuck in processing, and no process died', async () => {
  const { data } = await idem.stripe.identity.verificationSessions.list({ status: 'processing' });
  expect(data).toEqual([]);
  for (const app of Object.values(idem.stack.processes))
    expect([app.name, app.restarts]).toEqual([app.name, 0]);
});
