import { DOCUMENT_TYPES, SESSION_TYPES, type SessionOptions, type SessionType } from '@idem/domain';
import { z } from 'zod';
import { address, dateParts } from '../facts.js';
import { insight, type ReportSections, type StoredInsight, sectionError } from '../stored.js';
import { sessionOptions } from './session-options.js';
import { moment, unixSeconds } from './unix-seconds.js';

/** A report as it lies in PostgreSQL, opened. */
export interface ReportRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly livemode: boolean;
  readonly sessionId: string;
  readonly type: SessionType;
  readonly clientReferenceId: string | null;
  readonly verificationFlow: string | null;
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

const sectionStatus = z.enum(['verified', 'unverified']);
const error = sectionError.nullable();
const insights = z
  .array(z.strictObject({ ...insight.shape, note: z.string().nullable() }))
  .optional()
  .meta({ description: 'Not known to Stripe. Only when expanded.' });
const whenExpanded = <T extends z.ZodType>(schema: T) =>
  schema.nullable().optional().meta({ description: 'Only when expanded.' });

/** Of a person, beside a redacted one's `[redacted]`. */
export const sexResource = z.enum(['male', 'female', 'unknown', '[redacted]']);

const documentSection = z.strictObject({
  address: address.nullable(),
  error,
  files: z.array(z.string()).nullable().meta({ description: 'Ids, front first.' }),
  first_name: z.string().nullable(),
  issued_date: dateParts.nullable(),
  issuing_country: z.string().nullable().meta({ description: 'ISO 3166-1 alpha-2.' }),
  last_name: z.string().nullable(),
  status: sectionStatus,
  type: z.enum(DOCUMENT_TYPES).nullable(),
  dob: whenExpanded(dateParts),
  expiration_date: whenExpanded(dateParts),
  number: whenExpanded(z.string()),
  sex: whenExpanded(sexResource),
  unparsed_place_of_birth: whenExpanded(z.string()),
  unparsed_sex: whenExpanded(z.string()),
  insights,
});

const selfieSection = z.strictObject({
  document: z.string().nullable(),
  error,
  selfie: z.string().nullable(),
  status: sectionStatus,
  insights,
});

/** `identity.verification_report`. A section whose check was not performed is absent. */
export const verificationReportResource = z
  .strictObject({
    id: z.string(),
    object: z.literal('identity.verification_report'),
    client_reference_id: z.string().nullable(),
    created: moment,
    document: documentSection.optional(),
    livemode: z.boolean(),
    options: sessionOptions,
    selfie: selfieSection.optional(),
    type: z.enum(SESSION_TYPES),
    verification_flow: z.string().optional().meta({ description: 'Of sessions that were made of a flow.' }),
    verification_session: z.string(),
  })
  .meta({ id: 'identity.verification_report' });
export type VerificationReportResource = z.infer<typeof verificationReportResource>;

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
    ...(report.verificationFlow === null ? {} : { verification_flow: report.verificationFlow }),
    verification_session: report.sessionId,
  };
}

function renderDocument(
  section: NonNullable<ReportSections['document']>,
  expanded: ReadonlySet<string>,
): z.infer<typeof documentSection> {
  const { facts } = section;
  const expandable = Object.fromEntries(
    EXPANDABLE_DOCUMENT_FIELDS.filter((field) => expanded.has(`document.${field}`)).map((field) => [
      field,
      facts?.[field] ?? null,
    ]),
  );
  return {
    address: facts?.address ?? null,
    error: section.error,
    files: section.files,
    first_name: facts?.first_name ?? null,
    issued_date: facts?.issued_date ?? null,
    issuing_country: facts?.issuing_country ?? null,
    last_name: facts?.last_name ?? null,
    status: section.status,
    type: facts?.type ?? null,
    ...expandable,
    ...(expanded.has('document.insights') ? { insights: renderInsights(section.insights) } : {}),
  };
}

/** An extension of Idem's: what each signal of the section's checks said. */
const renderInsights = (insights: readonly StoredInsight[] | undefined) =>
  (insights ?? []).map(({ signal, level, score, note, sessions }) => ({
    signal,
    level,
    score,
    note: note ?? null,
    ...(sessions === undefined ? {} : { sessions }),
  }));
