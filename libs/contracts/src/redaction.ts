import type { DateParts } from './facts.js';
import type { ProvidedDetails, ReportSections } from './stored.js';

/** What stands in the place of a text that was redacted, as Stripe documents it. */
export const REDACTED = '[redacted]';

/** Stripe's redacted date of birth; other dates take the same. */
const REDACTED_DATE: DateParts = { day: 1, month: 1, year: 1 };

/** What was not there stays absent: that nothing was told is no secret, and programs expect null. */
export const redactText = (value: string | null): typeof REDACTED | null =>
  value === null ? null : REDACTED;

const redactDate = (value: DateParts | null): DateParts | null => (value === null ? null : REDACTED_DATE);

type Facts = NonNullable<NonNullable<ReportSections['document']>['facts']>;

/**
 * Facts of a document without the person: texts and dates in Stripe's redacted form. The kind of document and the
 * country of the address stay, as in Stripe's redacted objects; the issuing state goes, for it tells the nationality.
 */
function redactFacts(facts: Facts): Facts {
  const { address } = facts;
  return {
    type: facts.type,
    issuing_country: null,
    first_name: redactText(facts.first_name),
    last_name: redactText(facts.last_name),
    dob: redactDate(facts.dob),
    issued_date: redactDate(facts.issued_date),
    expiration_date: redactDate(facts.expiration_date),
    number: redactText(facts.number),
    sex: redactText(facts.sex),
    unparsed_sex: redactText(facts.unparsed_sex),
    unparsed_place_of_birth: redactText(facts.unparsed_place_of_birth),
    address: address && {
      city: redactText(address.city),
      country: address.country,
      line1: redactText(address.line1),
      line2: redactText(address.line2),
      postal_code: redactText(address.postal_code),
      state: redactText(address.state),
    },
  };
}

/**
 * A report's sections as they are shown once the redaction of their session was asked for: verdicts and file ids
 * stay, errors go. Written out field by field, so that a field added to a section is not carried along unseen.
 */
export function redactSections({ document, selfie }: ReportSections): ReportSections {
  return {
    ...(document && {
      document: {
        status: document.status,
        error: null,
        facts: document.facts && redactFacts(document.facts),
        files: document.files,
      },
    }),
    ...(selfie && {
      selfie: { status: selfie.status, error: null, document: selfie.document, selfie: selfie.selfie },
    }),
  };
}

/** Which details an integrator had provided, without them. */
export const redactDetails = (details: ProvidedDetails): ProvidedDetails =>
  Object.fromEntries(
    Object.entries(details).flatMap(([field, value]) => (value === undefined ? [] : [[field, REDACTED]])),
  );

/** `data.object` of an event of a redacted session: a rendered session without what may be personal. */
export const redactSessionObject = (
  object: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({
  ...object,
  client_reference_id: typeof object.client_reference_id === 'string' ? REDACTED : null,
  client_secret: null,
  last_error: null,
  metadata: {},
  url: null,
});
