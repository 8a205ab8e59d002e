import type { DocumentFacts } from '@idem/contracts';
import type { Printed } from '../print/printed.js';
import { MIN_LICENCE_FIELD_SCORE } from '../thresholds.js';
import type { ComparedField, Fact, PrintedDetails, Provenance, Voucher } from './reading.js';

/** The facts behind each field without which no document is verified. */
const REQUIRED: readonly (readonly [ComparedField, readonly Fact[]])[] = [
  ['name', ['first_name', 'last_name']],
  ['date of birth', ['dob']],
  ['document number', ['number']],
  ['expiry date', ['expiration_date']],
];

/**
 * The required fields that were not read, or that nothing vouches for: the one rule by which every kind of
 * document passes or is asked for again.
 *
 * @param limits whether the document may be one that never expires, and whether its holder may have one name.
 */
export function unprovenFields(
  facts: DocumentFacts,
  provenance: Provenance,
  limits: { readonly endless: boolean; readonly oneName: boolean },
): ComparedField[] {
  return REQUIRED.filter(([field, names]) => {
    const present = names.filter((name) => facts[name] !== null);
    if (field === 'expiry date' && present.length === 0) return !limits.endless;
    if (present.length < (field === 'name' && limits.oneName ? 1 : names.length)) return true;
    if (field === 'date of birth' && facts.dob?.year === null) return true;
    return present.some((name) => (provenance[name]?.length ?? 0) === 0);
  }).map(([field]) => field);
}

/** The details that print showed clearly enough to be kept. */
export function detailsOf(
  printed: Readonly<Record<keyof PrintedDetails, Printed<string> | null>>,
): PrintedDetails {
  return Object.fromEntries(
    Object.entries(printed).flatMap(([name, detail]) =>
      detail && detail.score >= MIN_LICENCE_FIELD_SCORE ? [[name, detail.value]] : [],
    ),
  );
}

/** Provenance without the facts that the document does not show. */
export function provenanceOf(
  facts: DocumentFacts,
  vouchers: Readonly<Partial<Record<Fact, readonly (Voucher | null)[]>>>,
): Provenance {
  return Object.fromEntries(
    Object.entries(vouchers)
      .filter(([fact]) => facts[fact as Fact] !== null)
      .map(([fact, list]) => [fact, [...new Set(list.filter((voucher) => voucher !== null))]]),
  );
}
