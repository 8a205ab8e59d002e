import type { SessionOptions, SessionType } from '@idem/domain';
import type { ReportSections, StoredInsight } from '../stored.js';
import { unixSeconds } from './verification-session.js';

/** A report as it lies in PostgreSQL, opened. */
export interface ReportRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly sessionId: string;
  readonly type: SessionType;
  readonly clientReferenceId: string | null;
  readonly options: SessionOptions;
  /** Null when the report has none. */
  readonly sections: ReportSections | null;
}

/** Fields of `document` that appear only when expanded, and only for keys that may see them. */
export const EXPANDABLE_DOCUMENT_FIELDS = [
  'dob',
  'expiration_date',
  'number',
  'sex',
  'unparsed_place_of_birth',
  'unparsed_sex',
] as const;

/** What reviewers may see beside the results: an extension, and as sensitive as they are. */
export const EXPANDABLE_INSIGHTS = ['document.insights', 'selfie.insights'] as const;

/** `identity.verification_report` */
export interface VerificationReportResource {
  id: string;
  object: 'identity.verification_report';
  client_reference_id: string | null;
  created: number;
  document?: Record<string, unknown>;
  livemode: boolean;
  options: SessionOptions;
  selfie?: Record<string, unknown>;
  type: SessionType;
  verification_session: string;
}

/**
 * Renders a report. A section whose check was not performed is absent.
 *
 * @param expanded paths below the report: `document.dob`, `document.number` …
 */
export function renderVerificationReport(
  report: ReportRecord,
  expanded: ReadonlySet<string>,
): VerificationReportResource {
  const { document, selfie } = report.sections ?? {};
  return {
    id: report.id,
    object: 'identity.verification_report',
    client_reference_id: report.clientReferenceId,
    created: unixSeconds(report.createdAt),
    ...(document === undefined ? {} : { document: renderDocument(document, expanded) }),
    livemode: report.livemode,
    options: report.options,
    ...(selfie === undefined
      ? {}
      : {
          selfie: {
            document: selfie.document,
            error: selfie.error,
            selfie: selfie.selfie,
            status: selfie.status,
            ...(expanded.has('selfie.insights') ? { insights: renderInsights(selfie.insights) } : {}),
          },
        }),
    type: report.type,
    verification_session: report.sessionId,
  };
}

function renderDocument(
  section: NonNullable<ReportSections['document']>,
  expanded: ReadonlySet<string>,
): Record<string, unknown> {
  const { facts } = section;
  const rendered: Record<string, unknown> = {
    address: facts?.address ?? null,
    error: section.error,
    files: section.files,
    first_name: facts?.first_name ?? null,
    issued_date: facts?.issued_date ?? null,
    issuing_country: facts?.issuing_country ?? null,
    last_name: facts?.last_name ?? null,
    status: section.status,
    type: facts?.type ?? null,
  };
  for (const field of EXPANDABLE_DOCUMENT_FIELDS) {
    if (expanded.has(`document.${field}`)) rendered[field] = facts?.[field] ?? null;
  }
  if (expanded.has('document.insights')) rendered.insights = renderInsights(section.insights);
  return rendered;
}

/** An extension of Idem's: what each signal of the section's checks said. */
const renderInsights = (insights: readonly StoredInsight[] | undefined) =>
  (insights ?? []).map(({ signal, level, score, note }) => ({ signal, level, score, note: note ?? null }));
