import { type Claim, notShown, shown } from '../proof/claim.js';
import { REASONS } from '../reasons.js';
import type { DocumentReading } from './reading.js';

/** Whether every field without which no document is verified was read, is vouched for, and is contradicted by nothing. */
export function judgeFields({
  facts,
  contradicted,
  contradictedBy,
  unproven,
  provenance,
}: DocumentReading): Claim {
  if (contradicted.length > 0) {
    return notShown(
      REASONS.contradicted(contradicted, contradictedBy),
      `print that agrees: ${contradicted.join(', ')}`,
    );
  }
  if (unproven.length > 0) return notShown(REASONS.unproven(unproven), `vouched for: ${unproven.join(', ')}`);
  if (isNoOnesNumber(facts.number)) {
    return notShown(REASONS.noOnesNumber, `a number that is given to somebody: ${facts.number}`);
  }
  const vouchers = new Set(Object.values(provenance).flat());
  return shown(`every required field is vouched for, by ${[...vouchers].join(', ')}`);
}

/** Digits of a number from which all being the same is no accident: one in 10,000 of five. */
const MIN_DIGITS = 5;
/** Digits from which two that take turns are none either: one in 10,000 of six. */
const MIN_TAKING_TURNS = 6;

/**
 * Whether a document number is filled with one character or one digit (`000000000`, `AA9999999`, `XXXXXXXX`), or with two
 * digits in turns: what specimens and inventions bear. Digits in sequence are given to somebody by issuers that count.
 */
export function isNoOnesNumber(number: string | null): boolean {
  const characters = (number ?? '').replace(/[^A-Z\d]/gi, '');
  const digits = characters.replace(/\D/g, '');
  return (
    (characters.length >= MIN_DIGITS && repeats(characters, 1)) ||
    (digits.length >= MIN_DIGITS && repeats(digits, 1)) ||
    (digits.length >= MIN_TAKING_TURNS && repeats(digits, 2))
  );
}

const repeats = (text: string, period: number): boolean =>
  [...text].every((character, at) => at < period || character === text[at - period]);
