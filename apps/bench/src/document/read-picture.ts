import type { Verdict } from '@idem/checks/check';
import { documentCheck } from '@idem/checks/document/index';
import type { MeasuredMrz, SideMeasurement } from '@idem/checks/document/measurement';
import { cellsOf } from '@idem/checks/document/print/page';
import { readAgainstZone } from '@idem/checks/document/print/read-against-zone';
import { toAlpha2 } from '@idem/checks/document/zone/country';
import { mrzOf, sideWithZone } from '@idem/checks/document/zone/side-with-zone';
import { type VouchedFields, vouchForFields } from '@idem/checks/document/zone/vouch-for-fields';
import { parseMrz } from '@idem/vision/stages/mrz/parse-mrz';
import { type Duration, timed } from '../statistics/stopwatch.js';
import { type StageTime, sumOf, type TimedStages } from './time-stages.js';

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
  /** Its second half, the verdict. */
  readonly evaluate: Duration;
  /** What each part of it took, and each model within. */
  readonly stages: Readonly<Record<string, StageTime>>;
}

/**
 * Runs the document check, as the worker does, on a front alone.
 *
 * @param now the day on which the document is judged.
 * @throws when a model fails.
 */
export async function readPicture(
  { deps, take }: TimedStages,
  bytes: Uint8Array,
  now: Date,
): Promise<PictureReading> {
  const circumstances = { options: {}, livemode: false, submittedAt: now };
  take();
  const measured = await timed(() =>
    documentCheck.measure(deps, { images: { id_document_front: bytes }, ...circumstances }),
  );
  const judged = await timed(() => documentCheck.evaluate(measured.result, circumstances));
  const { front, back } = measured.result;
  // A picture may hold both sides of a card.
  const side = sideWithZone(front, back) ?? front;
  const mrz = mrzOf(side);
  return {
    mrz,
    vouched: mrz ? vouched(mrz, side, now) : {},
    verdict: judged.result,
    undecodable: front.status === 'undecodable' ? front.reason : null,
    lines: side.status === 'seen' ? side.print.length : 0,
    check: sumOf([measured.duration, judged.duration]),
    evaluate: judged.duration,
    stages: take(),
  };
}

function vouched(mrz: MeasuredMrz, side: SideMeasurement, now: Date): VouchedFields {
  const parsed = parseMrz(mrz.format, mrz.lines, now);
  const print = readAgainstZone([cellsOf(side)], parsed, toAlpha2(parsed.issuingState), now);
  return vouchForFields(mrz, parsed, print);
}
