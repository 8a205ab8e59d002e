import { readdir } from 'node:fs/promises';
import { reportSections } from '@idem/contracts';
import { MasterKeyRing } from '@idem/platform/crypto/master-key';
import { openJson } from '@idem/platform/crypto/seal';
import { EVENT_PARTS, openEvent } from '@idem/platform/events/open-event';
import { recordEvent } from '@idem/platform/events/record-event';
import { systemRandom } from '@idem/platform/random/random';
import { dumpDatabase } from '@idem/platform/testing/dump-database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Deps } from '../deps.js';
import { redactOverlooked } from '../reconciliation/redact-overlooked.js';
import { givenEndpoint } from '../testing/given.js';
import { givenVerified } from '../testing/given-verified.js';
import { createWorld, type World } from '../testing/world.js';
import { redactSession } from './redact-session.js';

/** Everything about the person that is planted somewhere below. */
const PERSONAL = [
  'MUSTERMANN',
  'C01X00T47',
  'erika@example.org',
  '+4915112345678',
  'Erika reference',
  'Erika metadata',
  'Erika filename',
  'Erika answer',
  'Erika key',
  'Erika return',
  'Erika reason',
  'Erika picture',
  'Erika camera',
  'Erika review',
  Buffer.from('Erika crop').toString('base64'),
];

/** Remembers every plain text that it is asked to seal. */
class RememberingKeyRing extends MasterKeyRing {
  readonly sealed: string[] = [];
  override sealBytes(plain: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
    this.sealed.push(Buffer.from(plain).toString('latin1'));
    return super.sealBytes(plain, context);
  }
}

let world: World;
let keys: RememberingKeyRing;
let deps: Deps;
beforeAll(async () => {
  world = await createWorld();
  keys = new RememberingKeyRing({ current: systemRandom.bytes(32), previous: [] });
  deps = { ...world.deps, keys };
});
afterAll(() => world.end());
beforeEach(async () => {
  await deps.db.webhookAttempt.deleteMany();
  await deps.db.webhookDelivery.deleteMany();
  await deps.db.webhookEndpoint.deleteMany();
});

const sessionOf = (id: string) => deps.db.verificationSession.findUniqueOrThrow({ where: { id } });
const typesOf = async (sessionId: string) =>
  (await deps.db.event.findMany({ where: { sessionId }, orderBy: { seq: 'asc' } })).map(({ type }) =>
    type.replace('identity.verification_session.', ''),
  );
const objects = async () =>
  (await readdir(world.directory, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );

/** A verified session with something personal in every place that can hold it. */
async function verified(options: { readonly redacting?: boolean } = {}): Promise<string> {
  const { id: endpointId } = await givenEndpoint(deps, { url: 'https://shop.example/hook' });
  const sessionId = await givenVerified(deps, { endpointId });
  if (options.redacting !== false) await ask(sessionId);
  return sessionId;
}

/** Whatever is sealed under the session's key, as it lies in its column. */
async function sealedOf(sessionId: string): Promise<Record<string, string>> {
  const where = { sessionId };
  const [outcome] = await deps.db.checkOutcome.findMany({ where: { submission: where } });
  const [face] = await deps.db.faceTemplate.findMany({ where });
  const [challenge] = await deps.db.selfieChallenge.findMany({ where });
  const [review] = await deps.db.sessionReview.findMany({ where });
  const [report] = await deps.db.verificationReport.findMany({ where });
  const sealed = {
    facts: outcome?.sealedFacts,
    evidence: outcome?.sealedEvidence,
    crops: outcome?.sealedCrops,
    face: face?.sealedVector,
    answer: challenge?.sealedAnswer,
    review: review?.sealedReason,
    report: report?.sealedSections,
  };
  return Object.fromEntries(
    Object.entries(sealed).map(([name, bytes]) => [name, bytes ? Buffer.from(bytes).toString('latin1') : '']),
  );
}

/** What the gateway leaves behind when a redaction is asked for. */
const ask = (id: string) =>
  deps.db.verificationSession.update({
    where: { id },
    data: { redaction: 'processing', redactionRequestedAt: deps.clock.now() },
  });

test('nothing personal survives in any table, under any key, or in the object store', async () => {
  const before = await objects();
  const id = await verified();
  const dumped = await dumpDatabase(deps.db);
  // What lies in the clear can be found, or the search proves nothing.
  for (const text of ['Erika reference', 'Erika answer', 'Erika key', 'Erika filename', 'Erika reason']) {
    expect(dumped).toContain(text);
  }
  expect(await objects()).toHaveLength(before.length + 2);
  expect(await deps.db.documentNumber.count({ where: { sessionId: id } })).toBe(1);
  const sealed = await sealedOf(id);
  for (const ciphertext of Object.values(sealed)) {
    expect(ciphertext.length).toBeGreaterThan(28);
    expect(dumped).toContain(ciphertext);
  }
  keys.sealed.length = 0;

  await expect(redactSession(deps, { sessionId: id })).resolves.toBe(true);

  const after = await dumpDatabase(deps.db);
  for (const text of PERSONAL) {
    expect(after).not.toContain(text);
    for (const sealed of keys.sealed) expect(sealed).not.toContain(text);
  }
  expect(keys.sealed.length).toBeGreaterThan(2);
  // Not even as ciphertext, for whoever kept the key.
  for (const ciphertext of Object.values(sealed)) expect(after).not.toContain(ciphertext);
  expect(await deps.db.faceTemplate.count({ where: { sessionId: id } })).toBe(0);
  expect(await deps.db.documentNumber.count({ where: { sessionId: id } })).toBe(0);
  expect(await deps.db.checkOutcome.findMany({ where: { submission: { sessionId: id } } })).toMatchObject([
    { sealedFacts: null, sealedEvidence: null, sealedCrops: null },
  ]);
  expect(await deps.db.selfieChallenge.findMany({ where: { sessionId: id } })).toMatchObject([
    { sealedAnswer: null },
  ]);
  expect(await deps.db.sessionReview.findMany({ where: { sessionId: id } })).toMatchObject([
    { sealedReason: null, verdict: 'verified', reviewer: 'agent-7' },
  ]);
  expect(await objects()).toHaveLength(before.length);
  expect(await sessionOf(id)).toMatchObject({
    status: 'verified',
    redaction: 'redacted',
    dataKey: null,
    tokenHash: null,
    sealedToken: null,
    sealedCollected: null,
    metadata: {},
    lastReportId: expect.stringMatching(/^vr_/),
  });
  expect(await deps.db.file.findMany({ where: { sessionId: id } })).toMatchObject(
    Array(2).fill({ wrappedKey: null, filename: null }),
  );
  expect(await deps.db.pictureTrace.count({ where: { sessionId: id } })).toBe(0);
  expect(await deps.db.pictureBlock.count()).toBe(0);
});

test('what was done to one session leaves others as they are', async () => {
  const other = await verified({ redacting: false });
  const rows = async () => [
    await sessionOf(other),
    await deps.db.file.findMany({ where: { sessionId: other } }),
    await deps.db.event.findMany({ where: { sessionId: other } }),
    await deps.db.verificationReport.findMany({ where: { sessionId: other } }),
    await deps.db.checkOutcome.findMany({ where: { submission: { sessionId: other } } }),
    await deps.db.idempotencyRecord.count({ where: { sessionId: other } }),
    await deps.db.pictureTrace.count({ where: { sessionId: other } }),
  ];
  const before = await rows();
  await redactSession(deps, { sessionId: await verified() });
  expect(await rows()).toEqual(before);
  await ask(other);
  await redactSession(deps, { sessionId: other });
});

describe('what stays', () => {
  test('is the report in its redacted form, and events that still tell their status', async () => {
    const id = await verified();
    await redactSession(deps, { sessionId: id });
    const [report] = await deps.db.verificationReport.findMany({ where: { sessionId: id } });
    expect(report?.clientReferenceId).toBe('[redacted]');
    expect(
      openJson(keys, report!.sealedSections!, `verification_report:${report!.id}`, reportSections),
    ).toMatchObject({
      document: {
        status: 'verified',
        facts: {
          type: 'passport',
          first_name: '[redacted]',
          sex: '[redacted]',
          dob: { day: 1, month: 1, year: 1 },
          issued_date: null,
          address: null,
        },
        files: [expect.stringMatching(/^file_/)],
      },
    });
    const events = await deps.db.event.findMany({
      where: { sessionId: id },
      include: EVENT_PARTS,
      orderBy: { seq: 'asc' },
    });
    expect(events.map((row) => openEvent(keys, row))).toMatchObject([
      {
        type: 'identity.verification_session.verified',
        data: { object: { status: 'verified', client_reference_id: '[redacted]', metadata: {} } },
        request: { idempotency_key: null },
      },
      {
        type: 'identity.verification_session.redacted',
        data: { object: { status: 'verified', redaction: { status: 'redacted' }, metadata: {} } },
      },
    ]);
  });

  test('the event goes to those who name it only', async () => {
    const id = await verified();
    const named = await givenEndpoint(deps, {
      url: 'https://shop.example/named',
      enabledEvents: ['identity.verification_session.redacted'],
    });
    await redactSession(deps, { sessionId: id });
    const deliveries = await deps.db.webhookDelivery.findMany({
      where: { event: { sessionId: id, type: 'identity.verification_session.redacted' } },
    });
    expect(deliveries.map(({ endpointId }) => endpointId)).toEqual([named.id]);
  });
});

describe('cut off', () => {
  test('between its steps, it is taken up again and ends with one event', async () => {
    const id = await verified();
    let deletions = 0;
    const failing: Deps = {
      ...deps,
      store: {
        ...deps.store,
        delete: async () => {
          deletions += 1;
          throw new Error('the store went away');
        },
      },
    };
    await expect(redactSession(failing, { sessionId: id })).rejects.toThrow('went away');
    expect(deletions).toBe(1);
    // The key is gone already: what the store could not delete is noise.
    expect(await sessionOf(id)).toMatchObject({ dataKey: null, redaction: 'processing' });
    expect(await typesOf(id)).toEqual(['verified']);

    // Killed before the last step: all is deleted and nobody was told.
    const silent: Deps = {
      ...deps,
      clock: {
        now: () => {
          throw new Error('killed');
        },
      },
    };
    await expect(redactSession(silent, { sessionId: id })).rejects.toThrow('killed');
    expect(await sessionOf(id)).toMatchObject({ redaction: 'processing' });

    // No job comes back for it: the queue was lost.
    await expect(redactOverlooked(deps)).resolves.toBe(0);
    world.clock.advance(11_000);
    await expect(redactOverlooked(deps)).resolves.toBe(1);
    expect(await sessionOf(id)).toMatchObject({ redaction: 'redacted' });
    expect(await typesOf(id)).toEqual(['verified', 'redacted']);
    await expect(redactOverlooked(deps)).resolves.toBe(0);
  });

  test('inside the erasure, nothing is half erased', async () => {
    const id = await verified();
    const before = await dumpDatabase(deps.db);
    const broken: Deps = {
      ...deps,
      keys: new (class extends RememberingKeyRing {
        override sealBytes(): Uint8Array<ArrayBuffer> {
          throw new Error('killed');
        }
        override openBytes(sealed: Uint8Array, context: string) {
          return keys.openBytes(sealed, context);
        }
      })({ current: systemRandom.bytes(32), previous: [] }),
    };
    await expect(redactSession(broken, { sessionId: id })).rejects.toThrow('killed');
    expect(await dumpDatabase(deps.db)).toBe(before);
    await expect(redactSession(deps, { sessionId: id })).resolves.toBe(true);
  });

  test('carried out by many at once, it happens once', async () => {
    const id = await verified();
    const done = await Promise.all(Array.from({ length: 4 }, () => redactSession(deps, { sessionId: id })));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await typesOf(id)).toEqual(['verified', 'redacted']);
    await expect(redactSession(deps, { sessionId: id })).resolves.toBe(false);
  });
});

test('a session whose redaction nobody asked for is left alone', async () => {
  const id = await verified({ redacting: false });
  const before = await sessionOf(id);
  await expect(redactSession(deps, { sessionId: id })).resolves.toBe(false);
  expect(await sessionOf(id)).toEqual(before);
});

test('no event but its own follows a redaction', async () => {
  const id = await verified();
  await redactSession(deps, { sessionId: id });
  const session = await sessionOf(id);
  await expect(
    deps.db.$transaction((tx) =>
      recordEvent(tx, deps, { session, type: 'identity.verification_session.verified' }),
    ),
  ).rejects.toThrow('destroyed');
});
