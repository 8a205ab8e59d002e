import { challengeContext } from '@idem/platform/challenges/challenge-context';
import { DataKey } from '@idem/platform/crypto/data-key';
import { sealJson } from '@idem/platform/crypto/seal';
import { SealError } from '@idem/platform/crypto/seal-error';
import { systemRandom } from '@idem/platform/random/random';
import { createFreshDatabase, type FreshDatabase } from '@idem/platform/testing/fresh-database';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openChallenge } from './open-challenge.js';

const NONCE = 'ab'.repeat(32);
const issuedAt = new Date('2026-11-25T12:00:00.000Z');
const key = DataKey.generate(systemRandom);
let fresh: FreshDatabase;
let count = 0;

beforeAll(async () => {
  fresh = await createFreshDatabase();
  await fresh.database.account.create({ data: { id: 'acct_1' } });
  for (const id of ['vs_1', 'vs_2']) {
    await fresh.database.verificationSession.create({
      data: { id, accountId: 'acct_1', livemode: false, type: 'document', options: {} },
    });
  }
});
afterAll(() => fresh?.drop());

async function givenChallenge(answer: unknown) {
  const id = `chal_${++count}`;
  await fresh.database.selfieChallenge.create({
    data: {
      id,
      sessionId: 'vs_1',
      number: count,
      nonce: NONCE,
      issuedAt,
      expiresAt: new Date(issuedAt.getTime() + 90_000),
      ...(answer !== null && {
        answeredAt: new Date(issuedAt.getTime() + 12_345),
        sealedAnswer: sealJson(key, answer, challengeContext(id)),
      }),
    },
  });
  return { id, number: count };
}

const frame = (file: string, step: string, at: number) => ({
  file,
  step,
  captured_at: at,
  uploaded_at: at + 400,
  virtual_camera: false,
  camera: 'Front Camera',
});
const ANSWER = { nonce: NONCE, frames: [frame('file_1', 'front', 900), frame('file_2', 'left', 2100)] };
const open = (id: string, by = key, sessionId = 'vs_1') =>
  openChallenge({ db: fresh.database }, { id, sessionId, key: by });

test('times count from when the challenge was issued, and pictures keep their order', async () => {
  const { id, number } = await givenChallenge(ANSWER);
  const { challenge, files } = await open(id);
  expect(files).toEqual(['file_1', 'file_2']);
  expect(challenge.challenge).toEqual({ nonce: NONCE, number, lifetimeMs: 90_000 });
  expect(challenge.answeredAtMs).toBe(12_345);
  expect(challenge.nonce).toBe(NONCE);
  expect(
    challenge.frames.map(({ step, capturedAtMs, uploadedAtMs }) => [step, capturedAtMs, uploadedAtMs]),
  ).toEqual([
    ['front', 900, 1300],
    ['left', 2100, 2500],
  ]);
});

test('a challenge without an answer, of another session, or that nobody issued is a fault of ours', async () => {
  const { id } = await givenChallenge(null);
  await expect(open(id)).rejects.toThrow(`${id} was not answered`);
  const answered = await givenChallenge(ANSWER);
  await expect(open(answered.id, key, 'vs_2')).rejects.toThrow();
  await expect(open('chal_unknown')).rejects.toThrow();
});

test('another key does not open it, nor does the answer of another challenge stand in for it', async () => {
  const { id } = await givenChallenge(ANSWER);
  await expect(open(id, DataKey.generate(systemRandom))).rejects.toThrow(SealError);
  const other = await givenChallenge(ANSWER);
  const { sealedAnswer } = await fresh.database.selfieChallenge.findUniqueOrThrow({
    where: { id: other.id },
  });
  await fresh.database.selfieChallenge.update({ where: { id }, data: { sealedAnswer } });
  await expect(open(id)).rejects.toThrow(SealError);
});

test('an answer that is not one is refused', async () => {
  const { id } = await givenChallenge({ nonce: NONCE, frames: [{ ...frame('file_1', 'sideways', 1) }] });
  await expect(open(id)).rejects.toThrow();
});
