import { reportSections } from '@idem/contracts';
import { type Difference, type Encounter, isSamePerson, type SharedTrait } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import { SealError } from '@idem/platform/crypto/seal-error';
import type { AlikeFaces } from '@idem/platform/faces/face-vault';
import type { Identity } from '@idem/platform/identity/identity-of';
import { plainNumber } from '@idem/platform/identity/number-vault';
import type { VerificationReport, VerificationSession } from '@idem/platform/prisma/generated/client';
import type { Transaction } from '@idem/platform/prisma/open-database';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';

interface Found {
  readonly faces: AlikeFaces;
  readonly numbered: ReadonlySet<string>;
  readonly pictured: ReadonlySet<string>;
}

/**
 * Opens the verified sessions in which something of this one was found, and says what they share with it and in what they
 * differ. Those that end or are redacted meanwhile are left out.
 */
export async function compareWithSessions(
  tx: Transaction,
  deps: Pick<Deps, 'keys'>,
  input: {
    readonly ids: readonly string[];
    readonly session: VerificationSession;
    readonly identity: Identity;
    readonly found: Found;
  },
): Promise<readonly Encounter[]> {
  const { ids, session, identity, found } = input;
  if (ids.length === 0) return [];
  const others = await tx.verificationSession.findMany({
    where: { id: { in: [...ids] }, status: 'verified', redaction: null, dataKey: { not: null } },
  });
  const reportIds = others.flatMap(({ lastReportId }) => lastReportId ?? []);
  const reports = await tx.verificationReport.findMany({ where: { id: { in: reportIds } } });
  return others.map((other) => {
    const report = reports.find(({ id }) => id === other.lastReportId);
    const facts = report === undefined ? null : factsOf(deps, other, report);
    const shares = sharedWith(other.id, found);
    return {
      sessionId: other.id,
      shares,
      differs: differencesFrom({ id: other.id, reference: other.clientReferenceId, facts }, shares),
    };
  });

  function differencesFrom(
    other: { readonly id: string; readonly reference: string | null; readonly facts: Facts | null },
    shares: readonly SharedTrait[],
  ): Difference[] {
    const { document } = identity;
    const mine = document && plainNumber(document);
    const theirs = other.facts && plainNumber(other.facts);
    const differs: Readonly<Record<Difference, boolean>> = {
      name: document !== null && other.facts !== null && isSamePerson(document, other.facts) === false,
      face: found.faces.compared.has(other.id) && !found.faces.alike.has(other.id),
      reference:
        session.clientReferenceId !== null &&
        other.reference !== null &&
        session.clientReferenceId !== other.reference,
      number: !shares.includes('number') && mine !== null && theirs !== null && mine !== theirs,
    };
    return (Object.keys(differs) as Difference[]).filter((difference) => differs[difference]);
  }
}

type Sections = ReturnType<(typeof reportSections)['parse']>;
type Facts = NonNullable<NonNullable<Sections['document']>['facts']>;

/**
 * What the document of another session says; what was held back and then verified by a reviewer too. Null where none of the
 * master keys opens it any more.
 */
function factsOf(
  deps: Pick<Deps, 'keys'>,
  session: VerificationSession,
  { id, sealedSections }: VerificationReport,
): Facts | null {
  if (sealedSections === null || session.dataKey === null) return null;
  try {
    const key = sessionKey(deps.keys, session);
    const { document } = openJson(key, sealedSections, `verification_report:${id}`, reportSections);
    return document?.facts ?? document?.withheld ?? null;
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

function sharedWith(id: string, { faces, numbered, pictured }: Found): SharedTrait[] {
  const shares: Readonly<Record<SharedTrait, boolean>> = {
    face: faces.alike.has(id),
    selfie: pictured.has(id),
    number: numbered.has(id),
  };
  return (Object.keys(shares) as SharedTrait[]).filter((trait) => shares[trait]);
}
