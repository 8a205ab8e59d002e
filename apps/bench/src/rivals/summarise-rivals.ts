import type { PictureResult } from '../document/bench-picture.js';
import { quantile } from '../statistics/quantile.js';
import { type Share, share } from '../statistics/share.js';
import { NAMES, type RivalResult } from './compare-readers.js';
import type { Rival } from './rival.js';

/** One reader over a whole folder. */
export interface ReaderSummary {
  readonly name: string;
  readonly given: string;
  /** Of the pictures with a legible zone. */
  readonly exact: Share | null;
  readonly exactButNames: Share | null;
  readonly valid: number;
  readonly validButWrong: number;
  /** Of pictures labelled to have none. */
  readonly inventedMrz: number;
  /** Medians in ms; null where the system does not tell. */
  readonly wall: number | null;
  readonly cpu: number | null;
}

interface Reading extends Omit<RivalResult, 'lines'> {}

const OURS = { name: 'Idem', given: 'whole picture; with decoding and outline' };

/** Ours first, then the others in their order; pure. A picture that could not be opened counts as unread. */
export function summariseRivals(
  rows: readonly PictureResult[],
  rivals: readonly Pick<Rival, 'name' | 'given'>[],
): readonly ReaderSummary[] {
  const lost = (legible: boolean): Reading => {
    const exact = legible ? false : null;
    return { valid: false, exact, exactButNames: exact, wall: Number.NaN, cpu: null };
  };
  const ours = rows.map(({ legible, valid, exact, fields, ms }): Reading => {
    if (!ms) return lost(legible);
    const compared = Object.entries(fields);
    const exactButNames = legible
      ? compared.length > 0 && compared.every(([name, { right }]) => right || NAMES.has(name))
      : null;
    return { valid, exact, exactButNames, wall: ms.mrzPath.wall, cpu: ms.mrzPath.cpu };
  });
  return [
    summary(OURS, ours),
    ...rivals.map((rival, i) =>
      summary(
        rival,
        rows.map((row) => row.rivals?.[i] ?? lost(row.legible)),
      ),
    ),
  ];
}

function summary(
  { name, given }: Pick<Rival, 'name' | 'given'>,
  readings: readonly Reading[],
): ReaderSummary {
  const legible = readings.filter(({ exact }) => exact !== null);
  const timed = readings.filter(({ wall }) => !Number.isNaN(wall));
  const cpu = timed.flatMap((reading) => reading.cpu ?? []);
  return {
    name,
    given,
    exact: share(legible, ({ exact }) => exact === true),
    exactButNames: share(legible, ({ exactButNames }) => exactButNames === true),
    valid: legible.filter(({ valid }) => valid).length,
    validButWrong: legible.filter(({ valid, exact }) => valid && !exact).length,
    inventedMrz: readings.filter(({ valid, exact }) => valid && exact === null).length,
    wall: quantile(
      timed.map(({ wall }) => wall),
      0.5,
    ),
    cpu: cpu.length === timed.length ? quantile(cpu, 0.5) : null,
  };
}
