import type { CheckedField } from './mrz-lines.js';
import type { PrintZones } from './print-zones.js';
import type { StateCode } from './states.js';

/** An invented person as a document describes one. */
export interface Holder {
  readonly surname: string;
  readonly givenNames: string;
  readonly sex: 'F' | 'M' | 'X';
  /** ISO 8601 calendar date, `YYYY-MM-DD`. */
  readonly dateOfBirth: string;
  readonly placeOfBirth: string;
  readonly nationality: StateCode;
  readonly address: Address;
}

export interface Address {
  readonly street: string;
  readonly city: string;
  /** Two letters; printed by North American licences. */
  readonly province: string;
  readonly postalCode: string;
}

/** What is common to every specimen. Defaults: a valid Utopian document derived from the seed. */
export interface SpecimenOptions {
  /** Colours, pattern and document number follow from it; default 1. */
  readonly seed?: number;
  readonly issuingState?: StateCode;
  /** Letters A–Z and digits. */
  readonly number?: string;
  /** ISO 8601 calendar date; default 2021-04-16. */
  readonly issued?: string;
  /** ISO 8601 calendar date; default 2031-04-15. A past date makes an expired document. */
  readonly expires?: string;
  /** Encoded picture of the holder; the space stays blank without one. */
  readonly portrait?: Buffer;
  /** Content of the symbol in place of the holder's own data, where the kind has one. */
  readonly symbol?: SymbolContent;
  /** Printed in the visual zone instead of what zone or symbol say, as an altered or a worn document would. */
  readonly alteration?: Partial<Holder & { readonly number: string }>;
  /**
   * Where the word SPECIMEN stands: over the print, or in the caption of a signature, as states word it on documents that
   * are none. Default `over-print`.
   */
  readonly mark?: SpecimenMark;
}

export type SpecimenMark = 'over-print' | 'signature-caption';

/**
 * What a symbol holds, and how: `latin-1` as bytes without a mark of their character set, as cards have it; `utf-8` with
 * the mark for it (ECI 26).
 */
export interface SymbolContent {
  readonly text: string;
  readonly encoding: 'latin-1' | 'utf-8';
}

export interface MrzSpecimenOptions extends SpecimenOptions {
  readonly optionalData?: string;
  /** This check digit of the machine readable zone is wrong. */
  readonly wrongCheckDigit?: CheckedField;
}

/** The holder's picture as a sheet takes it. */
export const held = ({ portrait }: SpecimenOptions): { holder?: Buffer } =>
  portrait === undefined ? {} : { holder: portrait };

/** A flat, perfectly lit document at 300 dpi. */
export interface RenderedDocument {
  /** PNG, RGBA; transparent outside rounded corners. */
  readonly image: Buffer;
  readonly width: number;
  readonly height: number;
  readonly number: string;
  readonly issued: string;
  readonly expires: string;
  /** Where portrait and fields lie on this side. */
  readonly zones: PrintZones;
  /** Lines of the machine readable zone, none when the side has no zone. */
  readonly mrz: readonly string[];
}

/** Both sides of a card. */
export interface RenderedCard {
  readonly front: RenderedDocument;
  readonly back: RenderedDocument;
}

/** A person to print when a test does not care who it is: ICAO 9303's own example. */
export const ERIKSSON: Holder = {
  surname: 'Eriksson',
  givenNames: 'Anna Maria',
  sex: 'F',
  dateOfBirth: '1974-08-12',
  placeOfBirth: 'Zenith',
  nationality: 'UTO',
  address: { street: '12 Harbour Street', city: 'Zenith', province: 'ZN', postalCode: '10115' },
};
