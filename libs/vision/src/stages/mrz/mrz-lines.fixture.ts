import fc from 'fast-check';
import { checkDigit, MRZ_ALPHABET } from './check-digit.js';
import { CTC_WIDTH, type Posteriors } from './ctc.js';

const letters = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...MRZ_ALPHABET.slice(0, 26)), minLength: min, maxLength: max });

const day = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(2, 10).replaceAll('-', ''));

const withDigit = (text: string): string => text + checkDigit(text);

/** Valid TD3 lines of Swedish passports of arbitrary holders. */
export const td3Lines = fc
  .record({
    surname: letters(2, 14),
    given: letters(2, 14),
    number: fc.string({ unit: fc.constantFrom(...MRZ_ALPHABET.slice(0, 36)), minLength: 9, maxLength: 9 }),
    birth: day,
    expiry: day,
    sex: fc.constantFrom('M', 'F', '<'),
    personal: fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 14 }),
  })
  .map(({ surname, given, number, birth, expiry, sex, personal }) => {
    const [a, b, c] = [withDigit(number), withDigit(birth), withDigit(expiry)];
    const d = withDigit(personal.padEnd(14, '<'));
    return [
      `P<SWE${surname}<<${given}`.padEnd(44, '<'),
      `${a}SWE${b}${sex}${c}${d}${checkDigit(a + b + c + d)}`,
    ] as const;
  });

/**
 * Posteriors of a reader that sees `text` at three steps a character, blank in between.
 *
 * @param doubts characters it finds nearly as likely (`margin` nats less) as the true one, by position.
 */
export function posteriorsOf(
  text: string,
  doubts: ReadonlyMap<number, { readonly character: string; readonly margin: number }> = new Map(),
): Posteriors {
  const steps = text.length * 3;
  const logp = new Float32Array(steps * CTC_WIDTH).fill(-12);
  const set = (step: number, symbol: number, value: number) => {
    logp[step * CTC_WIDTH + symbol] = value;
  };
  [...text].forEach((character, k) => {
    set(3 * k, 0, -0.01);
    set(3 * k + 2, 0, -0.01);
    set(3 * k + 1, 1 + MRZ_ALPHABET.indexOf(character), -0.05);
    const doubt = doubts.get(k);
    if (doubt) set(3 * k + 1, 1 + MRZ_ALPHABET.indexOf(doubt.character), -0.05 - doubt.margin);
  });
  return { logp, steps };
}
