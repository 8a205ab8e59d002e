import { findDate } from '../dates/printed-date.js';
import { categoriesIn, nameIn, numberIn, wordsIn } from '../formats.js';
import { foldLatin } from '../names/names.js';
import { type Cell, join } from '../page.js';
import {
  isLoneNumber,
  type LicenceField,
  type NumberedField,
  type NumberedFields,
} from './numbered-fields.js';
import { saysInOwnScript, spacedLike } from './two-scripts.js';

/** A field, or a name in the state's own script above the Latin one, whose number stands beside the upper line. */
type Place = LicenceField | 'own-1' | 'own-2';

interface Step {
  readonly field: Place;
  /** Not every licence prints it. */
  readonly optional?: true;
}
const step = (field: Place): Step => ({ field });
const maybe = (field: Place): Step => ({ field, optional: true });

/**
 * Fields in the order in which they stand below each other: Europe's (directive 2006/126/EC, annex I; 4b stands
 * beside 4a), and North America's.
 */
const REST = [step('3'), step('4a'), maybe('4c'), step('5'), maybe('8'), maybe('9')];
const LADDERS: Readonly<Record<'european' | 'two-scripts' | 'north-american', readonly Step[]>> = {
  european: [step('1'), step('2'), ...REST],
  'two-scripts': [step('own-1'), step('1'), step('own-2'), step('2'), ...REST],
  'north-american': [step('4d'), step('3'), step('1'), step('2'), step('8'), step('4a')],
};

const isDate = (text: string): boolean => findDate(text) !== null;
const isNumber = (text: string): boolean => !isDate(text) && numberIn(text) !== null;
const isWords = (text: string): boolean => /\p{L}{3}/u.test(text) && !isDate(text);
const FORMATS: Readonly<Partial<Record<Place, (text: string) => boolean>>> = {
  'own-1': (text) => !isDate(text),
  'own-2': (text) => !isDate(text),
  '1': (text) => nameIn(text) !== null,
  '2': (text) => nameIn(text) !== null,
  '3': isDate,
  '4a': isDate,
  '4c': (text) => isWords(text) && wordsIn(text) !== null && !isNumber(text),
  '5': isNumber,
  '8': isWords,
  '9': (text) => categoriesIn(text) !== null,
};

/** A value without its number starts at most this many line heights right of the numbers' column. */
const MAX_INDENT = 3;
/** The first field stands at most this many rows above the next one that was read. */
const MAX_RISE = 1.45;
/** Fewer rungs that were read do not tell the column and the distance of its rows, but for both dates of validity. */
const MIN_RUNGS = 3;

const middleOf = ({ top, bottom }: Cell): number => (top + bottom) / 2;
const heightOf = ({ top, bottom }: Cell): number => bottom - top;

interface Rung {
  readonly index: number;
  readonly cell: Cell;
}

/**
 * Finds the fields whose small number was not read, by their place between those whose number was: the cells of
 * the column there must be the missing fields in one way only, each of the right format, or none is taken. A number
 * that holds the date of birth is the holder's own (4d) and not the licence's.
 *
 * @param isHeading cells that are the document's or the issuer's name.
 */
export function fillLadder(
  cells: readonly Cell[],
  numbered: NumberedFields,
  layout: keyof typeof LADDERS,
  isHeading: (cell: Cell) => boolean,
): NumberedFields {
  const ladder = LADDERS[layout];
  const fields: ReadonlyMap<Place, NumberedField> =
    layout === 'two-scripts'
      ? new Map([...numbered].map(([field, value]): [Place, NumberedField] => [OWN[field] ?? field, value]))
      : numbered;
  const filled = fillPlaces(cells, fields, layout, ladder, isHeading);
  return layout === 'two-scripts' ? latinNames(filled) : withoutOwn(filled);
}

const OWN: Readonly<Partial<Record<LicenceField, Place>>> = { '1': 'own-1', '2': 'own-2' };

const withoutOwn = (fields: ReadonlyMap<Place, NumberedField>): NumberedFields =>
  new Map(
    [...fields].flatMap(([field, value]): [LicenceField, NumberedField][] =>
      field === 'own-1' || field === 'own-2' ? [] : [[field, value]],
    ),
  );

/** The Latin names below those in the state's own script, each only where both lines say the same. */
function latinNames(fields: ReadonlyMap<Place, NumberedField>): NumberedFields {
  const proven = new Map(fields);
  for (const [own, latin] of [
    ['own-1', '1'],
    ['own-2', '2'],
  ] as const) {
    const [above, below] = [fields.get(own), fields.get(latin)];
    if (above && below && saysInOwnScript(above.value, below.value)) {
      proven.set(latin, { ...below, value: spacedLike(above.value, below.value) });
    } else proven.delete(latin);
  }
  return withoutOwn(proven);
}

function fillPlaces(
  cells: readonly Cell[],
  fields: ReadonlyMap<Place, NumberedField>,
  layout: keyof typeof LADDERS,
  ladder: readonly Step[],
  isHeading: (cell: Cell) => boolean,
): ReadonlyMap<Place, NumberedField> {
  const isSwedish = cells.some(({ text }) => foldLatin(text) === 'SVERIGE');
  const rungs = rungsOf(ladder, fields);
  const isTold = rungs.length >= MIN_RUNGS;
  const hasValidity = layout !== 'north-american' && rungs.length > 0 && fields.has('4a') && fields.has('4b');
  if (!(isTold || hasValidity)) return fields;
  const lefts = rungs.map(({ cell }) => cell.left).sort((a, b) => a - b);
  const column = lefts[Math.floor((lefts.length - 1) / 2)]!;
  const pitch = isTold ? pitchOf(rungs) : null;
  const taken = new Set([...fields.values()].map(({ cell }) => cell));
  const filled = new Map(fields);
  const last = layout === 'north-american' ? rungs.length - 1 : rungs.length;
  for (let i = -1; i < last; i++) {
    const [above, below] = [rungs[i], rungs[i + 1]];
    const missing = ladder.slice((above?.index ?? -1) + 1, below?.index);
    const required = missing.filter(({ optional }) => !optional);
    if (required.length === 0) continue;
    const distance = pitch === null ? heightOf((above ?? below!).cell) : 0.4 * pitch;
    const rise = below && pitch !== null ? (missing.length - 1 + MAX_RISE) * pitch : Number.POSITIVE_INFINITY;
    const top = above ? middleOf(above.cell) + distance : middleOf(below!.cell) - rise;
    const bottom = below ? middleOf(below.cell) - distance : Number.POSITIVE_INFINITY;
    const candidates = cells
      .filter(
        (cell) =>
          !taken.has(cell) &&
          !isLoneNumber(cell) &&
          !isHeading(cell) &&
          middleOf(cell) > top &&
          middleOf(cell) < bottom &&
          cell.left > column - heightOf(cell) &&
          cell.left < column + MAX_INDENT * heightOf(cell),
      )
      .flatMap((cell) => withoutNumber(cell, column) ?? [])
      .filter(
        ({ text }) =>
          !(
            isNumber(text) &&
            !(isSwedish && SWEDISH_LICENCE.test(text.trim())) &&
            holdsBirth(text, filled.get('3')?.value)
          ),
      );
    for (const [field, cell] of onlyWay(candidates, missing)) {
      filled.set(field, { value: cell.text.trim(), cell, captioned: false });
      taken.add(cell);
    }
  }
  return filled;
}

/** What was read of a ladder, in its column and from top to bottom: some licences set a later field beside an earlier one. */
function rungsOf(ladder: readonly Step[], fields: ReadonlyMap<Place, NumberedField>): readonly Rung[] {
  const read = ladder.flatMap(({ field }, index): Rung[] => {
    const cell = fields.get(field)?.cell;
    return cell ? [{ index, cell }] : [];
  });
  const left = Math.min(...read.map(({ cell }) => cell.left));
  const inColumn = read.filter(({ cell }) => cell.left < left + MAX_INDENT * heightOf(cell));
  const isSorted = inColumn.every(
    ({ cell }, i) => i === 0 || middleOf(inColumn[i - 1]!.cell) < middleOf(cell),
  );
  return isSorted ? inColumn : [];
}

/** The one way to name all candidates, in their order; empty when there is none, or more than one. */
function onlyWay(candidates: readonly Cell[], steps: readonly Step[]): readonly (readonly [Place, Cell])[] {
  const ways = waysTo(candidates, steps);
  return ways.length === 1 ? ways[0]! : [];
}

function waysTo(
  candidates: readonly Cell[],
  steps: readonly Step[],
): (readonly (readonly [Place, Cell])[])[] {
  const [step, ...later] = steps;
  if (!step) return candidates.length === 0 ? [[]] : [];
  const [cell, ...rest] = candidates;
  const named =
    cell && FORMATS[step.field]?.(cell.text) === true
      ? waysTo(rest, later).map((way) => [[step.field, cell] as const, ...way])
      : [];
  return step.optional ? [...named, ...waysTo(candidates, later)] : named;
}

/** Sweden numbers licences by the holder's own number in this form. */
const SWEDISH_LICENCE = /^\d{6}-\d{4}$/;

/** Whether a number holds the date of birth, as personal numbers of several states do. */
function holdsBirth(number: string, birth: string | undefined): boolean {
  const date = birth === undefined ? null : findDate(birth);
  if (!date) return false;
  const [day, month, year] = [date.day, date.month, date.year % 100].map((part) =>
    String(part).padStart(2, '0'),
  );
  const digits = number.replace(/\D/g, '');
  return digits.includes(`${year}${month}${day}`) || digits.includes(`${day}${month}${year}`);
}

/**
 * What stands in the numbers' column is a number misread: `S T82815024`, `L. NOWAK`. It is left out where it is a
 * piece of its own; null where it is not.
 */
function withoutNumber(cell: Cell, column: number): Cell | null {
  if (cell.left > column + 0.6 * heightOf(cell)) return cell;
  const [first, second, ...rest] = cell.pieces ?? [];
  if (!first || !second || first.text.trim().length > 2) return null;
  return rest.reduce(join, second);
}

/** The usual distance of two fields that follow each other, in heights of the page. */
function pitchOf(rungs: readonly Rung[]): number {
  const steps = rungs
    .slice(1)
    .map(({ index, cell }, i) => (middleOf(cell) - middleOf(rungs[i]!.cell)) / (index - rungs[i]!.index))
    .sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)]!;
}
