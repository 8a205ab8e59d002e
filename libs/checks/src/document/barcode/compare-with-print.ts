import type { Agreement } from '../print/agreement.js';
import { findDate } from '../print/dates/printed-date.js';
import { foldLatin, isSameName, likeness } from '../print/names/names.js';
import type { Cell } from '../print/page.js';
import type { Printed } from '../print/printed.js';
import type { ComparedField } from '../reading/reading.js';
import { MIN_CONTRADICTING_SCORE, SAME_NAME_LIKENESS } from '../thresholds.js';
import type { PartialDate } from './aamva-card.js';
import type { FoundCard } from './find-card.js';

export interface BarcodeAgainstPrint {
  readonly agreement: Readonly<Record<ComparedField, Agreement>>;
  /** The names as printed, where they are the symbol's. */
  readonly printedFamilyName: string | null;
  readonly printedGivenNames: string | null;
  /**
   * The print is of the card that the symbol belongs to: its number is printed, or its name and date of birth.
   * Without that, the symbol says nothing about the document in the picture.
   */
  readonly sameCard: boolean;
}

/**
 * Compares a card's symbol with its printed side, field by field.
 *
 * `different` needs clear print (posterior ≥ `MIN_CONTRADICTING_SCORE`) in the field's own place that says
 * something else, when what the symbol says is printed nowhere; print not found or not clear is `not-seen`.
 */
export function compareWithPrint({ card, cells, licence }: FoundCard): BarcodeAgainstPrint {
  const family = compareName(
    cells,
    licence?.surname ?? null,
    spellings(card.familyName, [card.suffix]),
    card.truncated.familyName === true,
  );
  const given = compareName(
    cells,
    licence?.givenNames ?? null,
    spellings(card.firstName, [card.middleNames, card.middleNames?.[0] ?? null, card.suffix]),
    card.truncated.firstName === true || card.truncated.middleNames === true,
  );
  const agreement: Record<ComparedField, Agreement> = {
    name: together(family.agreement, given.agreement),
    'date of birth': compareDate(cells, licence?.dateOfBirth ?? null, card.dateOfBirth),
    'document number': compareNumber(cells, licence?.number ?? null, card.number),
    'expiry date': compareDate(cells, licence?.expires ?? null, card.expires),
  };
  return {
    agreement,
    printedFamilyName: family.printed,
    printedGivenNames: given.printed,
    sameCard:
      agreement['document number'] === 'same' ||
      (agreement.name === 'same' && agreement['date of birth'] === 'same'),
  };
}

const together = (a: Agreement, b: Agreement): Agreement =>
  a === 'different' || b === 'different' ? 'different' : a === 'same' && b === 'same' ? 'same' : 'not-seen';

/** A name alone, and with each of what some issuers print after it: fullest first. */
function spellings(name: string | null, additions: readonly (string | null)[]): string[] {
  const present = additions.filter((addition) => addition !== null);
  const [first] = present;
  const all = present.join(' ');
  return [
    ...(first ? [`${name ?? ''} ${first}`, `${name ?? ''} ${all}`] : []),
    ...present.map((addition) => `${name ?? ''} ${addition}`),
    ...(name ? [name] : []),
  ].map((spelling) => spelling.trim());
}

/** A cell may open with a field's number or caption: `1 ERIKSSON`, `LN: ERIKSSON`. */
const bare = (text: string): string => text.replace(/^.*:\s*/, '').replace(/^\d{1,2}[.)\s]+/, '');

function compareName(
  cells: readonly Cell[],
  field: Printed<string> | null,
  names: readonly string[],
  truncated: boolean,
): { agreement: Agreement; printed: string | null } {
  if (names.length === 0) return { agreement: 'not-seen', printed: null };
  const isTheName = (printed: string) =>
    names.some((name) => isSameName(printed, name)) ||
    (truncated && names.some((name) => foldLatin(printed).startsWith(foldLatin(name))));
  const candidates = [...(field ? [field.value] : []), ...cells.map(({ text }) => bare(text))];
  const same = candidates.find(isTheName);
  if (same !== undefined) return { agreement: 'same', printed: same };
  const other = field !== null && field.score >= MIN_CONTRADICTING_SCORE && isAnotherName(field.value, names);
  return { agreement: other ? 'different' : 'not-seen', printed: null };
}

/** Letters only, and neither a misreading nor part of any of the spellings. */
function isAnotherName(printed: string, names: readonly string[]): boolean {
  if (!/^[\p{L}\s\-'’.,]+$/u.test(printed)) return false;
  const known = names.some((name) => {
    const [a, b] = [foldLatin(printed), foldLatin(name)];
    return (
      likeness(printed, name) >= SAME_NAME_LIKENESS ||
      (b !== '' && a.includes(b)) ||
      sharesMostWords(printed, name)
    );
  });
  return !known;
}

/** More than half of the printed words are the name's: names run together, or a word misread. */
function sharesMostWords(printed: string, name: string): boolean {
  const words = (text: string) => text.split(/[\s\-.,]+/).filter((word) => foldLatin(word).length > 1);
  const [seen, wanted] = [words(printed), words(name)];
  const known = seen.filter((word) => wanted.some((other) => likeness(word, other) >= SAME_NAME_LIKENESS));
  return seen.length !== wanted.length && known.length * 2 > seen.length;
}

/** O and 0, I and 1 … are one where printed characters are compared. */
const foldNumber = (text: string): string =>
  foldLatin(text)
    .replace(/[OQD]/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/Z/g, '2')
    .replace(/S/g, '5')
    .replace(/B/g, '8')
    .replace(/G/g, '6');

function compareNumber(
  cells: readonly Cell[],
  field: Printed<string> | null,
  number: string | null,
): Agreement {
  const expected = foldNumber(number ?? '');
  if (expected === '') return 'not-seen';
  const candidates = [...(field ? [field.value] : []), ...cells.map(({ text }) => text)];
  if (candidates.some((text) => foldNumber(text).includes(expected))) return 'same';
  const contradicts =
    field !== null &&
    field.score >= MIN_CONTRADICTING_SCORE &&
    /\d{3}/.test(field.value) &&
    foldNumber(field.value).length === expected.length;
  return contradicts ? 'different' : 'not-seen';
}

function compareDate(
  cells: readonly Cell[],
  field: Printed<{ year: number | null; month: number | null; day: number | null }> | null,
  date: PartialDate | null,
): Agreement {
  if (!date) return 'not-seen';
  const agrees = (printed: { year: number | null; month: number | null; day: number | null }) =>
    printed.year === date.year &&
    ((printed.month === date.month && (date.day === null || printed.day === date.day)) ||
      // Print does not say which number is the month, and issuers differ.
      (printed.month === date.day && printed.day === date.month));
  const printed = cells.map(({ text }) => findDate(text) ?? findDate(text, 'month-first'));
  if ((field && agrees(field.value)) || printed.some((found) => found && agrees(found))) return 'same';
  return field && field.score >= MIN_CONTRADICTING_SCORE ? 'different' : 'not-seen';
}
