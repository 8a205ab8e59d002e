import type { EarlierFrame } from '@idem/contracts';
import { Prisma } from '../prisma/generated/client.js';
import type { Database, Transaction } from '../prisma/open-database.js';
import { blocksOf, distanceOf, MAX_DISTANCE } from './picture-hash.js';
import type { PictureHashes, PictureOwner } from './record-pictures.js';

/** Traces that are compared bit by bit, at most. */
const MAX_CANDIDATES = 5_000;

interface Candidate {
  readonly submission_id: string;
  readonly exact: Uint8Array;
  readonly perceptual: Uint8Array | null;
}

/**
 * Finds in how many other submissions each picture of a selfie challenge was used. Unlike with documents, earlier tries
 * of the same session count: what answers a challenge must have been taken for it.
 */
export async function findEarlierFrames(
  db: Database | Transaction,
  scope: Omit<PictureOwner, 'sessionId'>,
  frames: readonly PictureHashes[],
): Promise<EarlierFrame[]> {
  if (frames.length === 0) return [];
  const { accountId, livemode, submissionId } = scope;
  const exacts = frames.map(({ exact }) => exact);
  const blocks = frames.flatMap(({ perceptual }) => (perceptual === null ? [] : blocksOf(perceptual)));
  const candidates = (condition: Prisma.Sql) => db.$queryRaw<Candidate[]>`
    SELECT submission_id, exact, perceptual FROM picture_traces
    WHERE account_id = ${accountId} AND livemode = ${livemode} AND submission_id <> ${submissionId} AND ${condition}
    LIMIT ${MAX_CANDIDATES}`;
  const same = await candidates(Prisma.sql`exact = ANY(${exacts}::bytea[])`);
  const near = await candidates(Prisma.sql`id IN (
    SELECT trace_id FROM picture_blocks
    WHERE account_id = ${accountId} AND livemode = ${livemode} AND block = ANY(${blocks}::int[])
    LIMIT ${MAX_CANDIDATES})`);
  return frames.map(({ exact, perceptual }) => {
    const submissions = same.filter((trace) => Buffer.compare(trace.exact, exact) === 0);
    const distances = near.flatMap((trace) =>
      perceptual === null || trace.perceptual === null ? [] : [distanceOf(trace.perceptual, perceptual)],
    );
    const nearest = Math.min(...distances);
    return {
      exact: new Set(submissions.map(({ submission_id }) => submission_id)).size,
      nearest: nearest <= MAX_DISTANCE ? nearest : null,
    };
  });
}
