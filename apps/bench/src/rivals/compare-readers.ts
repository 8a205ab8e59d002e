import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeImage, UndecodableImageError } from '@idem/vision/image/decode';
import { warpQuad } from '@idem/vision/image/perspective';
import { quadHeight, quadWidth } from '@idem/vision/image/quad';
import type { Quad, RgbImage } from '@idem/vision/image/rgb-image';
import { rotateQuarter } from '@idem/vision/image/rotate';
import type { Models } from '@idem/vision/runtime/models';
import { MRZ_LAYOUTS, type MrzFormat } from '@idem/vision/stages/mrz/layouts';
import { readMrz } from '@idem/vision/stages/mrz/read-mrz';
import { growStrip } from '@idem/vision/stages/mrz/strip-geometry';
import type { LabelledPicture } from '../document/manifest.js';
import { childCpu } from '../statistics/child-cpu.js';
import { timed } from '../statistics/stopwatch.js';
import type { Rival, RivalPicture } from './rival.js';

/** What one other reader made of one picture. */
export interface RivalResult {
  readonly lines: readonly string[];
  readonly valid: boolean;
  /** Null where the label holds no MRZ. */
  readonly exact: boolean | null;
  /** Whether everything but the names is right: fillers behind a name are what readers of ordinary text miss. */
  readonly exactButNames: boolean | null;
  readonly wall: number;
  /** Of this process and the reader's own; null where the system does not tell. */
  readonly cpu: number | null;
}

/** As the document check decodes. */
const MAX_SIDE = 2000;
/** Air around our band, in heights of one of its lines. */
const AIR = 0.5;

/**
 * Gives one picture to each reader; null where it is no picture.
 *
 * @throws when a reader fails rather than reads nothing.
 */
export async function compareReaders(
  rivals: readonly Rival[],
  models: Models,
  folder: string,
  label: LabelledPicture,
): Promise<readonly RivalResult[] | null> {
  const given = await preparePicture(models, path.join(folder, label.file));
  if (given === null) return null;
  const legible = label.expected.length > 0;
  const results: RivalResult[] = [];
  for (const rival of rivals) {
    const childBefore = childCpu();
    const { result: mrz, duration } = await timed(() => rival.read(given));
    const childAfter = childCpu();
    results.push({
      lines: mrz?.lines ?? [],
      valid: mrz?.valid ?? false,
      exact: legible ? label.expected.some(({ lines }) => mrz !== null && sameLines(lines, mrz.lines)) : null,
      exactButNames: legible
        ? label.expected.some(({ lines }) => mrz !== null && sameButNames(mrz.format, lines, mrz.lines))
        : null,
      wall: duration.wall,
      cpu: childBefore === null || childAfter === null ? null : duration.cpu + childAfter - childBefore,
    });
  }
  return results;
}

const sameLines = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');

/** The fields that hold names. */
export const NAMES: ReadonlySet<string> = new Set(['names', 'surname', 'givenNames']);

/** Whether two zones of one format agree in everything but the names. */
export function sameButNames(format: MrzFormat, a: readonly string[], b: readonly string[]): boolean {
  const names = MRZ_LAYOUTS[format].fields.filter(({ name }) => NAMES.has(name));
  const without = (lines: readonly string[]) =>
    lines.map((text, line) =>
      names
        .filter((field) => field.line === line)
        .reduce(
          (rest, { start, end }) => rest.slice(0, start) + rest.slice(end).padStart(rest.length - start),
          text,
        ),
    );
  return sameLines(without(a), without(b));
}

async function preparePicture(models: Models, file: string): Promise<RivalPicture | null> {
  let picture: RgbImage;
  try {
    picture = await decodeImage(await readFile(file), { maxSide: MAX_SIDE });
  } catch (error) {
    if (error instanceof UndecodableImageError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
  const found = await readMrz(models, picture);
  return { picture, band: found && bandOf(rotateQuarter(picture, found.turns), found.quads) };
}

/** The rectangle from the first line's upper side to the last one's lower side, straightened. */
function bandOf(picture: RgbImage, lines: readonly Quad[]): RgbImage | null {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return null;
  const air = AIR * quadHeight(first);
  const band = growStrip([first[0], first[1], last[2], last[3]], air, air);
  const size = [quadWidth(band), quadHeight(band)].map((side) => Math.max(2, Math.round(side)));
  return warpQuad(picture, band, size[0]!, size[1]!);
}
