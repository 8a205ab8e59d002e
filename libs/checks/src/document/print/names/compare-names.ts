import type { ParsedMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { MIN_CONTRADICTING_SCORE, SAME_NAME_LIKENESS } from '../../thresholds.js';
import type { ComparedName } from '../agreement.js';
import { type LabelledPage, labelledCells } from '../captions/labels.js';
import { nameIn } from '../formats.js';
import { type Cell, cellBelow } from '../page.js';
import { completeName } from './complete-name.js';
import { foldLatin, isSameName, likeness, transliterate } from './names.js';
import { restoreSpelling } from './restore-spelling.js';

type ZoneNames = Pick<ParsedMrz, 'surname' | 'givenNames' | 'namesMayBeTruncated'>;

export interface ComparedNames {
  readonly surname: ComparedName;
  readonly givenNames: ComparedName;
  /** Where the zone has one name, the caption that the page prints it under; null where neither tells. */
  readonly soleName: 'surname' | 'givenNames' | null;
}

/**
 * Looks for the MRZ's names anywhere in print: alone, parts of a bilingual line, over two lines, or both names
 * in one line in either order. Only what stands beside the caption of a name can contradict it.
 */
export function compareNames(
  pages: readonly LabelledPage[],
  mrz: ZoneNames,
  country: string | null,
): ComparedNames {
  const texts = pages.flatMap(({ cells }) => cells.flatMap((cell) => readingsOf(cell, cells)));
  const inOneLine = mrz.surname === '' || mrz.givenNames === '' ? null : wholeName(texts, mrz);
  const labelled = (name: 'surname' | 'givenNames') =>
    pages.flatMap((page) =>
      labelledCells(page, name)
        .slice(0, 1)
        .map((cell) => ({ cell, page })),
    );
  const compare = (name: 'surname' | 'givenNames'): ComparedName => {
    const expected = mrz[name];
    if (expected === '')
      return mrz.surname === mrz.givenNames ? NOT_SEEN : leftOut(name, labelled(name), mrz);
    const whole = mrz.namesMayBeTruncated
      ? labelled(name)
          .flatMap(({ cell, page }) => linesOf(cell, page, expected))
          .filter(isClear)
          .map(({ text }) => completeName(text, expected, country))
          .find((found) => found !== null)
      : undefined;
    if (whole) return { agreement: 'same', printed: whole, spelled: true, whole };
    const isProven = ({ text, score }: Reading) =>
      spellsAlike(text, expected) || (isClear({ score }) && restores(text, expected, country));
    const same = texts.filter((reading) => isSameName(reading.text, expected) || isProven(reading));
    const fullest = same.find(isProven) ?? same[0];
    if (fullest) {
      const spelled = isProven(fullest);
      // Print that lost a letter altogether looks like print that lost a diacritic: only clear print restores.
      return { agreement: 'same', printed: spelled || isClear(fullest) ? fullest.text : null, spelled };
    }
    if (inOneLine) return inOneLine[name];
    const other = labelled(name).some(({ cell }) => isClear(cell) && contradicts(bare(cell.text), name, mrz));
    return { ...NOT_SEEN, agreement: other ? 'different' : 'not-seen' };
  };
  const soleName = (['surname', 'givenNames'] as const).filter((name) =>
    labelled(name).some(({ cell }) => isSameName(bare(cell.text), mrz.surname || mrz.givenNames)),
  );
  return {
    surname: compare('surname'),
    givenNames: compare('givenNames'),
    soleName: soleName.length === 1 ? soleName[0]! : null,
  };
}

/** A printed name, and with the line below where the zone goes on beyond the first. */
function linesOf(cell: Cell, { values }: LabelledPage, zone: string): Reading[] {
  const text = bare(cell.text);
  const next = foldLatin(zone).length > foldLatin(text).length ? cellBelow(values, cell) : null;
  const { score } = cell;
  return [
    { text, score },
    ...(next ? [{ text: `${text} ${bare(next.text)}`, score: Math.min(score, next.score) }] : []),
  ];
}

/** A name that the zone does not have. Whoever takes it out of a zone leaves it beside its caption on the page. */
function leftOut(
  name: 'surname' | 'givenNames',
  labelled: readonly { readonly cell: Cell; readonly page: LabelledPage }[],
  mrz: ZoneNames,
): ComparedName {
  const only = mrz.surname || mrz.givenNames;
  const other = labelled.some(({ cell, page }) => {
    const text = bare(cell.text);
    const captions = page.captions.filter((caption) => caption.name === name);
    const isInItsPlace = captions.some(
      (caption) => caption.cell.bottom <= cell.bottom && cell.left - caption.left < cell.bottom - cell.top,
    );
    return (
      isClear(cell) &&
      isInItsPlace &&
      nameIn(text) !== null &&
      foldLatin(text).length >= MIN_LEFT_OUT &&
      !NO_NAME.test(foldLatin(text)) &&
      !isSameName(text, only) &&
      likeness(text, only) < SAME_NAME_LIKENESS &&
      !foldLatin(only).includes(foldLatin(text)) &&
      !foldLatin(text).includes(foldLatin(only))
    );
  });
  return { ...NOT_SEEN, agreement: other ? 'different' : 'not-seen' };
}

/** Shorter words in an empty line are a sex, a type or a code. */
const MIN_LEFT_OUT = 3;
/** What issuers print where there is no name. */
const NO_NAME = /^(?:X+|NONE|NIL|FNU|LNU|UNKNOWN|NOTAPPLICABLE)$/;

const NOT_SEEN: ComparedName = { agreement: 'not-seen', printed: null, spelled: false };

const isClear = ({ score }: Pick<Cell, 'score'>): boolean => score >= MIN_CONTRADICTING_SCORE;

/** A cell may open with a field's number or caption: `1. ERIKSSON`, `Nom: BERTHIER`. */
const bare = (text: string): string => text.replace(/^.*:\s*/, '').replace(/^\d{1,2}[.)\s]+/, '');

type Reading = Pick<Cell, 'text' | 'score'>;

/** Whether print and MRZ prove one spelling between them, spaces and hyphens aside. */
const restores = (printed: string, mrz: string, country: string | null): boolean =>
  restoreSpelling(printed.replace(/[\s\-.,]/g, ''), mrz.replaceAll(' ', ''), country) !== null;

/** What a cell may mean: itself, a piece of a bilingual line, its first half when the name goes on below. */
function readingsOf(cell: Cell, cells: readonly Cell[]): Reading[] {
  const text = bare(cell.text);
  const pieces = text.split('/').map((piece) => piece.trim());
  const next = cellBelow(cells, cell);
  const { score } = cell;
  return [
    { text, score },
    ...(pieces.length > 1 ? pieces.map((piece) => ({ text: piece, score })) : []),
    ...(next ? [{ text: `${text} ${bare(next.text)}`, score: Math.min(score, next.score) }] : []),
  ];
}

/** Both names in one line: `LIN, MEI-HUA`, `ERIKSSON,ANNAMARIA`, `ALI HAMAD AL-KAABI`. */
function wholeName(
  texts: readonly Reading[],
  { surname, givenNames }: Pick<ParsedMrz, 'surname' | 'givenNames'>,
): Readonly<Record<'surname' | 'givenNames', ComparedName>> | null {
  const orders = [`${surname} ${givenNames}`, `${givenNames} ${surname}`];
  const found = texts.find(({ text }) => orders.some((order) => isSameName(text, order)));
  if (!found) return null;
  const { text } = found;
  const spelled = orders.some((order) => spellsAlike(text, order));
  const parts = text.split(',').map((part) => part.trim());
  const part = (expected: string) => parts.find((candidate) => isSameName(candidate, expected)) ?? null;
  return {
    surname: { agreement: 'same', printed: part(surname), spelled },
    givenNames: { agreement: 'same', printed: part(givenNames), spelled },
  };
}

const spellsAlike = (printed: string, mrz: string): boolean =>
  [foldLatin(printed), transliterate(printed)].includes(foldLatin(mrz));

/** A name, and neither a misreading, nor a part, nor an extension of this one or of the holder's other one. */
function contradicts(
  printed: string,
  name: 'surname' | 'givenNames',
  mrz: Pick<ParsedMrz, 'surname' | 'givenNames'>,
): boolean {
  const other = name === 'surname' ? mrz.givenNames : mrz.surname;
  const both = `${mrz.surname} ${mrz.givenNames}`;
  return (
    nameIn(printed) !== null &&
    isOtherName(printed, mrz[name]) &&
    !isSameName(printed, other) &&
    likeness(printed, both) < SAME_NAME_LIKENESS &&
    !foldLatin(printed).includes(foldLatin(mrz[name]))
  );
}

function isOtherName(printed: string, mrzName: string): boolean {
  if (likeness(printed, mrzName) >= SAME_NAME_LIKENESS) return false;
  const wordsOf = (text: string) => text.split(/[\s\-.,]+/).filter((word) => foldLatin(word).length > 1);
  const mrzWords = wordsOf(mrzName);
  const words = wordsOf(printed);
  const known = words.filter(
    (word) =>
      foldLatin(mrzName).includes(foldLatin(word)) ||
      mrzWords.some((other) => likeness(word, other) >= SAME_NAME_LIKENESS),
  );
  if (words.length === 0) return false;
  return words.length === mrzWords.length ? known.length < words.length : known.length * 2 < words.length;
}
