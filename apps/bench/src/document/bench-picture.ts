import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Verdict } from '@idem/checks/check';
import { decodeImage } from '@idem/vision/image/decode';
import { encodePng } from '@idem/vision/image/encode';
import { type QuarterTurns, rotateQuarter } from '@idem/vision/image/rotate';
import { MRZ_LAYOUTS, type MrzFormat } from '@idem/vision/stages/mrz/layouts';
import type { RivalResult } from '../rivals/compare-readers.js';
import type { Duration } from '../statistics/stopwatch.js';
import { type ComparedField, compare } from './compare.js';
import type { LabelledPicture } from './manifest.js';
import { type PictureReading, readPicture } from './read-picture.js';
import { mrzPathOf, type StageTime, type TimedStages } from './time-stages.js';

/** One row of the report. */
export interface PictureResult {
  readonly file: string;
  /** Why there is no reading: the file is missing or is no picture. Null where it was measured. */
  readonly unmeasured: string | null;
  /** Whether the label says that an MRZ can be read. */
  readonly legible: boolean;
  readonly note: string;
  readonly format: MrzFormat | null;
  readonly lines: readonly string[];
  readonly valid: boolean;
  /** Null where the label holds no MRZ. */
  readonly exact: boolean | null;
  readonly fields: Readonly<Record<string, ComparedField>>;
  readonly verdict: Pick<Verdict, 'status'> & { readonly code?: string; readonly reason?: string };
  readonly ms: {
    readonly check: Duration;
    readonly evaluate: Duration;
    readonly mrzPath: Duration;
    /** The parts of the check, and each model within a part. */
    readonly stages: Readonly<Record<string, StageTime>>;
  } | null;
  /** Lines of print read beside the MRZ. */
  readonly printedLines: number;
  /** What was read after turning the picture, by clockwise degrees, 0 among them; absent unless asked for. */
  readonly rotated?: Readonly<Record<string, TurnedReading>>;
  /** What the other readers made of it, in their order; absent unless asked for. */
  readonly rivals?: readonly RivalResult[];
}

/** A turned picture held against its label. */
export interface TurnedReading {
  readonly lines: readonly string[];
  readonly exact: boolean;
  readonly valid: boolean;
  /** Names of fields that something vouches for and that are wrong all the same. */
  readonly verifiedButWrong: readonly string[];
}

/** Large enough for every picture to stay as it is. */
const WHOLE = { maxSide: 20_000 };
const TURNS: readonly QuarterTurns[] = [1, 2, 3];

/**
 * Measures one picture of a folder. What cannot be opened or decoded comes back as such.
 *
 * @throws when a model fails.
 */
export async function benchPicture(
  stages: TimedStages,
  folder: string,
  label: LabelledPicture,
  { now, rotate }: { readonly now: Date; readonly rotate: boolean },
): Promise<PictureResult> {
  const legible = label.expected.length > 0;
  const blank: PictureResult = {
    file: label.file,
    unmeasured: null,
    legible,
    note: label.note,
    format: null,
    lines: [],
    valid: false,
    exact: legible ? false : null,
    fields: {},
    verdict: { status: 'failed' },
    ms: null,
    printedLines: 0,
  };
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path.join(folder, label.file));
  } catch (error) {
    return { ...blank, unmeasured: error instanceof Error ? error.message : String(error) };
  }
  const reading = await readPicture(stages, bytes, now);
  if (reading.undecodable !== null) return { ...blank, unmeasured: reading.undecodable };
  const { mrz, verdict } = reading;
  const compared = compareReading(reading, label);
  const rotated: Record<string, TurnedReading> = { 0: turnedReading(reading, label) };
  if (rotate && legible) {
    const picture = await decodeImage(bytes, WHOLE);
    for (const turns of TURNS) {
      const turned = await encodePng(rotateQuarter(picture, turns));
      rotated[turns * 90] = turnedReading(await readPicture(stages, turned, now), label);
    }
  }
  return {
    ...blank,
    format: mrz?.format ?? null,
    lines: mrz?.lines ?? [],
    valid: mrz?.valid ?? false,
    exact: legible ? (compared?.exact ?? false) : null,
    fields: compared?.fields ?? {},
    verdict:
      verdict.status === 'failed'
        ? { status: verdict.status, code: verdict.code, reason: verdict.reason }
        : { status: verdict.status },
    ms: {
      check: reading.check,
      evaluate: reading.evaluate,
      mrzPath: mrzPathOf(reading.stages),
      stages: reading.stages,
    },
    printedLines: reading.lines,
    ...(rotate && legible ? { rotated } : {}),
  };
}

const compareReading = ({ mrz, vouched }: PictureReading, { expected }: LabelledPicture) =>
  mrz && compare(mrz, vouched, MRZ_LAYOUTS[mrz.format].fields, expected);

function turnedReading(reading: PictureReading, label: LabelledPicture): TurnedReading {
  const compared = compareReading(reading, label);
  return {
    lines: reading.mrz?.lines ?? [],
    exact: compared?.exact ?? false,
    valid: reading.mrz?.valid ?? false,
    verifiedButWrong: Object.entries(compared?.fields ?? {}).flatMap(([name, { right, vouchedBy }]) =>
      !right && vouchedBy.length > 0 ? [name] : [],
    ),
  };
}
