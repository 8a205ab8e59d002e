import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Verdict } from '@idem/checks/check';
import { decodeImage } from '@idem/vision/image/decode';
import { encodePng } from '@idem/vision/image/encode';
import { type QuarterTurns, rotateQuarter } from '@idem/vision/image/rotate';
import { MRZ_LAYOUTS, type MrzFormat } from '@idem/vision/stages/mrz/layouts';
import type { Duration } from '../statistics/stopwatch.js';
import { type ComparedField, compare } from './compare.js';
import type { LabelledPicture } from './manifest.js';
import { readPicture } from './read-picture.js';
import { timeMrzPath } from './time-mrz-path.js';
import type { TimedModels } from './timed-models.js';

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
    readonly mrzPath: Duration;
    /** Inference within the check, by model. */
    readonly models: Readonly<Record<string, Duration & { readonly runs: number }>>;
  } | null;
  /** Lines of print read beside the MRZ. */
  readonly printedLines: number;
  /** Whether the MRZ is exact after turning the picture, by clockwise degrees; absent unless asked for. */
  readonly rotated?: Readonly<Record<string, boolean>>;
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
  timedModels: TimedModels,
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
  const reading = await readPicture(timedModels, bytes, now);
  if (reading.undecodable !== null) return { ...blank, unmeasured: reading.undecodable };
  const { mrz, verdict } = reading;
  const compared = mrz && compare(mrz, reading.vouched, MRZ_LAYOUTS[mrz.format].fields, label.expected);
  const rotated: Record<string, boolean> = {};
  const mrzPath = await timeMrzPath(timedModels.models, bytes);
  if (rotate && legible) {
    const picture = await decodeImage(bytes, WHOLE);
    for (const turns of TURNS) {
      const turned = await encodePng(rotateQuarter(picture, turns));
      const { mrz: found } = await readPicture(timedModels, turned, now);
      rotated[turns * 90] = label.expected.some(({ lines }) => lines.join() === found?.lines.join());
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
    ms: { check: reading.check, mrzPath, models: reading.models },
    printedLines: reading.lines,
    ...(rotate && legible ? { rotated } : {}),
  };
}
