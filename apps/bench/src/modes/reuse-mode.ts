import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { MAX_DISTANCE } from '@idem/platform/pictures/picture-hash';
import { measureDistances, type ReuseOfSet } from '../reuse/measure-distances.js';
import { picturesOfKind } from '../reuse/same-kind.js';
import { describeShare } from '../statistics/share.js';
import type { BenchMode } from './bench-mode.js';

const KINDS = ['deu-passport', 'fra-id-card'] as const;

/** How far apart the hashes of copies and of different pictures are: the evidence of `MAX_DISTANCE`. */
export const reuseMode: BenchMode = {
  chosenBy: 'reuse',
  summary: 'Compares the perceptual hashes of copies and of different pictures',
  options: {
    reuse: { type: 'string', value: 'DIR', help: 'a folder of pictures, its subfolders included' },
    even: { type: 'boolean', help: 'generated pictures of even seeds, on which the threshold was set' },
  },
  async run({ progress, text, path: placed, has }) {
    const folder = placed(text('reuse') ?? '.');
    const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(jpe?g|png)$/i.test(name));
    const real: Buffer[] = [];
    for (const name of files.sort()) real.push(await readFile(path.join(folder, name)));
    const sets: ReuseOfSet[] = [];
    const measure = async (name: string, pictures: readonly Buffer[]) => {
      const measured = await measureDistances(name, pictures);
      for (const line of describe(measured)) progress.say(line);
      sets.push(measured);
    };
    await measure('the folder', real);
    for (const kind of KINDS) {
      const { scans, photographs } = await picturesOfKind(kind, has('even') ? 0 : 1);
      await measure(`generated: ${kind}, photographed`, photographs);
      await measure(`generated: ${kind}, flat scans`, scans);
    }
    return { maxDistance: MAX_DISTANCE, sets };
  },
};

function describe({ set, pictures, different, copies }: ReuseOfSet): readonly string[] {
  return [
    '',
    `    ${set}, ${pictures} pictures: bits of 256 (least, median, most), and how many within ${MAX_DISTANCE}`,
    ...[different, ...copies].map(({ name, least, median, most, near }) => {
      const bits = [least, median, most].map((value) => value.toFixed(0).padStart(4)).join('');
      return `      ${name.padEnd(24)}${bits}   ${describeShare(near)}`;
    }),
  ];
}
