import { classBias } from './character-classes.js';
import { indistinguishable } from './check-digit.js';
import type { FormatChoice } from './choose-format.js';
import { logProbabilityNear } from './ctc.js';
import { type CharacterClass, MRZ_LAYOUTS, type MrzCheckName, type MrzFieldName } from './layouts.js';
import type { CheckResult } from './verify-check-digits.js';

export interface MrzFieldReading {
  /** As printed, fillers included. */
  readonly text: string;
  /** Posterior of the least certain character, 0 … 1, lowered where it is not of its position's class. */
  readonly confidence: number;
  /**
   * Check digits that cover the field and agree, and could not agree with what else the reader may have
   * seen; empty = nothing but the reader's eyes.
   */
  readonly vouchedBy: readonly MrzCheckName[];
}

export type MrzFields = Readonly<Partial<Record<MrzFieldName, MrzFieldReading>>>;

/** Nats by which a character must be likelier than those that check digits cannot tell from it. */
const BLIND_MARGIN = 5;

/** Every field of a format with how surely it was read, and the check digits that vouch for it. */
export function readFields(
  { format, strips, readings }: FormatChoice,
  lines: readonly string[],
  results: readonly CheckResult[],
): MrzFields {
  const { checks, classes } = MRZ_LAYOUTS[format];
  const agreeing = checks.filter(({ name }) => results.some((r) => r.name === name && r.ok));
  return Object.fromEntries(
    MRZ_LAYOUTS[format].fields.map(({ name, line, start, end }) => {
      const text = lines[line]!.slice(start, end);
      const seen = (i: number, character: string) =>
        logProbabilityNear(strips[line]!, readings[line]!.onsets[start + i]!, character);
      const certainty = [...text].map(
        (character, i) =>
          seen(i, character) + classBias(character, classes[line]![start + i] as CharacterClass),
      );
      const blind = [...text].some((character, i) =>
        indistinguishable(character).some((other) => seen(i, character) - seen(i, other) < BLIND_MARGIN),
      );
      const covering = agreeing.filter(({ covers }) => covers.includes(name)).map((check) => check.name);
      const reading: MrzFieldReading = {
        text,
        confidence: Math.exp(Math.min(...certainty)),
        vouchedBy: blind ? [] : covering,
      };
      return [name, reading];
    }),
  );
}
