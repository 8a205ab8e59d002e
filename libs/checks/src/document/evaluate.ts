import { DOCUMENT_TYPES, type ErrorCode } from '@idem/domain';
import type { Circumstances, Insight, Verdict } from '../check.js';
import { insightsOfEarlierUses } from '../insights-of-earlier-uses.js';
import { evaluateAuthenticity } from './authenticity/evaluate-authenticity.js';
import { insightsOfChip } from './chip/insights-of-chip.js';
import { judgeChip } from './chip/judge-chip.js';
import { hasExpired } from './expiry.js';
import { insightsOf } from './insights.js';
import type { DocumentKind } from './kinds/kind.js';
import { DOCUMENT_KINDS } from './kinds/registry.js';
import type { DocumentMeasurement } from './measurement.js';
import { type Claims, insightsOfClaims, type Proof, prove } from './proof/claim.js';
import { judgeFields } from './reading/judge-fields.js';
import type { DocumentReading } from './reading/reading.js';
import { REASONS, SIDE_NEEDED } from './reasons.js';
import { recognise } from './recognise.js';

/**
 * Judges a document. What is asked, in this order; the first that is missing decides:
 *
 * 1. pictures that can be opened, of one document, of a kind that is known → else `document_unverified_other`, or
 *    `document_type_not_supported` for visas and other papers with a zone of their own
 * 2. a type that the session allows → else `document_type_not_supported`
 * 3. every claim of `CLAIMS`, each shown by something that could have failed → else `document_unverified_other`. What
 *    could not be measured is not shown
 * 4. a last day that has not ended everywhere on earth (docs/adr/0032) → else `document_expired`: last, because a date
 *    that cannot be trusted cannot expire anything
 *
 * What a document says is taken from its chip where that is proven genuine and this document's (docs/adr/0009),
 * else from a valid zone, else from the barcode of a North American card, else from the print of a driving licence.
 */
export function evaluate(
  measurement: DocumentMeasurement,
  circumstances: Circumstances,
  kinds: readonly DocumentKind[] = DOCUMENT_KINDS,
): Verdict {
  const { options, submittedAt, livemode, earlierUses } = circumstances;
  const chip = judgeChip(measurement, submittedAt);
  const found = recognise(measurement, chip, submittedAt, kinds);
  const reading = found.status === 'recognised' ? found.reading : null;
  const authenticity = evaluateAuthenticity(measurement, reading?.facts ?? null, { livemode, submittedAt });
  const claims: Claims | null =
    found.status === 'recognised'
      ? { ...found.claims, untouched: authenticity.claim, fields: judgeFields(found.reading) }
      : null;
  const insights = [
    ...(claims ? insightsOfClaims(claims) : []),
    ...insightsOf(measurement),
    ...insightsOfChip(measurement.chip, chip),
    ...insightsOfEarlierUses(earlierUses, ['id_document_front', 'id_document_back']),
    ...authenticity.insights,
    ...(reading?.insights ?? []),
  ];
  const fail = (code: ErrorCode, reason: string): Verdict => ({
    status: 'failed',
    code,
    reason,
    insights,
    ...(SIDE_NEEDED.has(reason) ? { incomplete: true } : {}),
  });
  if (found.status === 'unrecognised') return fail(found.code, found.reason);
  if (!reading || !claims) throw new Error('a recognised document has neither reading nor claims');

  const allowed = options.document?.allowed_types ?? DOCUMENT_TYPES;
  if (!allowed.includes(reading.facts.type)) {
    return fail('document_type_not_supported', REASONS.typeNotSupported);
  }
  const judged = prove(claims);
  if ('missing' in judged) return fail(judged.missing.code, judged.missing.reason);
  const { expiration_date: end } = reading.facts;
  if (end && hasExpired(end, submittedAt)) return fail('document_expired', REASONS.expired);
  return verified(judged.proof, reading, insights);
}

/** The only way to pass: with the proof of every claim. */
function verified(_proof: Proof, reading: DocumentReading, insights: readonly Insight[]): Verdict {
  const { facts, provenance, printed } = reading;
  return { status: 'passed', facts, insights, provenance, ...(printed ? { printed } : {}) };
}
