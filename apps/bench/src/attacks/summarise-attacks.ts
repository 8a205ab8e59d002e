import { DOCUMENT_CLASSES } from '@idem/testing/attacks/attack';
import { LEVELS } from '@idem/testing/capture/levels';
import { type Share, share } from '../statistics/share.js';
import type { AttackResult } from './try-scene.js';

type Rows = readonly AttackResult[];

/** What became of one kind of attack. */
export interface KindSummary {
  readonly kind: string;
  /** Verified of all tries: the attack presentation classification error rate (ISO/IEC 30107-3), whole. */
  readonly verified: Share | null;
  /** Of tries whose document was looked at: it passed, whatever became of the selfie. */
  readonly documentPassed: Share | null;
  readonly byLevel: Readonly<Record<string, Share | null>>;
  readonly byClass: Readonly<Record<string, Share | null>>;
  readonly byVariant: Readonly<Record<string, Share | null>>;
  /** Why the others were refused: code and reason, and how often. */
  readonly refusals: Readonly<Record<string, number>>;
}

export interface AttackSummary {
  readonly attacks: readonly KindSummary[];
  /** The honest submissions of the same documents. */
  readonly genuine: KindSummary;
  /** Recipes of what was verified and must not be. */
  readonly through: readonly string[];
  /** Recipes that ended because a check could not measure: they are no refusals to be proud of. */
  readonly errored: readonly string[];
}

/** Folds results into what is printed. Pure. */
export function summariseAttacks(results: Rows): AttackSummary {
  const attacks = results.filter(({ kind }) => kind !== 'genuine');
  const kinds = [...new Set(attacks.map(({ kind }) => kind))].sort();
  return {
    attacks: kinds.map((kind) =>
      summariseKind(
        kind,
        attacks.filter((row) => row.kind === kind),
      ),
    ),
    genuine: summariseKind(
      'genuine',
      results.filter(({ kind }) => kind === 'genuine'),
    ),
    through: attacks.filter(({ verified }) => verified).map(({ recipe }) => recipe),
    errored: results.filter(({ code }) => code === 'errored').map(({ recipe }) => recipe),
  };
}

function summariseKind(kind: string, rows: Rows): KindSummary {
  const split = (names: readonly string[], of: (row: AttackResult) => string) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        share(
          rows.filter((row) => of(row) === name),
          isVerified,
        ),
      ]),
    );
  const refusals: Record<string, number> = {};
  for (const { code, reason, refusedBy } of rows.filter((row) => !row.verified)) {
    const name = `${refusedBy}, ${code}: ${reason}`;
    refusals[name] = (refusals[name] ?? 0) + 1;
  }
  return {
    kind,
    verified: share(rows, isVerified),
    documentPassed: share(
      rows.filter(({ documentPassed }) => documentPassed !== null),
      ({ documentPassed }) => documentPassed === true,
    ),
    byLevel: split(LEVELS, ({ level }) => level),
    byClass: split(DOCUMENT_CLASSES, ({ documentClass }) => documentClass),
    byVariant: split([...new Set(rows.map(({ variant }) => variant))].sort(), ({ variant }) => variant),
    refusals,
  };
}

const isVerified = ({ verified }: AttackResult): boolean => verified;
