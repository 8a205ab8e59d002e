import type { Models } from '@idem/vision/runtime/models';
import type { BenchContext, BenchOption } from '../modes/bench-mode.js';

/** What a part is handed to work with. */
export interface SelfieDeps {
  /** The repository's own models, one thread each. */
  readonly models: Models;
  readonly progress: BenchContext['progress'];
  readonly env: BenchContext['env'];
  readonly now: Date;
}

/** What the person gave on the command line. */
export type SelfieInput = Pick<BenchContext, 'has' | 'text' | 'count' | 'path'>;

/** What a part found. */
export interface SelfieResult {
  readonly heading: string;
  /** Printed below the heading, one string a line. */
  readonly lines: readonly string[];
  /** Written by `--json` under the part's name. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** One thing that `npm run bench:selfie` measures, run whenever the option named `chosenBy` was given. */
export interface SelfiePart {
  readonly name: string;
  readonly chosenBy: string;
  readonly summary: string;
  /** The choosing option among them. Parts may share an option, described alike. */
  readonly options: Readonly<Record<string, BenchOption>>;
  /** Nothing is ever asserted about a duration. */
  readonly run: (deps: SelfieDeps, input: SelfieInput) => Promise<SelfieResult>;
}
