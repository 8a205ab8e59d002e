import { faceCrops, type StoredInsight } from '@idem/contracts';
import { openJson } from '@idem/platform/crypto/seal';
import { findAlikeFaces, rememberFace } from '@idem/platform/faces/face-vault';
import { outcomeContext } from '@idem/platform/outcomes/open-facts';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';

type Submission = Prisma.SubmissionGetPayload<{ include: { session: true; outcomes: true } }>;

/**
 * Cosine from which two faces count as one person's. Of 48,038 pairs of different people 0.002 % reach 0.55 with the
 * built-in model; among thousands of faces that is one in some sessions, so the insight asks for a look and no more.
 */
const LEAST_COSINE = 0.55;

/**
 * Looks for the face of a submission among the verified ones of the account, and remembers it when this one is
 * verified. Does nothing unless the operator switched it on, or where no face was compared.
 *
 * @returns the insight `duplicate_face` for the section of the selfie; undefined where nothing was searched
 */
export async function searchDuplicates(
  tx: Transaction,
  deps: Pick<Deps, 'keys' | 'clock' | 'settings'>,
  input: { readonly submission: Submission; readonly verified: boolean },
): Promise<StoredInsight | undefined> {
  if (deps.settings.faceDuplicatesDays === 0) return undefined;
  const { session, outcomes } = input.submission;
  const key = sessionKey(deps.keys, session);
  const template = outcomes.flatMap((row) =>
    row.sealedCrops === null
      ? []
      : (openJson(key, row.sealedCrops, outcomeContext(row, 'crops'), faceCrops).template ?? []),
  )[0];
  if (template === undefined) return undefined;
  const { accountId, livemode, id: sessionId } = session;
  const owner = { accountId, livemode, sessionId };
  const { sessions, nearest } = await findAlikeFaces(tx, deps.keys, { owner, template, least: LEAST_COSINE });
  if (input.verified) await rememberFace(tx, key, { owner, template, now: deps.clock.now() });
  const signal = 'duplicate_face';
  return sessions === 0
    ? {
        signal,
        level: 'low',
        score: null,
        note: 'This face was verified in no other session of the account.',
      }
    : {
        signal,
        level: 'high',
        score: nearest,
        note: `A face as alike was verified in ${sessions} other ${sessions === 1 ? 'session' : 'sessions'} of the account; the score is the nearest cosine.`,
      };
}
