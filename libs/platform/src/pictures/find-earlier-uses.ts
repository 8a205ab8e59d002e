import type { EarlierUses } from '@idem/contracts';
import { Prisma } from '../prisma/generated/client.js';
import type { Database, Transaction } from '../prisma/open-database.js';
import { blocksOf, distanceOf, MAX_DISTANCE } from './picture-hash.js';
import type { PictureHashes, PictureOwner } from './record-pictures.js';

/** Candidates that are compared bit by bit, at most: what comes beyond adds nothing to an insight. */
const MAX_CANDIDATES = 5_000;

interface Candidate {
  readonly session_id: string;
  readonly perceptual: Uint8Array | null;
  readonly status: string;
  readonly last_error_code: string | null;
}

type Scope = Omit<PictureOwner, 'submissionId'>;

/**
 * Finds the other sessions of the account and mode in which a picture was used. Of the session itself nothing is
 * found: a person who tries again may send the same picture.
 */
export async function findEarlierUses(
  db: Database | Transaction,
  scope: Scope,
  { exact, perceptual }: PictureHashes,
): Promise<EarlierUses> {
  const same = await db.$queryRaw<Candidate[]>(sameFile(scope, exact));
  const alike = perceptual ? await db.$queryRaw<Candidate[]>(sharingABlock(scope, perceptual)) : [];
  const near = alike.flatMap((candidate) => {
    const distance = candidate.perceptual ? distanceOf(candidate.perceptual, perceptual!) : null;
    return distance !== null && distance <= MAX_DISTANCE ? [{ ...candidate, distance }] : [];
  });
  const sessions = new Map([...near, ...same].map((candidate) => [candidate.session_id, endOf(candidate)]));
  const ended = { verified: 0, failed: 0, canceled: 0, open: 0 };
  for (const end of sessions.values()) ended[end]++;
  return {
    sessions: sessions.size,
    exact: new Set(same.map(({ session_id }) => session_id)).size,
    nearest: near.length === 0 ? null : Math.min(...near.map(({ distance }) => distance)),
    ended,
  };
}

function endOf({ status, last_error_code }: Candidate): keyof EarlierUses['ended'] {
  if (status === 'verified' || status === 'canceled') return status;
  return status === 'requires_input' && last_error_code !== null ? 'failed' : 'open';
}

/** Traces of the very same file, by its hash. */
export const sameFile = (scope: Scope, exact: Uint8Array): Prisma.Sql =>
  candidates(
    scope,
    Prisma.sql`trace.account_id = ${scope.accountId} AND trace.livemode = ${scope.livemode} AND trace.exact = ${exact}`,
  );

/** Traces that have a block of the perceptual hash in common: all near ones are among them. */
export const sharingABlock = (scope: Scope, perceptual: Uint8Array): Prisma.Sql =>
  candidates(
    scope,
    Prisma.sql`trace.id IN (
      SELECT trace_id FROM picture_blocks
      WHERE account_id = ${scope.accountId} AND livemode = ${scope.livemode}
        AND block = ANY(${blocksOf(perceptual)}::int[])
      LIMIT ${MAX_CANDIDATES})`,
  );

const candidates = ({ sessionId }: Scope, condition: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT trace.session_id, trace.perceptual, session.status::text AS status, session.last_error_code
  FROM picture_traces AS trace JOIN verification_sessions AS session ON session.id = trace.session_id
  WHERE ${condition} AND trace.session_id <> ${sessionId}
  LIMIT ${MAX_CANDIDATES}`;
