import { states } from 'mrz';
import { logProbabilityNear } from './ctc.js';
import { fieldOf, OPENINGS } from './layouts.js';
import { type Decoding, type MrzEdit, replaceAt } from './reading.js';

/** Codes of ICAO 9303-3 §5 parts B–D and of specimens that a list of countries leaves out. */
const WITHOUT_COUNTRY =
  'UTO XPO XOM XXA XXB XXC XXX EUE UNO UNA UNK RKS GBD GBN GBO GBP GBS XBA XIM XCC XCO XEC XMP XES XDC D';

const CODES: ReadonlySet<string> = new Set(
  [...Object.keys(states), ...WITHOUT_COUNTRY.split(' ')].map((code) => code.padEnd(3, '<')),
);

/** As for check digits: a code is corrected only where the reader itself hesitated (nats). */
const MARGIN = 3;

/** Whether three MRZ characters are a code of ICAO 9303-3 §5. */
export const isStateCode = (code: string): boolean => CODES.has(code);

/**
 * Corrects an issuing state or nationality that exists nowhere and is one hesitant character away from
 * one that does. No check digit covers these fields in most formats.
 */
export function repairStateCodes(
  { format, strips, readings }: Decoding,
  lines: readonly string[],
): { readonly lines: readonly string[]; readonly edits: readonly MrzEdit[] } {
  let repaired = lines;
  const edits: MrzEdit[] = [];
  for (const name of ['issuingState', 'nationality'] as const) {
    const field = fieldOf(format, name);
    if (!field || (OPENINGS[format] && name === 'issuingState')) continue;
    const { line, start, end } = field;
    const current = repaired[line]!.slice(start, end);
    if (CODES.has(current)) continue;
    let best: MrzEdit | null = null;
    for (const code of CODES) {
      const differing = [0, 1, 2].filter((i) => code[i] !== current[i]);
      if (differing.length !== 1) continue;
      const offset = differing[0]!;
      const onset = readings[line]!.onsets[start + offset]!;
      const [from, to] = [current[offset]!, code[offset]!];
      const margin =
        logProbabilityNear(strips[line]!, onset, from) - logProbabilityNear(strips[line]!, onset, to);
      if (margin < (best?.margin ?? MARGIN)) {
        best = { line, position: start + offset, from, to, margin, because: 'state-code' };
      }
    }
    if (best) {
      const { position, to } = best;
      repaired = repaired.map((text, index) => (index === line ? replaceAt(text, position, to) : text));
      edits.push(best);
    }
  }
  return { lines: repaired, edits };
}
