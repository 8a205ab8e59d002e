import type { LicenceField } from './numbered-fields.js';

/** A rectangle in heights of the page, from its upper left corner. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where things that were read stand on a licence. */
export interface LicencePlaces {
  readonly places: Readonly<Partial<Record<LicenceField, Place>>>;
  readonly headingPlace: Place | null;
  /** Of the distinguishing sign. */
  readonly signPlace: Place | null;
}
