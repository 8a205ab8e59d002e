import type { DocumentFacts } from '@idem/contracts';

export type ComparedField = 'name' | 'date of birth' | 'document number' | 'expiry date';

/** What a document says, and how far that can be relied on. */
export interface Evidence {
  readonly facts: DocumentFacts;
  /** Fields without which a document is not verified, that were not read or that nothing vouches for. */
  readonly unproven: readonly ComparedField[];
  /** Fields on which the printed text contradicts the MRZ, or the barcode. */
  readonly contradicted: readonly ComparedField[];
  /** What the print was compared with; the MRZ when absent. */
  readonly contradictedBy?: 'barcode';
}
