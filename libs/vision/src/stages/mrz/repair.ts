import { CLASS_MEMBERS, CONFUSABLE } from './character-classes.js';
import { logProbabilityNear } from './ctc.js';
import { type CharacterClass, fieldOf, MRZ_LAYOUTS, type MrzCheckName } from './layouts.js';
import { type Decoding, type MrzEdit, replaceAt } from './reading.js';
import { longDocumentNumber, type Verification, verifyCheckDigits } from './verify-check-digits.js';

/**
 * How unlikely a replacement may be (nats below the reader's choice). Any wrong line can be edited into a
 * valid check digit with odds of one in ten per try, so only characters the reader itself hesitated over
 * are tried: on 95 real pictures these margins gained two exact lines and forged none.
 */
const CONFUSABLE_MARGIN = 3;
const OTHER_MARGIN = 1.5;
/** In a pair of edits each may cost at most this, and the pair pays a surcharge. */
const PAIR_MARGIN = 4;
const PAIR_SURCHARGE = 2;
const ALTERNATIVES_PER_CHARACTER = 3;

export interface Repair {
  readonly lines: readonly string[];
  readonly edits: readonly MrzEdit[];
  readonly verification: Verification;
}

/**
 * Replaces characters the reader was unsure of where that makes failing check digits agree. All or
 * nothing: where some digit still fails, the document's own digits may be wrong, and an edit to please another one
 * would put a character that nobody saw in place of one that was. `verification` is of the returned lines.
 */
export function repairByCheckDigits(decoding: Decoding): Repair {
  const { format } = decoding;
  let lines: readonly string[] = decoding.readings.map(({ text }) => text);
  const edits: MrzEdit[] = [];
  const apply = (candidate: readonly MrzEdit[]): readonly string[] =>
    lines.map((line, index) =>
      candidate
        .filter((edit) => edit.line === index)
        .reduce((text, { position, to }) => replaceAt(text, position, to), line),
    );

  for (const { name, digit, covers } of MRZ_LAYOUTS[format].checks) {
    if (name === 'composite' || isOk(verifyCheckDigits(format, lines), name)) continue;
    // A long number's digits lie in the optional data, whose extent an edit would move.
    if (name === 'documentNumber' && longDocumentNumber(format, lines)) continue;
    const singles = [...covers, digit].flatMap((field) => {
      const { line, start, end } = fieldOf(format, field)!;
      return alternatives(decoding, lines, line, start, end);
    });
    const found = rank([...singles.map((edit) => [edit]), ...pairs(singles)]).find((candidate) => {
      const verification = verifyCheckDigits(format, apply(candidate));
      const composite = verification.checks.find((check) => check.name === 'composite');
      const othersFail = verification.checks.some((check) => check.name !== 'composite' && !check.ok);
      return isOk(verification, name) && (!composite || composite.ok || othersFail);
    });
    if (found) {
      lines = apply(found);
      edits.push(...found);
    }
  }

  const verification = verifyCheckDigits(format, lines);
  const compositeField = fieldOf(format, 'compositeCheck');
  const othersAgree = verification.checks.every(({ name, ok }) => ok || name === 'composite');
  if (compositeField && !verification.valid && othersAgree) {
    const candidateLines = format === 'TD1' ? [0, 1] : [compositeField.line];
    const singles = candidateLines.flatMap((line) =>
      alternatives(decoding, lines, line, 0, MRZ_LAYOUTS[format].classes[line]!.length),
    );
    const found = rank(singles.map((edit) => [edit])).find(
      (candidate) => verifyCheckDigits(format, apply(candidate)).valid,
    );
    if (found) {
      lines = apply(found);
      edits.push(...found);
    }
  }
  const repaired = verifyCheckDigits(format, lines);
  if (repaired.valid) return { lines, edits, verification: repaired };
  const asRead = decoding.readings.map(({ text }) => text);
  return { lines: asRead, edits: [], verification: verifyCheckDigits(format, asRead) };
}

const isOk = ({ checks }: Verification, name: MrzCheckName): boolean =>
  checks.some((check) => check.name === name && check.ok);

const cost = (candidate: readonly MrzEdit[]): number =>
  candidate.reduce((sum, { margin }) => sum + margin, candidate.length > 1 ? PAIR_SURCHARGE : 0);

const rank = (candidates: readonly (readonly MrzEdit[])[]): readonly (readonly MrzEdit[])[] =>
  [...candidates].sort((a, b) => cost(a) - cost(b));

function* pairs(singles: readonly MrzEdit[]): Generator<readonly MrzEdit[]> {
  for (const [index, a] of singles.entries()) {
    for (const b of singles.slice(index + 1)) {
      if (a.line === b.line && a.position === b.position) continue;
      if (a.margin < PAIR_MARGIN && b.margin < PAIR_MARGIN) yield [a, b];
    }
  }
}

function alternatives(
  { format, strips, readings }: Decoding,
  lines: readonly string[],
  line: number,
  start: number,
  end: number,
): MrzEdit[] {
  const classes = MRZ_LAYOUTS[format].classes[line]!;
  const edits: MrzEdit[] = [];
  for (let position = start; position < end; position++) {
    const from = lines[line]![position]!;
    const onset = readings[line]!.onsets[position]!;
    const chosen = logProbabilityNear(strips[line]!, onset, from);
    const here: MrzEdit[] = [];
    for (const to of CLASS_MEMBERS[classes[position] as CharacterClass]) {
      if (to === from) continue;
      const margin = chosen - logProbabilityNear(strips[line]!, onset, to);
      const allowed = CONFUSABLE[from]?.includes(to) ? CONFUSABLE_MARGIN : OTHER_MARGIN;
      if (margin < allowed) here.push({ line, position, from, to, margin, because: 'check-digit' });
    }
    edits.push(...here.sort((a, b) => a.margin - b.margin).slice(0, ALTERNATIVES_PER_CHARACTER));
  }
  return edits;
}
