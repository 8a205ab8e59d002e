import type { StoredInsight } from '@idem/contracts';
import type { Encounter } from '@idem/domain';
import { type AlikeFaces, findAlikeFaces, NO_FACES } from '@idem/platform/faces/face-vault';
import { type Identity, identityOf } from '@idem/platform/identity/identity-of';
import { lockIdentities } from '@idem/platform/identity/lock-identities';
import { findSessionsWithNumber } from '@idem/platform/identity/number-vault';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';
import { compareWithSessions } from './compare-with-sessions.js';
import { findSessionsWithSelfie } from './find-sessions-with-selfie.js';
import { insightsOfEncounters } from './insights-of-encounters.js';

type Submission = Prisma.SubmissionGetPayload<{ include: { session: true; outcomes: true } }>;
type SearchDeps = Pick<Deps, 'keys' | 'checks' | 'faces' | 'settings'>;

/**
 * Cosine from which two faces count as one person's. Of 48,038 pairs of different people 0.002 % reach 0.55 with the
 * built-in model; among thousands of faces that is one in some sessions, so by itself the insight asks for a look.
 */
const LEAST_COSINE = 0.55;

/** Other sessions that are opened and compared, at most: a person who comes back more often than that is known by then. */
const MOST_COMPARED = 100;

/** What of a person was found in other sessions. */
export interface Recognition {
  readonly identity: Identity;
  readonly encounters: readonly Encounter[];
  readonly insights: Readonly<Record<'document' | 'selfie', readonly StoredInsight[]>>;
}

/**
 * Looks through the remembered faces before a submission is settled and outside of its transaction: an account can have
 * many thousands, and the session's row must not be locked meanwhile. Does nothing unless everything is there to settle.
 */
export async function searchFacesAhead(deps: Deps, submissionId: string): Promise<AlikeFaces> {
  const submission = await deps.db.submission.findUniqueOrThrow({
    where: { id: submissionId },
    include: { session: true, outcomes: true },
  });
  const finished = new Set(submission.outcomes.map(({ check }) => check));
  if (submission.settledAt !== null || submission.session.dataKey === null) return NO_FACES;
  if (!submission.checks.every((name) => finished.has(name))) return NO_FACES;
  return searchFaces(deps.db, deps, { submission, identity: identityIn(deps, submission) });
}

/**
 * Finds the person of a submission among those verified in other sessions of the account and mode: by the face, by the
 * very file of the selfie, by the number of the document. From here to the end of the transaction no other
 * verification of the account is compared.
 *
 * @param input.ahead what {@link searchFacesAhead} found
 */
export async function recognisePerson(
  tx: Transaction,
  deps: SearchDeps,
  input: { readonly submission: Submission; readonly ahead: AlikeFaces },
): Promise<Recognition> {
  const { submission, ahead } = input;
  const { session } = submission;
  const identity = identityIn(deps, submission);
  if (identity.document === null && identity.face === null) {
    return { identity, encounters: [], insights: { document: [], selfie: [] } };
  }
  await lockIdentities(tx, session);
  const owner = ownerOf(session);
  const faces = await searchFaces(tx, deps, { submission, identity, before: ahead });
  const numbered =
    identity.document === null || deps.settings.documentDuplicatesDays === 0
      ? []
      : await findSessionsWithNumber(tx, deps.keys, { owner, document: identity.document });
  const pictured = await findSessionsWithSelfie(tx, { owner, submissionId: submission.id });
  const nearestFirst = [...faces.alike].sort(([, a], [, b]) => b - a).map(([id]) => id);
  const ids = [...new Set([...numbered, ...pictured, ...nearestFirst])].slice(0, MOST_COMPARED);
  const encounters = await compareWithSessions(tx, deps, {
    ids,
    session,
    identity,
    found: { faces, numbered: new Set(numbered), pictured: new Set(pictured) },
  });
  const searched = {
    face: identity.face !== null && deps.settings.faceDuplicatesDays > 0,
    number: identity.document?.number != null && deps.settings.documentDuplicatesDays > 0,
  };
  return { identity, encounters, insights: insightsOfEncounters(encounters, { faces, searched }) };
}

const ownerOf = ({ accountId, livemode, id }: Submission['session']) => ({
  accountId,
  livemode,
  sessionId: id,
});

function identityIn(deps: SearchDeps, { session, outcomes }: Submission): Identity {
  const documents = deps.checks.filter(({ section }) => section === 'document').map(({ name }) => name);
  return identityOf(sessionKey(deps.keys, session), outcomes, new Set(documents));
}

async function searchFaces(
  db: Transaction | Deps['db'],
  deps: SearchDeps,
  {
    submission: { session },
    identity,
    before,
  }: { readonly submission: Submission; readonly identity: Identity; readonly before?: AlikeFaces },
): Promise<AlikeFaces> {
  if (identity.face === null || deps.settings.faceDuplicatesDays === 0) return NO_FACES;
  return findAlikeFaces(db, deps.keys, {
    owner: ownerOf(session),
    template: identity.face,
    least: LEAST_COSINE,
    opened: deps.faces,
    ...(before === undefined ? {} : { before }),
  });
}
