import { measureSide } from '@idem/checks/document/sides/measure-side';
import { decodeImage } from '@idem/vision/image/decode';
import { outermost, type StageTime, sumOf, type TimedStages } from '../document/time-stages.js';
import type { Duration } from '../statistics/stopwatch.js';
import type { SidePicture } from './photograph-sides.js';

/** As the document check decodes. */
const MAX_SIDE = 2000;

export interface SideTime extends Omit<SidePicture, 'picture' | 'content'> {
  readonly total: Duration;
  readonly stages: Readonly<Record<string, StageTime>>;
  /** Whether the symbol was read, and to the letter; null where there is none. */
  readonly symbol: 'right' | 'wrong' | 'unread' | null;
}

/** Decodes and measures one side as the document check does. */
export async function timeSide(stages: TimedStages, side: SidePicture): Promise<SideTime> {
  stages.take();
  const { runStage } = stages.deps;
  const image = await runStage!('decode', () =>
    decodeImage(Buffer.from(side.picture), { maxSide: MAX_SIDE }),
  );
  const { barcodes } = await measureSide(stages.deps, image, side.side);
  const spent = stages.take();
  const { picture: _, content, ...what } = side;
  return {
    ...what,
    total: sumOf(outermost(spent)),
    stages: spent,
    symbol:
      content === null
        ? null
        : barcodes.some(({ text }) => text === content)
          ? 'right'
          : barcodes.length > 0
            ? 'wrong'
            : 'unread',
  };
}
