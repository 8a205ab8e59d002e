/**
 * What the print says of something the MRZ, or the barcode, says too. `unclear`: it differs in one character, which
 * may have been misread; not enough for an accusation.
 */
export type Agreement = 'same' | 'different' | 'unclear' | 'not-seen';

/** A name in print, held against the MRZ's. */
export interface ComparedName {
  readonly agreement: Agreement;
  /** The name as printed, where it is the MRZ's, clear, and stands alone. */
  readonly printed: string | null;
  /** Print and MRZ prove one spelling: letter by letter, but for diacritics that the MRZ spells out. */
  readonly spelled: boolean;
  /** The whole name in natural case, where the zone cut it and the page bears more. */
  readonly whole?: string;
}
