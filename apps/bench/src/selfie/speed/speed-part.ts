import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quantile } from '../../statistics/quantile.js';
import type { SelfiePart } from '../selfie-part.js';
import { comparisonPictures } from './comparison-pictures.js';
import { type Library, type LibraryProcess, openLibrary, type Taken } from './library-process.js';

const WARM_UPS = 5;
const ROUNDS = 30;

/** What one library takes for one comparison; ms and MB. */
interface Speed {
  readonly library: Library;
  readonly wall: number;
  readonly wallLeast: number;
  readonly cpu: number;
  readonly peakMegabytes: number;
}

/** How long one selfie against one document takes, and what memory; beside others where `--compare` is given. */
export const speedPart: SelfiePart = {
  name: 'speed',
  chosenBy: 'speed',
  summary: 'Times one selfie against one document, decoding included, on one thread',
  options: {
    speed: { type: 'boolean', help: 'times comparisons of a rendered, photographed card with a selfie' },
    compare: { type: 'boolean', help: 'also times other libraries, in turn with ours' },
  },
  run: async ({ progress }, { has }) => {
    const libraries: readonly Library[] = has('compare') ? ['idem', 'human', 'face-api'] : ['idem'];
    const folder = await mkdtemp(path.join(tmpdir(), 'idem-bench-'));
    const processes: LibraryProcess[] = [];
    try {
      const { document, selfie } = await comparisonPictures();
      const files = [path.join(folder, 'document.jpg'), path.join(folder, 'selfie.jpg')] as const;
      await Promise.all([writeFile(files[0], document), writeFile(files[1], selfie)]);
      for (const library of libraries) processes.push(await openLibrary(library, files));
      const speeds = await progress.step(`${ROUNDS} comparisons each, in turn`, () => takeTurns(processes));
      return {
        heading: 'Faces: time and memory of one comparison',
        lines: describe(speeds),
        json: { rounds: ROUNDS, speeds },
      };
    } finally {
      for (const opened of processes) opened.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function takeTurns(processes: readonly LibraryProcess[]): Promise<readonly Speed[]> {
  const taken = processes.map((): Taken[] => []);
  for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
    for (const [i, opened] of processes.entries()) {
      const once = await opened.compare();
      if (round >= WARM_UPS) taken[i]!.push(once);
    }
  }
  return processes.map(({ library }, i) => summarise(library, taken[i]!));
}

function summarise(library: Library, taken: readonly Taken[]): Speed {
  const wall = taken.map((once) => once.wall);
  return {
    library,
    wall: quantile(wall, 0.5)!,
    wallLeast: Math.min(...wall),
    cpu: quantile(
      taken.map((once) => once.cpu),
      0.5,
    )!,
    peakMegabytes: Math.max(...taken.map((once) => once.peakMegabytes)),
  };
}

const COLUMNS = ['wall median', 'wall least', 'CPU median', 'peak MB'] as const;

function describe(speeds: readonly Speed[]): readonly string[] {
  const ours = speeds[0]!;
  const row = (name: string, cells: readonly string[]) =>
    `    ${name.padEnd(12)}${cells.map((cell) => cell.padStart(12)).join('')}`;
  return [
    row('ms', COLUMNS),
    ...speeds.map(({ library, wall, wallLeast, cpu, peakMegabytes }) => {
      const cells = [wall, wallLeast, cpu, peakMegabytes].map((value) => value.toFixed(0));
      const times = `   ${(wall / ours.wall).toFixed(1)} × as long, ${(cpu / ours.cpu).toFixed(1)} × the CPU time`;
      return row(library, cells) + (library === ours.library ? '' : times);
    }),
  ];
}
