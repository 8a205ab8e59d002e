import { nameIn, numberIn } from './formats.js';
import {
  isLoneNumber,
  type LicenceField,
  type NumberedField,
  type NumberedFields,
} from './numbered-fields.js';
import { type Cell, join } from './page.js';
import { findDate } from './printed-date.js';

/** Fields in the order in which they stand below each other: Europe's, and North America's. */
const LADDERS: Readonly<Record<'european' | 'north-american', readonly LicenceField[]>> = {
  european: ['1', '2', '3', '4a', '4b', '5', '8'],
  'north-american': ['4d', '3', '1', '2', '8', '4a'],
};

const FORMATS: Readonly<Partial<Record<LicenceField, (text: string) => boolean>>> = {
  '1': (text) => nameIn(text) !== null,
  '2': (text) => nameIn(text) !== null,
  '3': (text) => findDate(text) !== null,
  '4a': (text) => findDate(text) !== null,
  '4b': (text) => findDate(text) !== null,
  '5': (text) => numberIn(text) !== null,
  '8': (text) => /\p{L}{3}/u.test(text) && findDate(text) === null,
};

/** A value without its number starts at most this many line heights right of the numbers' column. */
const MAX_INDENT = 3;
/** The first field stands at most this many rows above the next one that was read. */
const MAX_RISE = 1.45;
/** Fewer rungs that were read do not tell the column and the distance of its rows. */
const MIN_RUNGS = 3;

const middleOf = ({ top, bottom }: Cell): number => (top + bottom) / 2;
const heightOf = ({ top, bottom }: Cell): number => bottom - top;

/**
 * Finds the fields whose small number was not read, by their place between those whose number was: as many
 * cells of the right format in the column as fields are missing there, or none is taken.
 *
 * @param isHeading cells that are the document's or the issuer's name.
 */
export function fillLadder(
  cells: readonly Cell[],
  fields: NumberedFields,
  layout: keyof typeof LADDERS,
  isHeading: (cell: Cell) => boolean,
): NumberedFields {
  const ladder = LADDERS[layout];
  const rungs = ladder.flatMap((field, index) => {
    const found = fields.get(field);
    return found ? [{ field, index, cell: found.cell }] : [];
  });
  if (rungs.length < MIN_RUNGS || !isSorted(rungs.map(({ cell }) => middleOf(cell)))) return fields;
  const lefts = rungs.map(({ cell }) => cell.left).sort((a, b) => a - b);
  const column = lefts[Math.floor((lefts.length - 1) / 2)]!;
  const pitch = pitchOf(rungs);
  const taken = new Set([...fields.values()].map(({ cell }) => cell));
  const filled = new Map(fields);
  for (let i = -1; i < rungs.length - 1; i++) {
    const [above, below] = [rungs[i], rungs[i + 1]!];
    const missing = ladder.slice((above?.index ?? -1) + 1, below.index);
    if (missing.length === 0) continue;
    const top = above ? middleOf(above.cell) : middleOf(below.cell) - (missing.length - 1 + MAX_RISE) * pitch;
    const candidates = cells
      .filter(
        (cell) =>
          !taken.has(cell) &&
          !isLoneNumber(cell) &&
          !isHeading(cell) &&
          middleOf(cell) > top + 0.4 * pitch * (above ? 1 : 0) &&
          middleOf(cell) < middleOf(below.cell) - 0.4 * pitch &&
          cell.left > column - heightOf(cell) &&
          cell.left < column + MAX_INDENT * heightOf(cell),
      )
      .flatMap((cell) => withoutNumber(cell, column) ?? []);
    if (candidates.length !== missing.length) continue;
    if (!missing.every((field, k) => FORMATS[field]?.(candidates[k]!.text) === true)) continue;
    missing.forEach((field, k) => {
      const cell = candidates[k]!;
      const value: NumberedField = { value: cell.text.trim(), cell, captioned: false };
      filled.set(field, value);
      taken.add(cell);
    });
  }
  return filled;
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

const isSorted = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || values[i - 1]! < value);

/** The usual distance of two fields that follow each other, in heights of the page. */
function pitchOf(rungs: readonly { readonly index: number; readonly cell: Cell }[]): number {
  const steps = rungs
    .slice(1)
    .map(({ index, cell }, i) => (middleOf(cell) - middleOf(rungs[i]!.cell)) / (index - rungs[i]!.index))
    .sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)]!;
}
