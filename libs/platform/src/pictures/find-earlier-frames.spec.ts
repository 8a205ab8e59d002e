import { seededRandom } from '@idem/testing/random';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createFreshDatabase, type FreshDatabase } from '../testing/fresh-database.js';
import { findEarlierFrames } from './find-earlier-frames.js';
import { MAX_DISTANCE } from './picture-hash.js';
import { hashesOf, type PictureHashes, recordPictures } from './record-pictures.js';

const now = new Date('2026-11-25T12:00:00Z');
const random = seededRandom(5);
let fresh: FreshDatabase;
let count = 0;

beforeAll(async () => {
  fresh = await createFreshDatabase();
  await fresh.database.account.createMany({ data: [{ id: 'acct_1' }, { id: 'acct_2' }] });
});
afterAll(() => fresh?.drop());
beforeEach(async () => {
  await fresh.database.pictureTrace.deleteMany();
});

/** A picture nobody took before. */
function freshFrame(): PictureHashes {
  const hash = Buffer.from(Array.from({ length: 32 }, () => random.integer(0, 255)));
  return hashesOf(new TextEncoder().encode(`frame ${++count}`), hash.toString('hex'));
}

/** Another file of a picture that looks the same but for so many bits. */
function nearlyThe({ perceptual }: PictureHashes, bits: number): PictureHashes {
  const hash = Buffer.from(perceptual!);
  for (let bit = 0; bit < bits; bit++) hash[bit >> 3]! ^= 128 >> (bit & 7);
  return hashesOf(new TextEncoder().encode(`frame ${++count}`), hash.toString('hex'));
}

async function givenOwner(accountId = 'acct_1', livemode = false) {
  const sessionId = `vs_${++count}`;
  await fresh.database.verificationSession.create({
    data: {
      id: sessionId,
      accountId,
      livemode,
      type: 'document',
      options: {},
      dataKey: new Uint8Array(8),
    },
  });
  return { accountId, livemode, sessionId, submissionId: `vsub_${++count}` };
}

type Owner = Awaited<ReturnType<typeof givenOwner>>;

const submit = (owner: Owner, frames: readonly PictureHashes[]) =>
  recordPictures(
    fresh.database,
    owner,
    Object.fromEntries(frames.map((frame, i) => [`challenge_${i}`, frame])),
    now,
  );
const find = (owner: Owner, frames: readonly PictureHashes[]) =>
  findEarlierFrames(fresh.database, owner, frames);

describe('pictures of a challenge in other submissions', () => {
  test('each is told by itself: the very file, one that looks the same, and a new one', async () => {
    const [copied, similar, unseen] = [freshFrame(), freshFrame(), freshFrame()];
    await submit(await givenOwner(), [copied, nearlyThe(similar, 3)]);
    await submit(await givenOwner(), [copied]);
    expect(await find(await givenOwner(), [copied, similar, unseen])).toEqual([
      { exact: 2, nearest: 0 },
      { exact: 0, nearest: 3 },
      { exact: 0, nearest: null },
    ]);
  });

  test('an earlier try of the same session counts, the submission itself does not', async () => {
    const owner = await givenOwner();
    const frame = freshFrame();
    await submit(owner, [frame, frame]);
    expect(await find(owner, [frame])).toEqual([{ exact: 0, nearest: null }]);
    expect(await find({ ...owner, submissionId: 'vsub_second_try' }, [frame])).toEqual([
      { exact: 1, nearest: 0 },
    ]);
  });

  test('other accounts and the other mode are not looked into', async () => {
    const frame = freshFrame();
    await submit(await givenOwner('acct_2'), [frame]);
    await submit(await givenOwner('acct_1', true), [frame]);
    expect(await find(await givenOwner(), [frame])).toEqual([{ exact: 0, nearest: null }]);
  });

  test('beyond the distance of near duplicates nothing is near', async () => {
    const frame = freshFrame();
    await submit(await givenOwner(), [nearlyThe(frame, MAX_DISTANCE + 1)]);
    expect(await find(await givenOwner(), [frame])).toEqual([{ exact: 0, nearest: null }]);
  });

  test('a picture that cannot be decoded is known by its bytes alone', async () => {
    const broken = hashesOf(new TextEncoder().encode('broken'), null);
    await submit(await givenOwner(), [broken]);
    expect(await find(await givenOwner(), [broken])).toEqual([{ exact: 1, nearest: null }]);
    expect(await find(await givenOwner(), [])).toEqual([]);
  });
});
