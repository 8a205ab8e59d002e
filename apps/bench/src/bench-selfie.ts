import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { systemClock } from '@idem/platform/clock/clock';
import type { CommandContext } from '@idem/stack/command-context';
import { openRepositoryModels } from '@idem/vision/convert/repository-models';
import { chooseParts, describeParts } from './selfie/choose-parts.js';
import { copiesPart } from './selfie/copies/copies-part.js';
import { coversPart } from './selfie/covers/covers-part.js';
import { pairsPart } from './selfie/pairs/pairs-part.js';
import { portraitsPart } from './selfie/portraits/portraits-part.js';
import type { SelfiePart } from './selfie/selfie-part.js';
import { speedPart } from './selfie/speed/speed-part.js';
import { sequencesPart } from './selfie-sequences/bench-sequences.js';
import { stillsPart } from './selfie-stills/bench-stills.js';

/** A new thing to measure is one module and one line here. */
const PARTS: readonly SelfiePart[] = [
  pairsPart,
  speedPart,
  portraitsPart,
  copiesPart,
  coversPart,
  stillsPart,
  sequencesPart,
];

/** `npm run bench:selfie -- …`: measures how well and how fast selfies are judged; `--help` says what. */
export async function run({ argv, env, progress }: CommandContext): Promise<number> {
  // npm runs scripts in the package's folder; what the person names is meant from where they stand.
  const chosen = chooseParts(PARTS, argv, env.INIT_CWD ?? process.cwd());
  if (chosen === null) {
    for (const line of describeParts(PARTS)) progress.say(line);
    return 0;
  }
  const { parts, options } = chosen;
  const now = systemClock.now();
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}`;
  progress.say(`    ${machine}`);
  const models = await openRepositoryModels();
  const found: Record<string, unknown> = {};
  for (const { name, run: measure } of parts) {
    const { heading, lines, json } = await measure({ models, progress, env, now }, options);
    progress.heading(heading);
    for (const line of lines) progress.say(line);
    found[name] = json;
  }
  // Of the whole process from its start, other libraries that were run included; kibibytes on Linux and macOS.
  const peakMegabytes = (process.resourceUsage().maxRSS * 1_024) / 1e6;
  progress.say(`\n    peak memory of this process ${peakMegabytes.toFixed(0)} MB\n`);
  const json = options.text('json');
  if (json !== undefined) {
    const content = { at: now.toISOString(), machine, peakMegabytes, ...found };
    await writeFile(options.path(json), `${JSON.stringify(content, null, 2)}\n`);
  }
  return 0;
}
