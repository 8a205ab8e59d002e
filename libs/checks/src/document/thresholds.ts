/** Changes with every value below; stored beside each outcome. */
export const THRESHOLDS_VERSION = 'document/2026-11-25';

/**
 * Least posterior of a field's characters from which the reader alone vouches for the field, names among them.
 * Of the 60 pictures it was tuned on (docs/accuracy.md) two had a wrong field, at 0.08 and 0.22.
 */
export const MIN_FIELD_CONFIDENCE = 0.9;

/**
 * Mean log-probability (nats) of the MRZ's characters from which failing check digits are the document's
 * doing and not the reader's: real and rendered specimens read exactly lie at −0.03 … −0.10 mostly.
 */
export const CLEANLY_READ_MRZ = -0.1;

/** Mean posterior of a printed line from which its content may contradict the MRZ. */
export const MIN_CONTRADICTING_SCORE = 0.9;

/**
 * Mean posterior of a printed line from which a licence's field is believed: nothing else vouches for
 * it. Readings of legible fields on specimens score 0.93 and above.
 */
export const MIN_LICENCE_FIELD_SCORE = 0.85;

/** Likeness (0 … 1, 1 − edit distance / length) from which two folded names are the same, misread. */
export const SAME_NAME_LIKENESS = 0.75;

/** `sharp90` below which small print is lost: blur of σ 4 at 1,000 px, where 2 of 10 MRZs were still read. */
export const MIN_SHARPNESS = 3;

/** An MRZ line of 44 characters needs some 7 px a character and the document some air around it. */
export const MIN_WIDTH_FOR_MRZ = 600;

/** Mean lightness below which a picture is called dark; readings hold out to a twelfth of full light. */
export const MIN_BRIGHTNESS = 40;

/** Fewer confident lines of print than this, and no MRZ: there is no document in the picture. */
export const MIN_LINES_OF_A_DOCUMENT = 4;

/** Passports and cards are issued for at most fifteen years, so an older date is no date of issue. */
export const MAX_VALIDITY_YEARS = 15;

/**
 * Authenticity. Evidence: `npm run bench:document -- --signals 40` (generated, even seeds) and
 * `npm run bench:document -- --signals 0 --genuine DIR`, with DIR the 60 real pictures of docs/accuracy.md.
 */

/** `colourDeparture`: 0 on the two grey scans among the real pictures, from 0.035 (a pale card) and mostly 0.13 on the others; generated photocopies 0.011–0.045, genuine ones from 0.15. */
export const COLOUR_DEPARTURE = { elevated: 0.07, high: 0.03, decides: 0.03 };

/** The lesser of `displayGrid`'s two: at most 1.15 on real pictures, 0.87 on generated ones; displays 0.6–7. */
export const DISPLAY_GRID = { elevated: 1.3, high: 1.8, decides: 1.8 };

/** `displayGrid.chroma`: at most 1.26 on real pictures. */
export const DISPLAY_COLOURS = { elevated: 1.35, high: 2, decides: null };

/**
 * Nats a coefficient by which the portrait's history falls short of the rest's: at most 0 on real pictures, of
 * which five have a history to compare.
 */
export const PASTED_PORTRAIT = { elevated: 0.06, high: 0.12, decides: 0.25 };

/** Octaves. Portraits are printed otherwise than text: up to 4.5 on real pictures. */
export const PORTRAIT_NOISE = { elevated: 3, high: 5, decides: null };

/** Heights of a digit: 30 of 32 real pictures below 0.35, one of the others at 1 (misread characters). */
export const PRINT_BASELINE = { elevated: 0.25, high: 0.5, decides: null };

/** Shares of the contrast: up to 0.49 on real pictures. */
export const PRINT_INK = { elevated: 0.3, high: 0.5, decides: null };

/** Octaves: up to 2.3 on real pictures. */
export const PRINT_NOISE = { elevated: 1.5, high: 2.5, decides: null };

/** −log10 of the squared difference over the variance: up to 1.34 on the eight real pictures that show it. */
export const COPIED_DIGITS = { elevated: 2.5, high: 3, decides: null };
