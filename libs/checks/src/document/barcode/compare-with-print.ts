import type { Agreement } from '../print/agreement.js';
import { findDate } from '../print/dates/printed-date.js';
import { foldNumber } from '../print/fold-number.js';
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
  /**
   * What the front has to show more clearly before the symbol is believed: a name or birth that was not seen, and a
   * date that differs by one character, which is as likely misread as altered.
   */
  readonly unclear: readonly ComparedField[];
}

/**
 * Compares a card's symbol with its printed side, field by field.
 *
 * `different` needs clear print (posterior ≥ `MIN_CONTRADICTING_SCORE`) in the field's own place that says
 * something else by more than a character, when what the symbol says is printed nowhere; print not found or not clear is
 * `not-seen`, and what is not seen is no agreement.
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
  const expiry = compareDate(cells, licence?.expires ?? null, card.expires);
  const agreement: Record<ComparedField, Agreement> = {
    name: together(family.agreement, given.agreement),
    'date of birth': compareDate(cells, licence?.dateOfBirth ?? null, card.dateOfBirth).agreement,
    'document number': compareNumber(cells, licence?.number ?? null, card.number),
    'expiry date': expiry.agreement,
  };
  return {
    agreement,
    printedFamilyName: family.printed,
    printedGivenNames: given.printed,
    unclear: [
      ...(['name', 'date of birth'] as const).filter(
        (field) => agreement[field] === 'not-seen' && !(field === 'name' && family.misread && given.misread),
      ),
      ...(expiry.oneOff ? (['expiry date'] as const) : []),
    ],
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
): ComparedSpelling {
  if (names.length === 0) return { agreement: 'not-seen', printed: null, misread: true };
  const isTheName = (printed: string) =>
    names.some((name) => isSameName(printed, name)) ||
    (truncated && names.some((name) => foldLatin(printed).startsWith(foldLatin(name))));
  const candidates = [...(field ? [field.value] : []), ...cells.map(({ text }) => bare(text))];
  const same = candidates.find(isTheName);
  if (same !== undefined) return { agreement: 'same', printed: same, misread: true };
  const other = field !== null && field.score >= MIN_CONTRADICTING_SCORE && isAnotherName(field.value, names);
  const misread = candidates.some((text) => names.some((name) => isMisread(text, name)));
  return { agreement: other ? 'different' : 'not-seen', printed: null, misread };
}

interface ComparedSpelling {
  readonly agreement: Agreement;
  readonly printed: string | null;
  /** It is printed as the symbol has it, or with a letter misread in a name long enough to be known by the others. */
  readonly misread: boolean;
}

const MIN_LETTERS = 5;
const isMisread = (printed: string, name: string): boolean =>
  foldLatin(name).length >= MIN_LETTERS && likeness(printed, name) >= SAME_NAME_LIKENESS;

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

function compareNumber(
  cells: readonly Cell[],
  field: Printed<string> | null,
  number: string | null,
): Agreement {
  const expected = foldNumber(number ?? '');
  if (expected === '') return 'not-seen';
  const candidates = [...(field ? [field.value] : []), ...cells.map(({ text }) => text)];
  if (candidates.some((text) => showsNumber(text, expected))) return 'same';
  const contradicts =
    field !== null &&
    field.score >= MIN_CONTRADICTING_SCORE &&
    /\d{3}/.test(field.value) &&
    foldNumber(field.value).length === expected.length &&
    !isOneOff(foldNumber(field.value), expected);
  return contradicts ? 'different' : 'not-seen';
}

/** From so many characters on no other number on a card contains a number by chance. */
const UNMISTAKABLE = 6;

/** Whether consecutive words of a text are the number; a long one may follow its caption without a space. */
function showsNumber(text: string, expected: string): boolean {
  if (expected.length >= UNMISTAKABLE) return foldNumber(text).includes(expected);
  const words = text.split(/[^\p{L}\p{N}-]+/u).map(foldNumber);
  return words.some((_, from) =>
    words.some((__, to) => to >= from && words.slice(from, to + 1).join('') === expected),
  );
}

/** Of equal length, and all but one character the same. */
const isOneOff = (a: string, b: string): boolean =>
  a.length === b.length && [...a].filter((character, i) => character !== b[i]).length === 1;

const digitsOf = ({ year, month, day }: { year: number | null; month: number | null; day: number | null }) =>
  [
    String(year ?? '').padStart(4, '0'),
    ...[month, day].map((part) => String(part ?? '').padStart(2, '0')),
  ].join('');

/** The small number of a field, read as a part of its date: `308/12/1974`. */
const GLUED_NUMBER = /^[34][ab]?(?=\d{2}[./-]\d{2}[./-]\d{4}(?!\d))/;

function compareDate(
  cells: readonly Cell[],
  field: Printed<{ year: number | null; month: number | null; day: number | null }> | null,
  date: PartialDate | null,
): { readonly agreement: Agreement; readonly oneOff: boolean } {
  if (!date) return { agreement: 'not-seen', oneOff: false };
  const agrees = (printed: { year: number | null; month: number | null; day: number | null }) =>
    printed.year === date.year &&
    ((printed.month === date.month && (date.day === null || printed.day === date.day)) ||
      // Print does not say which number is the month, and issuers differ.
      (printed.month === date.day && printed.day === date.month));
  const texts = cells.flatMap((cell) => [cell.text, ...(cell.pieces ?? []).map(({ text }) => text)]);
  const printed = texts.flatMap((text) =>
    [text, text.replace(GLUED_NUMBER, '')].map((one) => findDate(one) ?? findDate(one, 'month-first')),
  );
  if ((field && agrees(field.value)) || printed.some((found) => found && agrees(found)))
    return { agreement: 'same', oneOff: false };
  const clear = field !== null && field.score >= MIN_CONTRADICTING_SCORE;
  const oneOff = clear && isOneOff(digitsOf(field.value), digitsOf(date));
  return { agreement: clear && !oneOff ? 'different' : 'not-seen', oneOff };
}
