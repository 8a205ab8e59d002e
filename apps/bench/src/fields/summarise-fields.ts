import { likeness } from '@idem/checks/document/print/names/names';
import type { FieldReading, Level, SpecimenReading } from './read-specimen.js';

/** Readings of one field at one level. */
export interface FieldCount {
  readonly by: FieldReading['by'];
  readonly field: string;
  readonly level: Level;
  readonly right: number;
  readonly missing: number;
  readonly wrong: number;
}

/** What a threshold keeps of the right readings, and of the wrong ones. */
export interface Sweep {
  readonly threshold: number;
  readonly right: number;
  readonly wrong: number;
}

export interface FieldsSummary {
  readonly specimens: readonly {
    readonly level: Level;
    readonly read: number;
    readonly passed: number;
    readonly contradicted: number;
  }[];
  readonly counts: readonly FieldCount[];
  /** Fields of licences that a licence is not verified without, by least score (`MIN_LICENCE_FIELD_SCORE`). */
  readonly licenceScores: readonly Sweep[];
  /** Compared fields beside their captions, by least score (`MIN_CONTRADICTING_SCORE`); wrong ones could contradict. */
  readonly captionScores: readonly Sweep[];
  /** Right: readings of a name at least so like it. Wrong: pairs of different names as much alike (`SAME_NAME_LIKENESS`). */
  readonly likenesses: readonly Sweep[];
  readonly names: number;
  readonly pairs: number;
}

const REQUIRED = ['surname', 'givenNames', 'dateOfBirth', 'number', 'expires'];
const SCORES = [0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98];
const LIKENESSES = [0.6, 0.7, 0.75, 0.8, 0.9];

/** Folds readings into the figures that are printed. Pure. `names` are names that differ from each other. */
export function summariseFields(rows: readonly SpecimenReading[], names: readonly string[]): FieldsSummary {
  const levels = [...new Set(rows.map(({ level }) => level))];
  const fields = rows.flatMap(({ fields: list, level }) => list.map((field) => ({ ...field, level })));
  const kinds = [...new Set(fields.map(({ by, field }) => `${by} ${field}`))];
  const compared = fields.filter(({ field }) => REQUIRED.includes(field));
  const alike = compared.flatMap((row) => (row.likeness === null ? [] : [row.likeness]));
  const pairs = names.flatMap((name, i) => names.slice(i + 1).map((other) => likeness(name, other)));
  return {
    specimens: levels.map((level) => {
      const some = rows.filter((row) => row.level === level);
      return {
        level,
        read: some.length,
        passed: some.filter(({ passed }) => passed).length,
        contradicted: some.filter(({ contradicted }) => contradicted).length,
      };
    }),
    counts: kinds.flatMap((kind) =>
      levels.map((level) => {
        const some = fields.filter((row) => `${row.by} ${row.field}` === kind && row.level === level);
        const [by = '', field = ''] = kind.split(' ');
        const count = (outcome: FieldReading['outcome']) =>
          some.filter((row) => row.outcome === outcome).length;
        return {
          by: by as FieldReading['by'],
          field,
          level,
          right: count('right'),
          missing: count('missing'),
          wrong: count('wrong'),
        };
      }),
    ),
    licenceScores: sweep(compared.filter(({ by }) => by === 'number')),
    captionScores: sweep(compared.filter(({ by }) => by === 'caption')),
    likenesses: LIKENESSES.map((threshold) => ({
      threshold,
      right: alike.filter((value) => value >= threshold).length,
      wrong: pairs.filter((value) => value >= threshold).length,
    })),
    names: alike.length,
    pairs: pairs.length,
  };
}

const sweep = (rows: readonly FieldReading[]): Sweep[] =>
  SCORES.map((threshold) => {
    const kept = rows.filter(({ score }) => score !== null && score >= threshold);
    return {
      threshold,
      right: kept.filter(({ outcome }) => outcome === 'right').length,
      wrong: kept.filter(({ outcome }) => outcome === 'wrong').length,
    };
  });
