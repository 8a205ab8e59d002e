import { type FaceTemplate, faceTemplate } from '@idem/contracts';
import { openJson, sealJson } from '../crypto/seal.js';
import { SealError } from '../crypto/seal-error.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import type { Database, Transaction } from '../prisma/open-database.js';
import { sessionKey } from '../sessions/session-key.js';
import type { OpenedFaces } from './opened-faces.js';

/** Whose faces are remembered, and looked for. */
export interface FaceOwner {
  readonly accountId: string;
  readonly livemode: boolean;
  readonly sessionId: string;
}

const context = (sessionId: string): string => `face_template:${sessionId}`;
/** Rows that are opened at a time: 2 MB of sealed vectors, some ten ms in which nothing else is done. */
const PAGE = 200;

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
  /** Other sessions with a face that is as alike as asked, and its cosine, −1 to 1. */
  readonly alike: ReadonlyMap<string, number>;
  /** All other sessions whose face was looked at. */
  readonly compared: ReadonlySet<string>;
}

export const NO_FACES: AlikeFaces = { alike: new Map(), compared: new Set() };

/**
 * Finds a face among the others of the account and mode, by opening each of them: vectors in the clear would be
 * biometric data in the clear (docs/adr/0014).
 *
 * @param input `least` is the cosine from which a face counts; what was found `before` is not looked at again, unless it
 *   is gone, so that the bulk of a search need not happen in a transaction
 */
export async function findAlikeFaces(
  db: Database | Transaction,
  master: SealingKey,
  input: {
    readonly owner: FaceOwner;
    readonly template: FaceTemplate;
    readonly least: number;
    readonly before?: AlikeFaces;
    /** Faces that were opened by earlier searches; takes those that are opened by this one. */
    readonly opened?: OpenedFaces;
  },
): Promise<AlikeFaces> {
  const { owner, template, least, before = NO_FACES, opened } = input;
  const { accountId, livemode, sessionId } = owner;
  const scope = `${accountId}:${livemode}:${template.model}`;
  const remembered = await db.faceTemplate.findMany({
    where: {
      accountId,
      livemode,
      model: template.model,
      sessionId: { not: sessionId },
      session: { dataKey: { not: null }, redaction: null },
    },
    select: { sessionId: true, createdAt: true },
  });
  const compared = new Set(remembered.map((row) => row.sessionId));
  const alike = new Map([...before.alike].filter(([id]) => compared.has(id)));
  opened?.dropOthers(scope, new Set([...compared, sessionId]));
  const compare = (id: string, vector: ArrayLike<number>): void => {
    const cosine = dot(vector, template.vector);
    if (cosine >= least) alike.set(id, cosine);
  };
  const fresh: string[] = [];
  for (const { sessionId: id, createdAt } of remembered) {
    if (before.compared.has(id)) continue;
    const vector = opened?.get(scope, id, createdAt);
    if (vector === undefined) fresh.push(id);
    else compare(id, vector);
  }
  for (let from = 0; from < fresh.length; from += PAGE) {
    const rows = await db.faceTemplate.findMany({
      where: { sessionId: { in: fresh.slice(from, from + PAGE) }, session: { dataKey: { not: null } } },
      include: { session: { select: { id: true, dataKey: true } } },
    });
    for (const row of rows) {
      const vector = openVector(master, row);
      if (vector === null) {
        compared.delete(row.sessionId);
        continue;
      }
      compare(row.sessionId, vector);
      opened?.keep(scope, row.sessionId, row.createdAt, vector);
    }
  }
  return { alike, compared };
}

/** Null for a face that was erased meanwhile, or that none of the master keys opens any more: a search must not end all verifications for its sake. */
function openVector(
  master: SealingKey,
  row: {
    readonly sessionId: string;
    readonly sealedVector: Uint8Array;
    readonly session: { readonly id: string; readonly dataKey: Uint8Array | null };
  },
): Float32Array<ArrayBuffer> | null {
  if (row.session.dataKey === null) return null;
  try {
    const key = sessionKey(master, row.session);
    return Float32Array.from(openJson(key, row.sealedVector, context(row.sessionId), faceTemplate).vector);
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
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
function dot(p: ArrayLike<number>, q: ArrayLike<number>): number {
  if (p.length !== q.length) throw new RangeError('templates of different length');
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += p[i]! * q[i]!;
  return sum;
}
