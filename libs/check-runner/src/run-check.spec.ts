import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckInput, Judgement } from '@idem/checks';
import { evidence, faceCrops, UNKNOWN_ORIGIN } from '@idem/contracts';
import type { CheckDefinition } from '@idem/domain';
import { systemClock } from '@idem/platform/clock/clock';
import { DataKey } from '@idem/platform/crypto/data-key';
import { MasterKeyRing } from '@idem/platform/crypto/master-key';
import { openJson } from '@idem/platform/crypto/seal';
import { sealOrigin, storeFile } from '@idem/platform/files/file-vault';
import { openFacts, outcomeContext } from '@idem/platform/outcomes/open-facts';
import { newId } from '@idem/platform/random/ids';
import { systemRandom as random } from '@idem/platform/random/random';
import { RedactedError, sessionKey } from '@idem/platform/sessions/session-key';
import { FileSystemObjectStore } from '@idem/platform/storage/file-system-object-store';
import { createFreshDatabase, type FreshDatabase } from '@idem/platform/testing/fresh-database';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { recordExhaustedCheck } from './record-exhausted-check.js';
import { type RunCheckDeps, runCheck } from './run-check.js';

const CHECK: CheckDefinition = {
  name: 'document',
  section: 'document',
  inputs: ['id_document_front'],
  after: [],
  codes: ['document_unverified_other', 'document_expired'],
  requiredBy: () => true,
};
const FRONT = Buffer.from('the picture of the front');
const passed: Judgement = {
  verdict: {
    status: 'passed',
    facts: { first_name: 'Anna' },
    insights: [{ signal: 'mrz', level: 'low', score: 0.1 }],
    provenance: { first_name: ['reader'] },
    printed: { authority: 'REGISTRY' },
  },
  measurement: { sharpness: 12 },
  models: ['mrz-ocrb'],
  thresholdsVersion: 'document/1',
};

let fresh: FreshDatabase;
let directory: string;
let announced: string[];
let deps: RunCheckDeps & { judge: jest.Mock<RunCheckDeps['judge']> };
const keys = new MasterKeyRing({ current: random.bytes(32), previous: [] });
const signal = new AbortController().signal;

beforeAll(async () => {
  fresh = await createFreshDatabase();
  directory = await mkdtemp(join(tmpdir(), 'idem-check-runner-'));
  await fresh.database.account.create({ data: { id: 'acct_1' } });
});
afterAll(async () => {
  await fresh.drop();
  await rm(directory, { recursive: true });
});
beforeEach(async () => {
  announced = [];
  const store = new FileSystemObjectStore(directory);
  await store.check();
  deps = {
    db: fresh.database,
    keys,
    store,
    clock: systemClock,
    producer: {
      publish: async (name, payload) => {
        announced.push(`${name} ${JSON.stringify(payload)}`);
      },
      check: async () => {},
      close: async () => {},
    },
    hashPictures: async (pictures) => pictures.map(() => null),
    judge: jest.fn<RunCheckDeps['judge']>(async () => passed),
  };
});

/** A submitted session with one encrypted picture, as the gateway leaves it. */
async function givenSubmission(): Promise<{ id: string; sessionId: string; key: DataKey }> {
  const sessionId = newId('vs', random);
  const key = DataKey.generate(random);
  const fileId = newId('file', random);
  await deps.db.verificationSession.create({
    data: {
      id: sessionId,
      accountId: 'acct_1',
      livemode: true,
      type: 'document',
      status: 'processing',
      options: {},
      dataKey: key.wrap(keys, `verification_session:${sessionId}`),
    },
  });
  await deps.db.file.create({
    data: {
      id: fileId,
      accountId: 'acct_1',
      livemode: true,
      purpose: 'identity_document',
      sessionId,
      type: 'jpg',
      size: FRONT.length,
      width: 1,
      height: 1,
      keyScope: 'session',
      ...(await storeFile({ store: deps.store, random }, { id: fileId, bytes: FRONT, owner: key })),
    },
  });
  const { id } = await deps.db.submission.create({
    data: {
      id: newId('vsub', random),
      sessionId,
      number: 1,
      options: { document: { allowed_types: ['passport'] } },
      inputs: { id_document_front: fileId },
      checks: ['document'],
    },
  });
  return { id, sessionId, key };
}

const outcomeOf = (submissionId: string) =>
  deps.db.checkOutcome.findUniqueOrThrow({
    where: { submissionId_check: { submissionId, check: 'document' } },
  });

describe('runCheck', () => {
  test('judges the opened pictures and seals what it finds', async () => {
    const { id, key } = await givenSubmission();

    await runCheck(deps, { check: CHECK, submissionId: id, signal });

    const [check, input] = deps.judge.mock.calls[0] as [string, CheckInput, AbortSignal];
    expect(check).toBe('document');
    expect(Buffer.from(input.images.id_document_front ?? [])).toEqual(FRONT);
    expect(input.images.face).toBeUndefined();
    expect(input).toMatchObject({ livemode: true, options: { document: { allowed_types: ['passport'] } } });

    const outcome = await outcomeOf(id);
    expect(outcome).toMatchObject({ status: 'passed', code: null, models: ['mrz-ocrb'] });
    expect(openFacts(key, outcome)).toEqual({ first_name: 'Anna' });
    expect(
      openJson(
        key,
        outcome.sealedEvidence ?? new Uint8Array(),
        outcomeContext(outcome, 'evidence'),
        evidence,
      ),
    ).toMatchObject({
      measurement: { sharpness: 12 },
      insights: [{ signal: 'mrz' }],
      provenance: { first_name: ['reader'] },
      printed: { authority: 'REGISTRY' },
    });
    expect(announced).toEqual([`check.completed {"submission_id":"${id}"}`]);
  });

  test('opens a chip for a check that looks at chips, and for no other', async () => {
    const { id, sessionId, key } = await givenSubmission();
    const fileId = newId('file', random);
    const bytes = Buffer.from([0x61, 0]);
    await deps.db.file.create({
      data: {
        id: fileId,
        accountId: 'acct_1',
        livemode: true,
        purpose: 'identity_document_chip',
        sessionId,
        type: 'dg1',
        size: bytes.length,
        keyScope: 'session',
        ...(await storeFile({ store: deps.store, random }, { id: fileId, bytes, owner: key })),
      },
    });
    const { inputs } = await deps.db.submission.findUniqueOrThrow({ where: { id } });
    await deps.db.submission.update({
      where: { id },
      data: { inputs: { ...(inputs as object), chip: { dg1: fileId } } },
    });
    await runCheck(deps, { check: CHECK, submissionId: id, signal });
    expect(deps.judge.mock.calls[0]?.[1]).not.toHaveProperty('chip');
    await runCheck(deps, {
      check: { ...CHECK, name: 'other', optionalInputs: ['chip'] },
      submissionId: id,
      signal,
    });
    const [, input] = deps.judge.mock.calls[1] as [string, CheckInput, AbortSignal];
    expect(Buffer.from(input.chip?.dg1 ?? [])).toEqual(bytes);
    expect(Object.keys(input.images)).toEqual(['id_document_front']);
  });

  test('tells a check that recalls pictures where they were used, and keeps that with the outcome', async () => {
    const recalling: CheckDefinition = { ...CHECK, recalls: ['id_document_front', 'id_document_back'] };
    const [first, second] = [await givenSubmission(), await givenSubmission()];
    const usesIn = async (submission: { id: string; key: DataKey }) => {
      await runCheck(deps, { check: recalling, submissionId: submission.id, signal });
      const outcome = await outcomeOf(submission.id);
      const stored = openJson(
        submission.key,
        outcome.sealedEvidence ?? new Uint8Array(),
        outcomeContext(outcome, 'evidence'),
        evidence,
      );
      const [, input] = deps.judge.mock.calls.at(-1) as [string, CheckInput, AbortSignal];
      expect(stored.earlierUses).toEqual(input.earlierUses);
      return input.earlierUses;
    };
    expect(await usesIn(first)).toMatchObject({ id_document_front: { sessions: 0 } });
    expect(await usesIn(second)).toEqual({
      id_document_front: {
        sessions: 1,
        exact: 1,
        nearest: null,
        ended: { verified: 0, failed: 0, canceled: 0, open: 1 },
      },
    });
  });

  test('tells a check what a picture told of its making, and keeps that with the outcome', async () => {
    const { id, key, sessionId } = await givenSubmission();
    const file = await deps.db.file.findFirstOrThrow({ where: { sessionId } });
    const origin = { ...UNKNOWN_ORIGIN, editors: ['gimp'] };
    await deps.db.file.update({
      where: { id: file.id },
      data: { sealedOrigin: sealOrigin(file, key, origin) },
    });
    await runCheck(deps, { check: CHECK, submissionId: id, signal });
    const [, input] = deps.judge.mock.calls[0] as [string, CheckInput, AbortSignal];
    expect(input.origins).toEqual({ id_document_front: origin });
    const outcome = await outcomeOf(id);
    const sealed = outcome.sealedEvidence ?? new Uint8Array();
    expect(openJson(key, sealed, outcomeContext(outcome, 'evidence'), evidence).origins).toEqual(
      input.origins,
    );
  });

  test('keeps the faces that were compared under the key of the session, with which they are gone', async () => {
    const { id, sessionId, key } = await givenSubmission();
    const crops = { selfie: Buffer.from('a face').toString('base64') };
    deps.judge.mockResolvedValue({ ...passed, crops });
    await runCheck(deps, { check: CHECK, submissionId: id, signal });
    const outcome = await outcomeOf(id);
    const sealed = outcome.sealedCrops ?? new Uint8Array();
    expect(openJson(key, sealed, outcomeContext(outcome, 'crops'), faceCrops)).toEqual(crops);
    expect(Buffer.from(sealed).includes('a face')).toBe(false);
    expect(Buffer.from(sealed).includes(crops.selfie)).toBe(false);
    const session = await deps.db.verificationSession.update({
      where: { id: sessionId },
      data: { dataKey: null },
    });
    expect(() => sessionKey(keys, session)).toThrow(RedactedError);
  });

  test('keeps the code and reason of a failure, and no facts', async () => {
    const { id } = await givenSubmission();
    deps.judge.mockResolvedValue({
      ...passed,
      verdict: { status: 'failed', code: 'document_expired', reason: 'It has expired.', insights: [] },
    });
    await runCheck(deps, { check: CHECK, submissionId: id, signal });
    expect(await outcomeOf(id)).toMatchObject({
      status: 'failed',
      code: 'document_expired',
      reason: 'It has expired.',
      sealedFacts: null,
    });
  });

  test('run again, announces the outcome it finds and judges nothing', async () => {
    const { id } = await givenSubmission();
    await runCheck(deps, { check: CHECK, submissionId: id, signal });
    const first = await outcomeOf(id);
    await runCheck(deps, { check: CHECK, submissionId: id, signal });
    expect(deps.judge).toHaveBeenCalledTimes(1);
    expect(await outcomeOf(id)).toEqual(first);
    expect(announced).toHaveLength(2);
  });

  test('of two runs at once, the first outcome stays', async () => {
    const { id } = await givenSubmission();
    await Promise.all([1, 2].map(() => runCheck(deps, { check: CHECK, submissionId: id, signal })));
    expect(await deps.db.checkOutcome.count({ where: { submissionId: id } })).toBe(1);
  });

  test('a check that cannot measure leaves no outcome, so that the queue tries again', async () => {
    const { id } = await givenSubmission();
    deps.judge.mockRejectedValue(new Error('model missing'));
    await expect(runCheck(deps, { check: CHECK, submissionId: id, signal })).rejects.toThrow('model missing');
    expect(await deps.db.checkOutcome.count({ where: { submissionId: id } })).toBe(0);
    expect(announced).toEqual([]);
  });

  test('refuses a code that the check does not declare', async () => {
    const { id } = await givenSubmission();
    deps.judge.mockResolvedValue({
      ...passed,
      verdict: { status: 'failed', code: 'selfie_face_mismatch', reason: '', insights: [] },
    });
    await expect(runCheck(deps, { check: CHECK, submissionId: id, signal })).rejects.toThrow(
      'does not declare',
    );
  });

  test('does nothing for a submission that was settled meanwhile', async () => {
    const { id } = await givenSubmission();
    await deps.db.submission.update({ where: { id }, data: { settledAt: new Date() } });
    await runCheck(deps, { check: CHECK, submissionId: id, signal });
    expect(deps.judge).not.toHaveBeenCalled();
  });

  test('cannot open the pictures of a redacted session', async () => {
    const { id, sessionId } = await givenSubmission();
    await deps.db.verificationSession.update({ where: { id: sessionId }, data: { dataKey: null } });
    await expect(runCheck(deps, { check: CHECK, submissionId: id, signal })).rejects.toThrow(RedactedError);
  });
});

describe('recordExhaustedCheck', () => {
  const error = new Error('model missing');

  test('writes an errored outcome and announces it', async () => {
    const { id } = await givenSubmission();
    await recordExhaustedCheck(deps, { check: CHECK, submissionId: id, error });
    expect(await outcomeOf(id)).toMatchObject({ status: 'errored', code: null, reason: 'model missing' });
    expect(announced).toHaveLength(1);
  });

  test('leaves an outcome that is already there', async () => {
    const { id } = await givenSubmission();
    await runCheck(deps, { check: CHECK, submissionId: id, signal });
    await recordExhaustedCheck(deps, { check: CHECK, submissionId: id, error });
    expect(await outcomeOf(id)).toMatchObject({ status: 'passed' });
  });

  test('knows nothing of a submission that does not exist', async () => {
    await recordExhaustedCheck(deps, { check: CHECK, submissionId: 'vsub_gone', error });
    expect(announced).toEqual([]);
  });
});
