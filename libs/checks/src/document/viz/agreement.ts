/** What the print says of something the MRZ, or the barcode, says too. */
export type Agreement = 'same' | 'different' | 'not-seen';

/** A name in print, held against the MRZ's. */
export interface ComparedName {
  readonly agreement: Agreement;
  /** The name as printed, where it is the MRZ's and stands alone. */
  readonly printed: string | null;
  /** The print spells it as the MRZ does, letter by letter. */
  readonly spelled: boolean;
}
