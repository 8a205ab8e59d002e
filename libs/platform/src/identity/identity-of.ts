import { type DocumentFacts, documentFacts, type FaceTemplate, faceCrops } from '@idem/contracts';
import { openJson } from '../crypto/seal.js';
import type { SealingKey } from '../crypto/sealing-key.js';
import { openFacts, outcomeContext } from '../outcomes/open-facts.js';
import type { CheckOutcome } from '../prisma/generated/client.js';

/** Who a submission says that somebody is. */
export interface Identity {
  /** Null where no document was believed. */
  readonly document: DocumentFacts | null;
  /** Null where no face was compared. */
  readonly face: FaceTemplate | null;
}

/**
 * The identity that the outcomes of a submission established. Scripted outcomes, which rest on no evidence, establish
 * none: in test mode everybody who is verified by them is the same person.
 *
 * @param key of the session
 * @param outcomes of one submission
 * @param documentChecks names of the checks whose facts are a document's
 */
export function identityOf(
  key: SealingKey,
  outcomes: readonly CheckOutcome[],
  documentChecks: ReadonlySet<string>,
): Identity {
  const examined = outcomes.filter(({ sealedEvidence }) => sealedEvidence !== null);
  const document = examined.find(({ check, status }) => status === 'passed' && documentChecks.has(check));
  const face = examined
    .flatMap((row) => {
      if (row.sealedCrops === null) return [];
      const { template } = openJson(key, row.sealedCrops, outcomeContext(row, 'crops'), faceCrops);
      return template === undefined ? [] : [template];
    })
    .at(0);
  const facts = document === undefined ? null : documentFacts.safeParse(openFacts(key, document));
  return { document: facts?.success ? facts.data : null, face: face ?? null };
}
