import type { EarlierUses } from '@idem/contracts';
import { seededRandom } from '@idem/testing/random';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Prisma } from '../prisma/generated/client.js';
import { createFreshDatabase, type FreshDatabase } from '../testing/fresh-database.js';
import { findEarlierUses, sameFile, sharingABlock } from './find-earlier-uses.js';
import { forgetOldPictures, forgetPictures, REMEMBERED_DAYS } from './forget-pictures.js';
import { blocksOf, distanceOf, hashBytes, MAX_DISTANCE } from './picture-hash.js';
import { hashesOf, recordPictures } from './record-pictures.js';

const now = new Date('2026-11-25T12:00:00Z');
const random = seededRandom(2);
const randomHash = () => Uint8Array.from({ length: 32 }, () => random.integer(0, 255));
const flipped = (hash: Uint8Array, bits: readonly number[]) => {
  const copy = Uint8Array.from(hash);
  for (const bit of bits) copy[bit >> 3]! ^= 128 >> (bit & 7);
  return copy;
};
const bytesOf = (name: string) => new TextEncoder().encode(name);
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');

describe('blocks of a hash', () => {
  const bits = fc.uniqueArray(fc.nat(255), { maxLength: MAX_DISTANCE });
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

  test('hashes within the distance share one, whichever bits differ', () => {
    fc.assert(
      fc.property(hash, bits, (original, differing) => {
        const near = flipped(original, differing);
        expect(distanceOf(original, near)).toBe(differing.length);
        const blocks = new Set(blocksOf(original));
        expect(blocksOf(near).some((block) => blocks.has(block))).toBe(true);
      }),
    );
  });

  test('every bit is in exactly one, and position tells blocks of one value apart', () => {
    const empty = blocksOf(new Uint8Array(32));
    expect(new Set(empty).size).toBe(16);
    for (let bit = 0; bit < 256; bit++) {
      const changed = blocksOf(flipped(new Uint8Array(32), [bit]));
      expect(changed.filter((block) => !empty.includes(block))).toHaveLength(1);
    }
    expect(new Set(blocksOf(new Uint8Array(32).fill(255)).map((block) => block % 65_536))).toEqual(
      new Set([65_535]),
    );
  });

  test('anything but 256 bits is refused', () => {
    expect(() => hashBytes('00')).toThrow(RangeError);
    expect(() => blocksOf(new Uint8Array(8))).toThrow(RangeError);
    expect(() => distanceOf(new Uint8Array(32), new Uint8Array(8))).toThrow(RangeError);
  });
});

describe('in the database', () => {
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

  type Session = Awaited<ReturnType<typeof givenSession>>;
  async function givenSession(
    more: Partial<
      Pick<
        Prisma.VerificationSessionUncheckedCreateInput,
        'status' | 'lastErrorCode' | 'accountId' | 'livemode' | 'dataKey'
      >
    > = {},
  ) {
    const id = `vs_${++count}`;
    const { accountId, livemode } = await fresh.database.verificationSession.create({
      data: {
        id,
        accountId: 'acct_1',
        livemode: false,
        type: 'document',
        status: 'processing',
        options: {},
        dataKey: new Uint8Array(8),
        ...more,
      },
    });
    return { accountId, livemode, sessionId: id };
  }
  const record = (
    session: Session,
    hash: Uint8Array | null,
    file = bytesOf(`${++count}`),
    submissionId = `vsub_${++count}`,
  ) =>
    recordPictures(
      fresh.database,
      { ...session, submissionId },
      { id_document_front: hashesOf(file, hash && hex(hash)) },
      now,
    );
  const find = (session: Session, hash: Uint8Array | null, file = bytesOf('another file')) =>
    findEarlierUses(fresh.database, session, hashesOf(file, hash && hex(hash)));
  const NONE: EarlierUses = {
    sessions: 0,
    exact: 0,
    nearest: null,
    ended: { verified: 0, failed: 0, canceled: 0, open: 0 },
  };

  test('a picture is found again as the same file, or nearly so, and counted by session and ending', async () => {
    const hash = randomHash();
    const file = bytesOf('the file');
    await record(await givenSession({ status: 'verified' }), hash, file);
    await record(
      await givenSession({ status: 'requires_input', lastErrorCode: 'document_expired' }),
      flipped(hash, [3, 90]),
    );
    await record(
      await givenSession({ status: 'canceled' }),
      flipped(
        hash,
        Array.from({ length: 15 }, (_, i) => i * 17),
      ),
    );
    await record(await givenSession(), hash);
    await record(
      await givenSession(),
      flipped(
        hash,
        Array.from({ length: 16 }, (_, i) => i * 16),
      ),
    );
    await record(await givenSession(), randomHash());
    expect(await find(await givenSession(), hash, file)).toEqual({
      sessions: 4,
      exact: 1,
      nearest: 0,
      ended: { verified: 1, failed: 1, canceled: 1, open: 1 },
    });
  });

  test('the same file counts although it cannot be decoded, and once although submitted twice', async () => {
    const file = bytesOf('damaged');
    const other = await givenSession();
    await record(other, null, file);
    await record(other, null, file);
    expect(await find(await givenSession(), null, file)).toMatchObject({
      sessions: 1,
      exact: 1,
      nearest: null,
    });
  });

  test('another attempt of the same session is none', async () => {
    const session = await givenSession();
    const [hash, file] = [randomHash(), bytesOf('again')];
    await record(session, hash, file);
    await record(session, hash, file);
    expect(await find(session, hash, file)).toEqual(NONE);
  });

  test('other accounts and the other mode are not looked at', async () => {
    const [hash, file] = [randomHash(), bytesOf('elsewhere')];
    await record(await givenSession({ accountId: 'acct_2' }), hash, file);
    await record(await givenSession({ livemode: true }), hash, file);
    expect(await find(await givenSession(), hash, file)).toEqual(NONE);
  });

  test('recording twice remembers once', async () => {
    const session = await givenSession();
    for (const _ of [1, 2]) await record(session, randomHash(), bytesOf('x'), 'vsub_twice');
    expect(await fresh.database.pictureTrace.count()).toBe(1);
  });

  test('redaction forgets the session’s pictures and no others, and a redacted session is not remembered', async () => {
    const [redacted, other] = [await givenSession(), await givenSession()];
    const hash = randomHash();
    await record(redacted, hash);
    await record(redacted, hash);
    await record(other, hash);
    await fresh.database.$transaction(async (tx) => {
      await tx.verificationSession.update({ where: { id: redacted.sessionId }, data: { dataKey: null } });
      expect(await forgetPictures(tx, redacted.sessionId)).toBe(2);
    });
    await record(redacted, hash);
    expect((await fresh.database.pictureTrace.findMany()).map(({ sessionId }) => sessionId)).toEqual([
      other.sessionId,
    ]);
  });

  test('what is old enough is forgotten', async () => {
    await record(await givenSession(), randomHash());
    const days = (number: number) => new Date(now.getTime() + number * 86_400_000);
    expect(await forgetOldPictures(fresh.database, days(REMEMBERED_DAYS))).toBe(0);
    expect(await forgetOldPictures(fresh.database, days(REMEMBERED_DAYS + 1))).toBe(1);
  });

  test('among 10,000 pictures both searches go by an index', async () => {
    const owner = await givenSession();
    const hashes = Array.from({ length: 10_000 }, randomHash);
    const traces = await fresh.database.pictureTrace.createManyAndReturn({
      data: hashes.map((perceptual, i) => ({
        ...owner,
        submissionId: `vsub_many_${i}`,
        slot: 'id_document_front',
        exact: hashesOf(bytesOf(`file ${i}`), null).exact,
        perceptual,
      })),
      select: { id: true, perceptual: true },
    });
    const blocks = traces.flatMap(({ perceptual }) => blocksOf(perceptual!));
    const ids = traces.flatMap(({ id }) => Array.from({ length: 16 }, () => id));
    await fresh.database.$executeRaw`
      INSERT INTO picture_blocks (account_id, livemode, block, trace_id)
      SELECT ${owner.accountId}, ${owner.livemode}, block, trace_id
      FROM unnest(${blocks}::int[], ${ids}::bigint[]) AS given (block, trace_id)`;
    await fresh.database.$executeRawUnsafe('ANALYZE picture_traces, picture_blocks');
    const scope = await givenSession();
    const explain = async (query: Prisma.Sql) =>
      JSON.stringify(await fresh.database.$queryRaw`EXPLAIN (FORMAT JSON) ${query}`);
    const near = await explain(sharingABlock(scope, hashes[77]!));
    expect(near).toContain('picture_blocks_pkey');
    expect(near).not.toContain('Seq Scan');
    const same = await explain(sameFile(scope, hashesOf(bytesOf('file 77'), null).exact));
    expect(same).toContain('picture_traces_account_id_livemode_exact_idx');
    expect(same).not.toContain('Seq Scan');
    expect(await find(scope, flipped(hashes[77]!, [1, 2, 3]), bytesOf('file 5'))).toMatchObject({
      sessions: 1,
      exact: 1,
      nearest: 3,
    });
  }, 240_000);
});
