import type { DateParts, DocumentFacts } from '@idem/contracts';
import type { FieldName } from '@idem/testing/documents/print-zones';
import type { Holder } from '@idem/testing/documents/specimen';
import type { RenderedSides } from '@idem/testing/documents/specimens';

/** Fields whose extraction is counted. */
export const FACTS = [
  'surname',
  'givenNames',
  'dateOfBirth',
  'number',
  'expires',
  'issued',
  'sex',
  'placeOfBirth',
  'address',
] as const satisfies readonly FieldName[];
export type Fact = (typeof FACTS)[number];

/**
 * How a fact compares with what the document says: the same letter by letter but for case; the same after folding
 * diacritics away or spelling them out; its beginning only, as a full machine-readable zone cuts a name off; a
 * date without its day; something else; nothing.
 */
export type Agreement = 'exact' | 'folded' | 'partial' | 'wrong' | 'missing';

export type ComparedFacts = Readonly<Partial<Record<Fact, Agreement>>>;

/** Compares the facts of a passed verdict with the document; null facts: everything printed is missing. Pure. */
export function compareFacts(
  facts: DocumentFacts | null,
  { front, back }: Pick<RenderedSides, 'front' | 'back'>,
  holder: Holder,
): ComparedFacts {
  const printed = (field: FieldName): string | undefined =>
    front.zones.printed[field] ?? back?.zones.printed[field];
  const saysSex = printed('sex') !== undefined || [front, back].some((side) => (side?.mrz.length ?? 0) > 0);
  const dates = { dateOfBirth: holder.dateOfBirth, issued: front.issued, expires: front.expires } as const;
  const compared: [Fact, Agreement | null][] = [
    ['surname', compareName(printed('surname'), facts?.last_name)],
    ['givenNames', compareName(printed('givenNames'), facts?.first_name)],
    ['dateOfBirth', compareDate(printed('dateOfBirth') && dates.dateOfBirth, facts?.dob)],
    ['issued', compareDate(printed('issued') && dates.issued, facts?.issued_date)],
    ['expires', compareDate(printed('expires') && dates.expires, facts?.expiration_date)],
    ['number', compareText(compact(printed('number')), compact(facts?.number))],
    ['sex', saysSex ? compareSex(holder.sex, facts?.sex) : null],
    ['placeOfBirth', compareText(printed('placeOfBirth'), facts?.unparsed_place_of_birth)],
    ['address', compareAddress(printed('address'), facts?.address)],
  ];
  return Object.fromEntries(compared.filter(([, agreement]) => agreement !== null));
}

type Text = string | null | undefined;

function compareText(expected: Text, actual: Text): Agreement | null {
  if (!expected) return null;
  if (!actual) return 'missing';
  if (upper(expected) === upper(actual)) return 'exact';
  return spellings(expected).some((spelling) => spellings(actual).includes(spelling)) ? 'folded' : 'wrong';
}

function compareName(expected: Text, actual: Text): Agreement | null {
  const whole = compareText(expected, actual);
  if (whole !== 'wrong') return whole;
  const isBeginning = spellings(expected!).some((full) =>
    spellings(actual!).some((part) => part.length >= 3 && full.startsWith(part)),
  );
  return isBeginning ? 'partial' : 'wrong';
}

function compareDate(expected: Text, actual: DateParts | null | undefined): Agreement | null {
  if (!expected) return null;
  if (!actual || (actual.year === null && actual.month === null && actual.day === null)) return 'missing';
  const [year, month, day] = expected.split('-').map(Number);
  const agrees = (part: number | null, wanted: number | undefined) => part === null || part === wanted;
  if (!agrees(actual.year, year) || !agrees(actual.month, month) || !agrees(actual.day, day)) return 'wrong';
  return [actual.year, actual.month, actual.day].includes(null) ? 'partial' : 'exact';
}

function compareSex(expected: Holder['sex'], actual: DocumentFacts['sex'] | undefined): Agreement {
  if (!actual || actual === 'unknown') return 'missing';
  return (actual === 'female' ? 'F' : 'M') === expected ? 'exact' : 'wrong';
}

const upper = (text: string): string =>
  text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\s’']+/g, ' ')
    .trim();
const compact = (text: Text): Text => text?.replace(/[\s\-/.]/g, '');

/** An address whose parts, in one of the orders that issuers print them in, are what is printed. */
function compareAddress(expected: Text, actual: DocumentFacts['address'] | undefined): Agreement | null {
  if (!expected) return null;
  if (!actual) return 'missing';
  const { line1, line2, city, state, postal_code: code } = actual;
  const orders = [
    [line1, line2, code, city],
    [line1, line2, city, code],
    [line1, line2, city, state, code],
  ];
  const plain = (text: string) => text.replace(/,/g, ' ');
  const found = orders.map((parts) => compareText(plain(expected), plain(parts.filter(Boolean).join(' '))));
  return (
    found.find((agreement) => agreement === 'exact') ??
    found.find((agreement) => agreement === 'folded') ??
    'wrong'
  );
}

/** Letters with accents as the letter alone, and as ICAO 9303-3 section 6.A spells them out. */
function spellings(text: string): readonly string[] {
  const plain = [...text.normalize('NFC').toUpperCase()];
  const fold = (table: Readonly<Record<string, string>>) =>
    plain
      .map((letter) => table[letter] ?? letter)
      .join('')
      .normalize('NFD')
      .replace(/[^A-Z0-9]/g, '');
  return [fold(STROKES), fold({ ...STROKES, ...SPELLED_OUT })];
}

const STROKES = { Ø: 'O', Ł: 'L', Đ: 'D', Æ: 'AE', Œ: 'OE', Þ: 'TH', ẞ: 'SS', ß: 'SS' } as const;
const SPELLED_OUT = { Ä: 'AE', Å: 'AA', Ö: 'OE', Ø: 'OE', Ü: 'UE' } as const;
