import { type FaceTemplate, faceTemplate } from '@idem/contracts';
import { openJson, sealJson } from '../crypto/seal.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import type { Database, Transaction } from '../prisma/open-database.js';
import { sessionKey } from '../sessions/session-key.js';

/** Whose faces are remembered, and looked for. */
export interface FaceOwner {
  readonly accountId: string;
  readonly livemode: boolean;
  readonly sessionId: string;
}

const context = (sessionId: string): string => `face_template:${sessionId}`;
/** Rows that are opened at a time: some 4 MB of sealed vectors. */
const PAGE = 1_000;

/** Remembers a verified face under the key of its session. Safe to repeat. @param key the session's data key */
export async function rememberFace(
  db: Database | Transaction,
  key: SealingKey,
  input: { readonly owner: FaceOwner; readonly template: FaceTemplate; readonly now: Date },
): Promise<void> {
  const { owner, template, now } = input;
  const sealedVector = sealJson(key, template, context(owner.sessionId));
  await db.faceTemplate.createMany({
    data: { ...owner, model: template.model, sealedVector, createdAt: now },
    skipDuplicates: true,
  });
}

export interface AlikeFaces {
  /** Other sessions with a face that is as alike as asked. */
  readonly sessions: number;
  /** Cosine of the nearest, −1 to 1; null where there is none. */
  readonly nearest: number | null;
}

/**
 * Finds a face among the others of the account and mode, by opening each of them: vectors in the clear would be
 * biometric data in the clear (docs/adr/0014).
 *
 * @param input `least` is the cosine from which a face counts
 */
export async function findAlikeFaces(
  db: Database | Transaction,
  master: SealingKey,
  input: { readonly owner: FaceOwner; readonly template: FaceTemplate; readonly least: number },
): Promise<AlikeFaces> {
  const { owner, template, least } = input;
  const { accountId, livemode, sessionId } = owner;
  let [sessions, nearest, after] = [0, null as number | null, ''];
  for (;;) {
    const rows = await db.faceTemplate.findMany({
      where: {
        accountId,
        livemode,
        model: template.model,
        sessionId: { gt: after, not: sessionId },
        session: { dataKey: { not: null } },
      },
      include: { session: { select: { id: true, dataKey: true } } },
      orderBy: { sessionId: 'asc' },
      take: PAGE,
    });
    for (const row of rows) {
      const key = sessionKey(master, row.session);
      const { vector } = openJson(key, row.sealedVector, context(row.sessionId), faceTemplate);
      const cosine = dot(vector, template.vector);
      if (cosine < least) continue;
      sessions += 1;
      nearest = Math.max(nearest ?? -1, cosine);
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return { sessions, nearest };
    after = last.sessionId;
  }
}

/** Forgets the face of a session: a part of its redaction, in its transaction. @returns how many there were */
export async function forgetFace(db: Database | Transaction, sessionId: string): Promise<number> {
  return (await db.faceTemplate.deleteMany({ where: { sessionId } })).count;
}

/** Forgets faces that were remembered before a moment. @returns how many */
export async function forgetFacesBefore(db: Database | Transaction, before: Date): Promise<number> {
  return (await db.faceTemplate.deleteMany({ where: { createdAt: { lt: before } } })).count;
}

/** @throws {RangeError} when the vectors are of different length, and so of different models. */
function dot(p: readonly number[], q: readonly number[]): number {
  if (p.length !== q.length) throw new RangeError('templates of different length');
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += p[i]! * q[i]!;
  return sum;
}
