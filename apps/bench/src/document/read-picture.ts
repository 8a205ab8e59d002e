import type { Verdict } from '@idem/checks/check';
import { toAlpha2 } from '@idem/checks/document/country';
import { documentCheck } from '@idem/checks/document/index';
import type { MeasuredMrz, SideMeasurement } from '@idem/checks/document/measurement';
import { cellsOf } from '@idem/checks/document/viz/page';
import { readAgainstMrz } from '@idem/checks/document/viz/read-against-mrz';
import { type VouchedFields, vouchForFields } from '@idem/checks/document/viz/vouch-for-fields';
import { parseMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { type Duration, timed } from '../statistics/stopwatch.js';
import type { TimedModels } from './timed-models.js';

/** What the document check made of one picture. */
export interface PictureReading {
  readonly mrz: MeasuredMrz | null;
  /** What vouches for each field of the MRZ. */
  readonly vouched: VouchedFields;
  readonly verdict: Verdict;
  /** Why the picture was not read at all; null where it was. */
  readonly undecodable: string | null;
  readonly lines: number;
  readonly check: Duration;
  /** What each model took of it. */
  readonly models: ReturnType<TimedModels['take']>;
}

/**
 * Runs the document check, as the worker does, on a front alone.
 *
 * @param now the day on which the document is judged.
 * @throws when a model fails.
 */
export async function readPicture(
  timedModels: TimedModels,
  bytes: Uint8Array,
  now: Date,
): Promise<PictureReading> {
  const circumstances = { options: {}, livemode: false, submittedAt: now };
  timedModels.take();
  const { result, duration } = await timed(async () => {
    const measurement = await documentCheck.measure(
      { models: timedModels.models },
      { images: { id_document_front: bytes }, ...circumstances },
    );
    return { measurement, verdict: documentCheck.evaluate(measurement, circumstances) };
  });
  const { front } = result.measurement;
  const mrz = front.status === 'seen' ? front.mrz : null;
  return {
    mrz,
    vouched: mrz ? vouched(mrz, front, now) : {},
    verdict: result.verdict,
    undecodable: front.status === 'undecodable' ? front.reason : null,
    lines: front.status === 'seen' ? front.print.length : 0,
    check: duration,
    models: timedModels.take(),
  };
}

function vouched(mrz: MeasuredMrz, side: SideMeasurement, now: Date): VouchedFields {
  const parsed = parseMrz(mrz.format, mrz.lines, now);
  const viz = readAgainstMrz([cellsOf(side)], parsed, toAlpha2(parsed.issuingState), now);
  return vouchForFields(mrz, parsed, viz);
}
