import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { systemClock } from '@idem/platform/clock/clock';
import type { CommandContext } from '@idem/stack/command-context';
import { generatedMode } from './generated/generated-mode.js';
import { backsMode } from './modes/backs-mode.js';
import { barcodesMode } from './modes/barcodes-mode.js';
import type { BenchMode } from './modes/bench-mode.js';
import { chooseMode, describeModes } from './modes/choose-mode.js';
import { fieldsMode } from './modes/fields-mode.js';
import { folderMode } from './modes/folder-mode.js';
import { reuseMode } from './modes/reuse-mode.js';
import { sidesMode } from './modes/sides-mode.js';
import { qualityMode } from './quality/quality-mode.js';
import { signalsMode } from './signals/signals-mode.js';

/** A new thing to measure is one module and one line here. */
const MODES: readonly BenchMode[] = [
  folderMode,
  fieldsMode,
  generatedMode,
  barcodesMode,
  backsMode,
  sidesMode,
  signalsMode,
  qualityMode,
  reuseMode,
];

/** `npm run bench:document -- …`: measures how well and how fast documents are read; `--help` says what. */
export async function run({ argv, env, progress }: CommandContext): Promise<number> {
  // npm runs scripts in the package's folder; what the person names is meant from where they stand.
  const choice = chooseMode(MODES, argv, env.INIT_CWD ?? process.cwd());
  if (choice === null) {
    for (const line of describeModes(MODES)) progress.say(line);
    return 0;
  }
  const { mode, options } = choice;
  const now = systemClock.now();
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}`;
  progress.say(`    ${machine}`);
  const report = await mode.run({ ...options, progress, env, now });
  // Of the whole process from its start, models and warm-up included; Linux and macOS report kibibytes.
  const peakMegabytes = (process.resourceUsage().maxRSS * 1_024) / 1e6;
  progress.say(`\n    peak memory             ${peakMegabytes.toFixed(0)} MB\n`);
  const json = options.text('json');
  if (json !== undefined) {
    const content = { at: now.toISOString(), machine, peakMegabytes, ...report };
    await writeFile(options.path(json), `${JSON.stringify(content, null, 2)}\n`);
  }
  return 0;
}
