import { ABANDONED_AFTER_MS } from '@idem/domain';
import { type Database, openDatabase } from '@idem/platform/prisma/open-database';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { givenEndpoint, givenSubmission } from '../testing/given.js';
import { createWorld, type World } from '../testing/world.js';
import { abandonSessions } from './abandon-sessions.js';

let world: World;
let other: Database;
beforeAll(async () => {
  world = await createWorld();
  other = await openDatabase({ databaseUrl: world.databaseUrl });
});
afterAll(async () => {
  await other.$disconnect();
  await world.end();
});
afterEach(async () => {
  await world.deps.db.verificationSession.updateMany({ data: { personActiveAt: null } });
});

/** A session that a person has begun. */
async function begun(
  change: { status?: 'requires_input' | 'processing' | 'canceled'; redaction?: 'processing' } = {},
): Promise<string> {
  const { sessionId } = await givenSubmission(world.deps);
  await world.deps.db.verificationSession.update({
    where: { id: sessionId },
    data: { status: 'requires_input', personActiveAt: world.clock.now(), ...change },
  });
  return sessionId;
}
const sessionOf = (id: string) => world.deps.db.verificationSession.findUniqueOrThrow({ where: { id } });
const eventsOf = async (sessionId: string) =>
  (await world.deps.db.event.findMany({ where: { sessionId } })).map(({ type }) => type);
const EVENT = 'identity.verification_session.requires_input';

test('a session left alone for a day is abandoned, and that is told once', async () => {
  await givenEndpoint(world.deps, { url: 'https://a.example' });
  const id = await begun();
  world.clock.advance(ABANDONED_AFTER_MS - 1);
  await expect(abandonSessions(world.deps)).resolves.toBe(0);
  world.clock.advance(1);
  await expect(abandonSessions(world.deps)).resolves.toBe(1);
  await expect(sessionOf(id)).resolves.toMatchObject({
    status: 'requires_input',
    lastErrorCode: 'abandoned',
    lastErrorReason: expect.stringMatching(/\w/),
    lastReportId: null,
  });
  await expect(abandonSessions(world.deps)).resolves.toBe(0);
  expect(await eventsOf(id)).toEqual([EVENT]);
  await expect(world.deps.db.webhookDelivery.count({ where: { event: { sessionId: id } } })).resolves.toBe(1);
});

test('whoever comes back and leaves again is told of again', async () => {
  const id = await begun();
  world.clock.advance(ABANDONED_AFTER_MS);
  await abandonSessions(world.deps);
  await world.deps.db.verificationSession.update({
    where: { id },
    data: { personActiveAt: world.clock.now() },
  });
  await expect(abandonSessions(world.deps)).resolves.toBe(0);
  world.clock.advance(ABANDONED_AFTER_MS);
  await expect(abandonSessions(world.deps)).resolves.toBe(1);
  expect(await eventsOf(id)).toEqual([EVENT, EVENT]);
});

test('sessions that nobody began, that were submitted, canceled or are being redacted are left alone', async () => {
  const ids = [
    await begun({ status: 'processing' }),
    await begun({ status: 'canceled' }),
    await begun({ redaction: 'processing' }),
  ];
  const untouched = await begun();
  await world.deps.db.verificationSession.update({
    where: { id: untouched },
    data: { personActiveAt: null },
  });
  world.clock.advance(3 * ABANDONED_AFTER_MS);
  await expect(abandonSessions(world.deps)).resolves.toBe(0);
  for (const id of [...ids, untouched]) expect(await eventsOf(id)).toEqual([]);
});

test('by many aggregators at once it is told once, and who comes back in time is not told of', async () => {
  const ids = [await begun(), await begun(), await begun()];
  world.clock.advance(ABANDONED_AFTER_MS);
  const back = ids[0]!;
  const counts = await Promise.all([
    abandonSessions(world.deps),
    abandonSessions({ ...world.deps, db: other }),
    world.deps.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM verification_sessions WHERE id = ${back} FOR UPDATE`;
      await tx.verificationSession.update({
        where: { id: back },
        data: { status: 'processing', personActiveAt: null },
      });
      return 0;
    }),
  ]);
  expect(counts[0] + counts[1]).toBeGreaterThanOrEqual(2);
  for (const id of ids.slice(1)) expect(await eventsOf(id)).toEqual([EVENT]);
  expect((await sessionOf(back)).status).toBe('processing');
});
