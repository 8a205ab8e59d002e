import type { SeededRandom } from '../../random.js';
import { fillPattern } from '../issuers.js';
import { plainCapitals } from '../mrz-lines.js';
import type { Holder } from '../specimen.js';

/**
 * A number of a shape: `YYYYMMDD`, `YYMMDD` and `DDMMYY` stand for the holder's birth, the rest as in `fillPattern`.
 * Where a state says how its numbers hang together, `@BRITISH`, `@GERMAN` and `@SPANISH` make one that does.
 */
export function licenceNumber(shape: string, holder: Holder, random: SeededRandom): string {
  const [year = '', month = '', day = ''] = holder.dateOfBirth.split('-');
  switch (shape) {
    case '@BRITISH':
      return britishNumber(holder, random);
    case '@GERMAN':
      return germanNumber(random);
    case '@SPANISH': {
      const digits = random.digits(8);
      return `${digits}-${SPANISH_LETTERS[Number(digits) % 23]}`;
    }
    default:
      return fillPattern(
        shape
          .replace('YYYYMMDD', year + month + day)
          .replace('YYMMDD', year.slice(2) + month + day)
          .replace('DDMMYY', day + month + year.slice(2)),
        random,
      );
  }
}

/** Check letters of the Spanish identity number by its remainder of 23. */
const SPANISH_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/**
 * A British driver number of 16 characters: five letters of the surname, decade of birth, month (50 more for a woman), day,
 * year, two initials, and three that tell namesakes apart.
 */
function britishNumber({ surname, givenNames, sex, dateOfBirth }: Holder, random: SeededRandom): string {
  const [year = '', month = '', day = ''] = dateOfBirth.split('-');
  const letters = (name: string) => plainCapitals(name).replace(/[^A-Z]/g, '');
  const [first = '', second = ''] = givenNames.split(/[\s-]+/).map(letters);
  return (
    letters(surname).replace(/^MAC/, 'MC').slice(0, 5).padEnd(5, '9') +
    year[2] +
    String(Number(month) + (sex === 'F' ? 50 : 0)).padStart(2, '0') +
    day +
    year[3] +
    (first[0] ?? '9') +
    (second[0] ?? '9') +
    '9' +
    fillPattern('@@', random)
  );
}

/**
 * A German licence's number: the authority's letter and three digits, five signs, a check sign and the number of the copy.
 * The check is the sum of the first nine signs (A = 10 … Z = 35) times 9 … 1, modulo 11, X for 10.
 */
function germanNumber(random: SeededRandom): string {
  const signs = fillPattern('@###*****', random);
  const sum = [...signs].reduce((total, sign, index) => total + Number.parseInt(sign, 36) * (9 - index), 0);
  return signs + (sum % 11 === 10 ? 'X' : String(sum % 11)) + fillPattern('#', random).replace('0', '1');
}
