import type { DocumentFacts } from '@idem/contracts';
import type { Insight } from '../../check.js';

export type ComparedField = 'name' | 'date of birth' | 'document number' | 'expiry date';

/**
 * What stands behind a fact:
 *
 * - `check-digit`: a check digit of the MRZ that covers it, agrees, and could have told a misreading;
 * - `reader`: every character was read with certainty (`MIN_FIELD_CONFIDENCE` in the MRZ, `MIN_PRINT_SCORE`
 *   on average in print);
 * - `print`: the print says the same as the MRZ or the barcode;
 * - `barcode`: the error correction of a symbol whose card is the printed one;
 * - `chip`: data that a state signed.
 */
export type Voucher = 'check-digit' | 'reader' | 'print' | 'barcode' | 'chip';

export type Fact = Exclude<keyof DocumentFacts, 'type'>;

/** For every fact that the document shows, what vouches for it. With nothing, it was read and is not verified. */
export type Provenance = Readonly<Partial<Record<Fact, readonly Voucher[]>>>;

/** Details that no fact holds, kept with the outcome; each only where print showed it. */
export type PrintedDetails = Readonly<
  Partial<Record<'nationality' | 'authority' | 'birth_name' | 'categories', string>>
>;

/** What a document says, and how far that can be relied on. */
export interface DocumentReading {
  readonly facts: DocumentFacts;
  readonly provenance: Provenance;
  /** What the print says beyond the facts, as it is printed. */
  readonly printed?: PrintedDetails;
  /** Fields without which a document is not verified, that were not read or that nothing vouches for. */
  readonly unproven: readonly ComparedField[];
  /** Fields on which the printed text contradicts the MRZ, or the barcode. */
  readonly contradicted: readonly ComparedField[];
  /** What a reviewer may want to know of the comparison, and decides nothing. */
  readonly insights?: readonly Insight[];
  /** What the print was compared with; the MRZ when absent. */
  readonly contradictedBy?: 'barcode' | 'chip';
}
