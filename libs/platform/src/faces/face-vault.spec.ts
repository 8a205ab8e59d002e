import { seededRandom } from '@idem/testing/random';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DataKey } from '../crypto/data-key.js';
import { MasterKeyRing } from '../crypto/master-key.js';
import { systemRandom } from '../random/random.js';
import { createFreshDatabase, type FreshDatabase } from '../testing/fresh-database.js';
import { findAlikeFaces, forgetFace, forgetFacesBefore, rememberFace } from './face-vault.js';
import { OpenedFaces } from './opened-faces.js';

const now = new Date('2026-11-29T12:00:00Z');
const random = seededRandom(4);
const keys = new MasterKeyRing({ current: systemRandom.bytes(32), previous: [] });

let fresh: FreshDatabase;
let count = 0;
beforeAll(async () => {
  fresh = await createFreshDatabase();
  await fresh.database.account.createMany({ data: [{ id: 'acct_1' }, { id: 'acct_2' }] });
});
afterAll(() => fresh?.drop());
beforeEach(async () => {
  await fresh.database.faceTemplate.deleteMany();
});

const unit = (values: readonly number[]) => values.map((value) => value / Math.hypot(...values));
const someFace = () => unit(Array.from({ length: 64 }, () => random.normal()));
const near = (vector: readonly number[]) => unit(vector.map((value) => value + 0.05 * random.normal()));
const templateOf = (vector: readonly number[], model = 'm') => ({ model, vector: [...vector] });

async function givenSession(change: { accountId?: string; livemode?: boolean } = {}) {
  const id = `vs_face_${++count}`;
  const key = DataKey.generate(systemRandom);
  const { accountId, livemode } = await fresh.database.verificationSession.create({
    data: {
      id,
      accountId: 'acct_1',
      livemode: false,
      type: 'document',
      status: 'verified',
      options: {},
      dataKey: key.wrap(keys, `verification_session:${id}`),
      ...change,
    },
  });
  return { key, owner: { accountId, livemode, sessionId: id } };
}
type Session = Awaited<ReturnType<typeof givenSession>>;

const remember = ({ key, owner }: Session, vector: readonly number[], model?: string) =>
  rememberFace(fresh.database, key, { owner, template: templateOf(vector, model), now });
const find = ({ owner }: Session, vector: readonly number[]) =>
  findAlikeFaces(fresh.database, keys, { owner, template: templateOf(vector), least: 0.6 });

describe('faces of an account', () => {
  test('are found again among others, and never in their own session', async () => {
    const face = someFace();
    const [first, second, stranger] = [await givenSession(), await givenSession(), await givenSession()];
    await remember(first, face);
    await remember(first, someFace());
    await remember(second, near(face));
    await remember(stranger, someFace());
    const found = await find(await givenSession(), face);
    expect([...found.alike.keys()].sort()).toEqual([first.owner.sessionId, second.owner.sessionId].sort());
    expect(found.alike.get(first.owner.sessionId)).toBeCloseTo(1, 6);
    expect(found.compared.size).toBe(3);
    expect((await find(first, face)).alike.size).toBe(1);
    expect((await find(await givenSession(), someFace())).alike.size).toBe(0);
  });

  test('that were compared before are not compared again, and those that came or went since are noticed', async () => {
    const face = someFace();
    const [kept, gone, late] = [await givenSession(), await givenSession(), await givenSession()];
    await remember(kept, face);
    await remember(gone, face);
    const asking = await givenSession();
    const before = await find(asking, face);
    await remember(late, face);
    await forgetFace(fresh.database, gone.owner.sessionId);
    // What cannot be opened any more shows that it was not opened.
    await fresh.database.faceTemplate.update({
      where: { sessionId: kept.owner.sessionId },
      data: { sealedVector: Buffer.from('no vector') },
    });
    const found = await findAlikeFaces(fresh.database, keys, {
      owner: asking.owner,
      template: templateOf(face),
      least: 0.6,
      before,
    });
    expect([...found.alike.keys()].sort()).toEqual([kept.owner.sessionId, late.owner.sessionId].sort());
  });

  test('that were opened are not opened again, until they are remembered anew or forgotten', async () => {
    const [face, other] = [someFace(), someFace()];
    const [kept, renewed, gone] = [await givenSession(), await givenSession(), await givenSession()];
    for (const session of [kept, renewed, gone]) await remember(session, face);
    const opened = new OpenedFaces(10);
    const asking = await givenSession();
    const search = async (vector: readonly number[]) => [
      ...(
        await findAlikeFaces(fresh.database, keys, {
          owner: asking.owner,
          template: templateOf(vector),
          least: 0.6,
          opened,
        })
      ).alike.keys(),
    ];
    expect(await search(face)).toHaveLength(3);
    expect(opened.count).toBe(3);
    const where = { sessionId: kept.owner.sessionId };
    await fresh.database.faceTemplate.update({ where, data: { sealedVector: Buffer.from('no vector') } });
    await forgetFace(fresh.database, renewed.owner.sessionId);
    await rememberFace(fresh.database, renewed.key, {
      owner: renewed.owner,
      template: templateOf(other),
      now: new Date(now.getTime() + 1),
    });
    await forgetFace(fresh.database, gone.owner.sessionId);
    expect(await search(face)).toEqual([kept.owner.sessionId]);
    expect(await search(other)).toEqual([renewed.owner.sessionId]);
    expect(opened.count).toBe(2);
    opened.drop(kept.owner.sessionId);
    expect(opened.count).toBe(1);
  });

  test('are opened every time where no more are kept', async () => {
    const face = someFace();
    for (let n = 0; n < 3; n++) await remember(await givenSession(), face);
    const opened = new OpenedFaces(2);
    const { owner } = await givenSession();
    for (let n = 0; n < 2; n++) {
      const found = await findAlikeFaces(fresh.database, keys, {
        owner,
        template: templateOf(face),
        least: 0.6,
        opened,
      });
      expect(found.alike.size).toBe(3);
      expect(opened.count).toBe(2);
    }
  });

  test('lie in no column in the clear', async () => {
    const face = someFace();
    await remember(await givenSession(), face);
    const [row] = await fresh.database.faceTemplate.findMany();
    const stored = Buffer.from(row!.sealedVector);
    expect(stored.includes(String(face[0]))).toBe(false);
    expect(stored.includes(Buffer.from(Float32Array.of(face[0]!).buffer))).toBe(false);
  });

  test('of other accounts, the other mode and other models are not looked at', async () => {
    const face = someFace();
    await remember(await givenSession({ accountId: 'acct_2' }), face);
    await remember(await givenSession({ livemode: true }), face);
    await remember(await givenSession(), face, 'another');
    expect((await find(await givenSession(), face)).alike.size).toBe(0);
  });

  test('are gone with the key of their session, by redaction, and with time', async () => {
    const face = someFace();
    const [keyless, redacted] = [await givenSession(), await givenSession()];
    await remember(keyless, face);
    await remember(redacted, face);
    await fresh.database.verificationSession.update({
      where: { id: keyless.owner.sessionId },
      data: { dataKey: null },
    });
    expect((await find(await givenSession(), face)).alike.size).toBe(1);
    expect(await forgetFace(fresh.database, redacted.owner.sessionId)).toBe(1);
    expect((await find(await givenSession(), face)).alike.size).toBe(0);
    expect(await forgetFacesBefore(fresh.database, now)).toBe(0);
    expect(await forgetFacesBefore(fresh.database, new Date(now.getTime() + 1))).toBe(1);
  });
});
