import { createHash } from 'node:crypto';
import type { Database } from '../prisma/open-database.js';
import { blocksOf, hashBytes } from './picture-hash.js';

/** A picture as it is remembered. */
export interface PictureHashes {
  /** SHA-256. */
  readonly exact: Uint8Array<ArrayBuffer>;
  /** 256 bits; null where the file cannot be decoded. */
  readonly perceptual: Uint8Array<ArrayBuffer> | null;
}

/** @param perceptual 64 hex digits, or null */
export function hashesOf(bytes: Uint8Array, perceptual: string | null): PictureHashes {
  return {
    exact: new Uint8Array(createHash('sha256').update(bytes).digest()),
    perceptual: perceptual === null ? null : hashBytes(perceptual),
  };
}

/** Whose pictures are remembered, and looked for. */
export interface PictureOwner {
  readonly accountId: string;
  readonly livemode: boolean;
  readonly sessionId: string;
  readonly submissionId: string;
}

/**
 * Remembers the pictures of a submission, unless its session was redacted meanwhile. Safe to repeat.
 *
 * @param pictures by the place they were handed in for: an ImageSlot, or `challenge_0` …
 *
 * The session's row is locked against change until the traces are there: whoever redacts it afterwards deletes them.
 */
export async function recordPictures(
  db: Database,
  owner: PictureOwner,
  pictures: Readonly<Record<string, PictureHashes>>,
  now: Date,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const intact = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM verification_sessions
      WHERE id = ${owner.sessionId} AND data_key IS NOT NULL FOR SHARE`;
    if (intact.length === 0) return;
    const traces = await tx.pictureTrace.createManyAndReturn({
      data: Object.entries(pictures).map(([slot, hashes]) => ({ ...owner, slot, ...hashes, createdAt: now })),
      skipDuplicates: true,
    });
    const { accountId, livemode } = owner;
    await tx.pictureBlock.createMany({
      data: traces.flatMap(({ id: traceId, perceptual }) =>
        perceptual === null
          ? []
          : blocksOf(perceptual).map((block) => ({ accountId, livemode, block, traceId })),
      ),
    });
  });
}
