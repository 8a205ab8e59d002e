import { documentCheck } from '@idem/checks/document/index';
import type { DocumentMeasurement, SideMeasurement } from '@idem/checks/document/measurement';
import { labelledCells, labelPage } from '@idem/checks/document/print/captions/labels';
import { dateIn, fullYear } from '@idem/checks/document/print/dates/printed-date';
import { numberIn } from '@idem/checks/document/print/formats';
import { readLicence } from '@idem/checks/document/print/licence/read-licence';
import { foldLatin, likeness } from '@idem/checks/document/print/names/names';
import { cellsOf } from '@idem/checks/document/print/page';
import { photograph } from '@idem/testing/capture/photograph';
import type { Specimen } from '@idem/testing/documents/specimens';
import type { Models } from '@idem/vision/runtime/models';
import { personOf } from './holders.js';

/** How the specimen came before the camera. */
export type Level = 'flat' | 'steady' | 'poor';

const CAPTURES = {
  steady: {},
  poor: { blur: 1.3, noise: 7, jpegQuality: 65, perspective: 0.09, width: 1400, brightness: 0.7 },
} as const;

/** One field of one specimen as its print was read, held against what is printed. */
export interface FieldReading {
  readonly field: string;
  /** Whose rules read it: a licence's numbers, or the captions of a document with an MRZ. */
  readonly by: 'number' | 'caption';
  readonly outcome: 'right' | 'missing' | 'wrong';
  /** Mean posterior of the print; null where the field was not read. */
  readonly score: number | null;
  /** For names: likeness of what was read to what is printed. */
  readonly likeness: number | null;
}

export interface SpecimenReading {
  readonly specimen: string;
  readonly seed: number;
  readonly level: Level;
  readonly passed: boolean;
  readonly reason: string | null;
  readonly contradicted: boolean;
  readonly fields: readonly FieldReading[];
}

/** Renders, photographs and reads one specimen. A function of its arguments, `now` among them. */
export async function readSpecimen(
  models: Models,
  specimen: Specimen,
  seed: number,
  level: Level,
  now: Date,
): Promise<SpecimenReading> {
  const { holder, issued, expires } = personOf(seed, specimen.country);
  const sides = await specimen.render(holder, { seed, issued, expires });
  const taken = async (side: typeof sides.front) =>
    level === 'flat' ? side.image : (await photograph(side, { seed, ...CAPTURES[level] })).image;
  const images = {
    id_document_front: await taken(sides.front),
    ...(sides.back ? { id_document_back: await taken(sides.back) } : {}),
  };
  const circumstances = { options: {}, livemode: false, submittedAt: now };
  const measurement = await documentCheck.measure({ models }, { images, ...circumstances });
  const verdict = documentCheck.evaluate(measurement, circumstances);
  const printed = { ...sides.front.zones.printed, ...sides.back?.zones.printed };
  const reason = verdict.status === 'failed' ? verdict.reason : null;
  const isLicence = specimen.type === 'driving_license';
  return {
    specimen: specimen.id,
    seed,
    level,
    passed: verdict.status === 'passed',
    reason,
    contradicted: reason?.includes('does not agree') ?? false,
    fields: isLicence ? byNumber(measurement, printed) : byCaption(measurement, printed),
  };
}

type PrintedText = Readonly<Partial<Record<string, string>>>;

function byNumber({ front }: DocumentMeasurement, printed: PrintedText): FieldReading[] {
  const licence = readLicence(cellsOf(front));
  const iso = (date: { year: number | null; month: number | null; day: number | null } | undefined) =>
    date ? [date.year, date.month, date.day].join('-') : undefined;
  const read: Record<string, { value: string; score: number } | null> = {
    surname: licence?.surname ?? null,
    givenNames: licence?.givenNames ?? null,
    placeOfBirth: licence?.placeOfBirth ?? null,
    number: licence?.number ?? null,
    authority: licence?.authority ?? null,
    sex: licence?.sexCode ?? null,
  };
  const dates = { dateOfBirth: licence?.dateOfBirth, issued: licence?.issued, expires: licence?.expires };
  const order = licence?.country === 'US' ? 'month-first' : 'day-first';
  return [
    ...Object.entries(read).flatMap(([field, value]) => compareText('number', field, value, printed[field])),
    ...Object.entries(dates).flatMap(([field, value]) => {
      const text = printed[field];
      const expected = text === undefined ? null : dateIn(text, order);
      if (!expected) return [];
      const right = iso(value?.value) === iso(expected);
      return [reading('number', field, value ? right : null, value?.score ?? null)];
    }),
  ];
}

function byCaption({ front, back }: DocumentMeasurement, printed: PrintedText): FieldReading[] {
  const pages = [front, back].map((side: SideMeasurement | null) => labelPage(cellsOf(side)));
  const first = (name: Parameters<typeof labelledCells>[1]) =>
    pages.flatMap((page) => labelledCells(page, name))[0];
  const words = (
    ['surname', 'givenNames', 'placeOfBirth', 'authority', 'nationality', 'sex'] as const
  ).flatMap((field) => {
    const cell = first(field);
    return compareText(
      'caption',
      field,
      cell ? { value: cell.text, score: cell.score } : null,
      printed[field],
    );
  });
  const cell = first('number');
  const number = cell ? numberIn(cell.text) : null;
  const dates = (['dateOfBirth', 'issued', 'expires'] as const).flatMap((field) => {
    const expected = printed[field] === undefined ? null : dateIn(printed[field]);
    if (!expected) return [];
    const dated = first(field);
    const found = dated ? dateIn(dated.text) : null;
    const day = (date: NonNullable<typeof found>) => [fullYear(date, 2040), date.month, date.day].join('-');
    return [reading('caption', field, found ? day(found) === day(expected) : null, dated?.score ?? null)];
  });
  return [
    ...words,
    ...compareText(
      'caption',
      'number',
      cell && number !== null ? { value: number, score: cell.score } : null,
      printed.number,
    ),
    ...dates,
  ];
}

const NAMES = ['surname', 'givenNames'];

function compareText(
  by: FieldReading['by'],
  field: string,
  read: { readonly value: string; readonly score: number } | null,
  expected: string | undefined,
): FieldReading[] {
  if (expected === undefined) return [];
  const right = read ? foldLatin(read.value) === foldLatin(expected) : null;
  const alike = read && NAMES.includes(field) ? likeness(read.value, expected) : null;
  return [{ ...reading(by, field, right, read?.score ?? null), likeness: alike }];
}

const reading = (
  by: FieldReading['by'],
  field: string,
  right: boolean | null,
  score: number | null,
): FieldReading => ({
  field,
  by,
  outcome: right === null ? 'missing' : right ? 'right' : 'wrong',
  score: right === null ? null : score,
  likeness: null,
});
