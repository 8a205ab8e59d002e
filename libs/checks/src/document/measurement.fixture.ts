import { MRZ_LAYOUTS, type MrzFormat } from '@idem/vision/stages/mrz/layouts';
import { verifyCheckDigits } from '@idem/vision/stages/mrz/verify-check-digits';
import type { PageSurface } from '@idem/vision/stages/surface/measure-surface';
import type { MeasuredAuthenticity } from './authenticity/measure-authenticity.js';
import type { MeasuredMrz, PrintedLine, SeenSide } from './measurement.js';
import type { SeenFace } from './portrait/seen-faces.js';

/** An MRZ read with the given confidence; its check digits are computed, not claimed. */
export function mrzOf(
  format: MrzFormat,
  lines: readonly string[],
  { confidence = 0.98, meanLogProbability = -0.01 } = {},
): MeasuredMrz {
  const { valid, checks } = verifyCheckDigits(format, lines);
  const layout = MRZ_LAYOUTS[format];
  const agreeing = layout.checks.filter(({ name }) =>
    checks.some((check) => check.name === name && check.ok),
  );
  const fields = layout.fields.map(({ name, line, start, end }) => {
    const vouchedBy = agreeing.filter(({ covers }) => covers.includes(name)).map((check) => check.name);
    return [name, { text: lines[line]!.slice(start, end), confidence, vouchedBy }];
  });
  const base = { format, lines, edits: [], meanLogProbability, foundBy: 'morphology' as const };
  return { ...base, valid, checks, fields: Object.fromEntries(fields) };
}

/** Print in two columns of 4 % line height: `[left 0 … 1, row 0 … 20, text]`. */
export const printOf = (
  ...rows: readonly (readonly [left: number, row: number, text: string])[]
): PrintedLine[] =>
  rows.map(([left, row, text]) => ({
    text,
    score: 0.98,
    left,
    top: row * 0.045,
    right: left + text.length * 0.012,
    bottom: row * 0.045 + 0.04,
  }));

/** As measured on photographs of genuine documents. */
export const NOTHING_SUSPICIOUS: MeasuredAuthenticity = {
  colour: 0.5,
  grid: { tiles: 16, luma: 0.5, chroma: 0.5 },
  history: { frequencies: 0, portrait: null, elsewhere: 0 },
  portraitNoise: 0,
  print: { lines: 3, baseline: 0.05, ink: 0.05, noiseGap: 0.3 },
  copied: 1.5,
  noise: 2,
};

/** The ground of a card with the blue field of a licence. */
export const SECURITY_PRINT: PageSurface = {
  cells: 60,
  colourSpread: 0.06,
  fineLines: 0.012,
  printedGround: 1.9,
  lineCoherence: 0.5,
  signField: { left: 0.04, top: 0.06, right: 0.14, bottom: 0.2, filled: 0.8 },
};

/** A portrait at the left, as on a passport's page. */
export const PORTRAIT: SeenFace = {
  score: 0.95,
  x: 0.17,
  y: 0.42,
  width: 0.17,
  byZone: { along: 15, above: 33, width: 21 },
};

/** A sharp, bright side. */
export function sideOf(content: Partial<SeenSide> = {}): SeenSide {
  return {
    status: 'seen',
    outlined: true,
    turns: 0,
    aspect: 1.42,
    quality: {
      width: 1400,
      height: 986,
      sharp90: 40,
      brightness: 180,
      darkest: 40,
      white: 0.1,
      glare: 0,
      cutOff: null,
      finger: 0,
    },
    mrz: null,
    mrzPlace: content.mrz ? { printReach: 60 } : null,
    barcodes: [],
    print: [],
    // A side with a barcode, or with the zone of a card or a licence, is a back.
    faces: {
      onPage: content.barcodes?.length || /^(TD1|DL)/.test(content.mrz?.format ?? '') ? [] : [PORTRAIT],
      second: null,
      frame: null,
      beside: 0,
    },
    surface: SECURITY_PRINT,
    authenticity: NOTHING_SUSPICIOUS,
    ...content,
  };
}

export const PASSPORT_LINES = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F3104150ZE184226B<<<<<16',
] as const;

export const PASSPORT_PRINT = printOf(
  [0.05, 0, 'PASSPORT / PASSEPORT'],
  [0.6, 1, 'Passport No. / No du passeport'],
  [0.6, 2, 'L898902C3'],
  [0.3, 3, 'Surname / Nom'],
  [0.3, 4, 'ERIKSSON'],
  [0.3, 5, 'Given names / Prénoms'],
  [0.3, 6, 'ANNA MARIA'],
  [0.3, 7, 'Date of birth / Date de naissance'],
  [0.3, 8, '12 AUG 1974'],
  [0.3, 9, 'Place of birth / Lieu de naissance'],
  [0.3, 10, 'ZENITH'],
  [0.3, 11, 'Date of issue / Date de délivrance'],
  [0.3, 12, '16 APR 2021'],
  [0.3, 13, 'Date of expiry / Date d’expiration'],
  [0.3, 14, '15 APR 2031'],
);

export const EU_LICENCE_PRINT = printOf(
  [0.2, 0, 'DRIVING LICENCE'],
  [0.2, 1, 'SWEDEN / SUÈDE'],
  [0.4, 3, '1. ERIKSSON'],
  [0.4, 5, '2. ANNA MARIA'],
  [0.4, 7, '3. 12.08.1974 ZENITH'],
  [0.4, 9, '4a. 16.04.2021'],
  [0.7, 9, '4c. LICENSING OFFICE'],
  [0.4, 11, '4b. 15.04.2031'],
  [0.4, 13, '5. T61033991'],
  [0.4, 15, '8. 12 HARBOUR STREET, 10115 ZENITH'],
);
