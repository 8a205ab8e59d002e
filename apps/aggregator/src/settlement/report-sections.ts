import {
  documentFacts,
  evidence,
  imageInputs,
  type ReportSections,
  type StoredInsight,
} from '@idem/contracts';
import type { ReportSection, SectionResult, Settlement } from '@idem/domain';
import { openJson } from '@idem/platform/crypto/seal';
import { outcomeContext } from '@idem/platform/outcomes/open-facts';
import type { Prisma } from '@idem/platform/prisma/generated/client';
import { sessionKey } from '@idem/platform/sessions/session-key';
import type { Deps } from '../deps.js';

type Submission = Prisma.SubmissionGetPayload<{ include: { session: true; outcomes: true } }>;

/** What the checks of each section told reviewers, in the order of the checks' names. */
export function insightsOf(
  deps: Pick<Deps, 'keys' | 'checks'>,
  submission: Submission,
): Partial<Record<ReportSection, StoredInsight[]>> {
  const key = sessionKey(deps.keys, submission.session);
  const found: Partial<Record<ReportSection, StoredInsight[]>> = {};
  for (const row of [...submission.outcomes].sort((a, b) => (a.check < b.check ? -1 : 1))) {
    const section = deps.checks.find(({ name }) => name === row.check)?.section;
    if (section === undefined || row.sealedEvidence === null) continue;
    const context = outcomeContext(row, 'evidence');
    const { insights } = openJson(key, row.sealedEvidence, context, evidence);
    found[section] = [...(found[section] ?? []), ...insights];
  }
  return found;
}

/** The report's sections, with the files they speak of: the front of the document before its back. */
export function reportSectionsOf(
  sections: Extract<Settlement, { kind: 'settled' }>['sections'],
  submission: Submission,
  {
    insights,
    held,
  }: {
    readonly insights: Readonly<Partial<Record<ReportSection, StoredInsight[]>>>;
    readonly held: boolean;
  },
): ReportSections {
  const { id_document_front: front, id_document_back: back, face } = imageInputs.parse(submission.inputs);
  const verdict = ({ status, error }: SectionResult, section: ReportSection) => ({
    status,
    error,
    ...(insights[section] ? { insights: insights[section] } : {}),
  });
  const { document, selfie } = sections;
  return {
    ...(document && {
      document: {
        ...verdict(document, 'document'),
        facts: document.status === 'verified' ? documentFacts.parse(document.facts) : null,
        // What is held back was believed: a reviewer who verifies it verifies what it says.
        ...(held && document.status === 'unverified'
          ? { withheld: documentFacts.parse(document.facts) }
          : {}),
        files: [front, back].filter((id) => id !== undefined),
      },
    }),
    ...(selfie && {
      selfie: { ...verdict(selfie, 'selfie'), document: front ?? null, selfie: face ?? null },
    }),
  };
}
