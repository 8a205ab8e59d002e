import { foldLatin } from '../names/names.js';

/** What documents without an end print in the place of its date, folded, in the languages of the captions. */
const WORDS =
  /UNLIMITED|INDEFINITE|NOEXPIR|DOESNOTEXPIRE|PERMANENT|ILLIMITE|INDETERMINE|UNBEGRENZT|UNBEFRISTET|SINEDIE|INDEFINID|ILLIMITAT|VITALICI|ONBEPERKT|OBEGRANSA|UBEGRANSE|UBEGRENSE|TOISTAISEKSI|OTAKMARKA|TAHTAJATU|BEZTERMIN|NETERMINUOT|NEOGRANICEN|NEOMEJEN|NIEOZNACZON|BEZOMEZEN|NEOMEZEN|BEZOBMEDZEN|NEOBMEDZEN|TRAJNO|TRAJNA|KORLATLAN|HATARIDONELKUL|NELIMITAT|SURESIZ|GANTEORAINN|PAAFAT/;

/** The last year that a calendar can print, alone or with its first or last day, whose spaces readers lose. */
const LAST_YEAR = /(?<!\d)(?:0101|3112|1231)?9999(?:0101|1231)?(?!\d)/;

/** Strokes, stars or fillers alone. */
const BLANK = /^[\s\-–—*/.<xX]*$/;

/**
 * Whether what is printed beside the caption of the expiry says that there is none: a word for it, or the year 9999.
 * Strokes say so too, but a reader sees them in shadows: they only count where the zone has no date either.
 */
export const saysEndless = (text: string): boolean => WORDS.test(foldLatin(text)) || LAST_YEAR.test(text);

/** Strokes in the place of a date. */
export const isStruckOut = (text: string): boolean => text.trim() !== '' && BLANK.test(text);
