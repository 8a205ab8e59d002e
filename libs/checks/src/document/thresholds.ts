/** Changes with every value below; stored beside each outcome. */
export const THRESHOLDS_VERSION = 'document/2026-12-01';

/**
 * Least posterior of a field's characters from which the reader alone vouches for the field, names among them.
 * Of the 60 pictures it was tuned on (docs/accuracy.md) two had a wrong field, at 0.08 and 0.22.
 * `npm run bench:document -- --folder DIR` prints how many names of valid MRZs each value would refuse or let pass.
 */
export const MIN_FIELD_CONFIDENCE = 0.9;

/**
 * Mean log-probability (nats) of the MRZ's characters from which failing check digits are the document's
 * doing and not the reader's: real and rendered specimens read exactly lie at −0.03 … −0.10 mostly.
 */
export const CLEANLY_READ_MRZ = -0.1;

/**
 * Mean posterior of a printed line from which its content may contradict the MRZ. A judgement;
 * `npm run bench:document -- --fields N` prints how much print beside captions each value keeps, and how much of it
 * is misread and could contradict a genuine document.
 */
export const MIN_CONTRADICTING_SCORE = 0.9;

/**
 * Least posterior of a printed character from which it was read with certainty: it differs from the zone's because it
 * is another one. A judgement; the mean of a line of n characters at score s leaves no character below 1 − n (1 − s).
 */
export const MIN_CERTAIN_SCORE = 0.9;

/**
 * Mean posterior of a printed line from which a licence's field is believed: nothing else vouches for
 * it. A judgement: `npm run bench:document -- --fields N` prints the right and wrong fields of rendered licences that
 * each value keeps. No value tells a line that was cut short from a whole one.
 */
export const MIN_LICENCE_FIELD_SCORE = 0.85;

/**
 * Likeness (0 … 1, 1 − edit distance / length) from which two folded names are the same, misread. A judgement;
 * `npm run bench:document -- --fields N` prints for each value the misread names it keeps, and the pairs of different
 * names that it would take for one.
 */
export const SAME_NAME_LIKENESS = 0.75;

// Limits of picture quality. None of them refuses anything by itself: a `high` fault is the reason given when nothing
// could be read. Their evidence is printed by `npm run bench:document -- --quality N` (6 passports a level, even
// seeds), and false alarms on real pictures by its `--pictures DIR` (60 pictures); docs/accuracy.md has both.

/**
 * `sharp90`: sharp photographs have 37 and σ 2 px has 8; from σ 3 it falls below 4, where noise hides what is left of
 * it: an MRZ is read at σ 4 (3.2) and lost at σ 6 (3.7).
 */
export const BLUR = { high: 3, elevated: 5 };

/** Mean lightness: at 15 the MRZ is still read in 5 of 6, at 6 in 3 of 6; the print's colours are gone before that. */
export const DARK = { high: 15, elevated: 40 };

/**
 * Pixels per mm: the MRZ's characters stand 2.54 mm apart and need 7 px, which is 2.8; at 3.8 the MRZ is read in 6
 * of 6, and below 2.9 the document itself is not found any more.
 */
export const TOO_SMALL = { high: 2.8, elevated: 3.4 };

/** Share of the page burnt out: a line of print on a passport page takes 2 %. */
export const GLARE = { high: 0.03, elevated: 0.01 };

/**
 * Share of white pixels on a page whose ink is no darker than `OVEREXPOSED_INK`: 2.5 times too much light gives 0.87
 * with ink at 102; at 1.5 times, 0.78, ink stays at 64. Two of 60 real pictures have up to 0.66 with ink that pale.
 */
export const OVEREXPOSED = { high: 0.7, elevated: 0.5 };
export const OVEREXPOSED_INK = 90;

/** Share of the page covered: a fingertip of 8 % of its breadth covers 0.013, a thumb of 14 % 0.08; without, 0. */
export const FINGER = { high: 0.02, elevated: 0.005 };

/** Three sides of an outline that ends at the picture's border were seen in 2 of 60 real pictures. */
export const CUT_OFF_LEVEL = 'high';

/** Share of the lines of one picture that another one repeats, from which both show the same side. */
export const MIN_COMMON_PRINT = 0.6;

/**
 * Least distance, in mm, from the MRZ to the highest line of print, from which the upper half of a document is there.
 * Above its zone an ID-3 page has 65 mm (ICAO 9303-4 §2), ID-2 51 (9303-6), MRV-A 57 and MRV-B 51 (9303-7), with a
 * heading near the top; half a page has less than a third of that.
 */
export const MIN_PRINT_REACH = {
  TD1: 0,
  TD2: 22,
  TD3: 30,
  MRVA: 26,
  MRVB: 22,
  IDFRA: 22,
  RUSPN: 30,
  DLFRA: 0,
  DLNLD: 0,
  DLCHE: 0,
} as const;

/** Fewer confident lines of print than this, and no MRZ: there is no document in the picture. */
export const MIN_LINES_OF_A_DOCUMENT = 4;

/**
 * `printedGround` of a side. Typed sheets have up to 0.61 at development seeds, rendered licences from 1.1, real passports
 * and cards from 1.0 (18 of 22 at report seeds from 0.8). `seen` where the ground alone tells a licence from a sheet that
 * prints the same; `notPlain` where a zone and its bond with the print speak too.
 */
export const MIN_PRINTED_GROUND = { seen: 0.8, notPlain: 0.65 } as const;

/**
 * `lineCoherence` of a side, for every kind: noise makes a typed sheet's ground vary as much as fine lines do, and has no
 * direction. Typed sheets at development seeds have up to 0.11, real documents from 0.18, rendered ones at moderate from 0.14.
 */
export const MIN_LINE_COHERENCE = 0.125;

/**
 * A face at least this share of the portrait's width, on the page or beside the document, could be taken for the
 * portrait. Faint second portraits are at most half as wide (ICAO 9303-3 leaves their size open; cards measured: 0.25–0.45).
 */
export const RIVAL_FACE = 0.6;

/**
 * Cosine of portrait and second portrait. Development tries (`npm run bench:attacks`): the holder's own 0.44–0.93 (15 kinds,
 * clean and mild), another person's laid over the portrait −0.02–0.15.
 */
export const MIN_SECOND_PORTRAIT = 0.3;

/**
 * A portrait whose frame (`PortraitFrame`) is turned by at least `turn` degrees with edges along `edge` of it, where the page's
 * axis has `gap` less, was laid on the page. Development: of 642 prints laid by a program on 94 documents and real scans these
 * limits find 67 % at 2° and 71 % at 4° (the others have too little contrast at their edges), and none of the 94 as they are;
 * the greatest gap among those is 0.02.
 */
export const TURNED_FRAME = { turn: 1.5, edge: 0.85, gap: 0.08 } as const;

/**
 * Years. Below this age nobody may agree to the processing of their own data anywhere in the European Union (regulation
 * (EU) 2016/679, article 8) or in the United States (16 CFR part 312): there is nobody to verify.
 */
export const MIN_HOLDER_AGE = 13;

/** Passports and cards are issued for at most fifteen years, so an older date is no date of issue. */
export const MAX_VALIDITY_YEARS = 15;

/**
 * Authenticity. Figures on real pictures: `npm run bench:document -- --signals 0 --genuine DIR`, with DIR the 60 of
 * docs/accuracy.md. Figures on generated ones: a trial on 16 documents of even seeds; `--signals N` repeats its
 * kind on any number.
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

/**
 * Pixels. A symbol of a licence has 270 modules and more in a row (twelve columns of PDF417), and readers want two pixels
 * of each: shorter ones are too small in the picture, whatever its light.
 */
export const MIN_BARS_LENGTH = 600;
