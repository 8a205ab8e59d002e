import type { CommandContext } from '@idem/stack/command-context';

/** An option of the command line as `parseArgs` takes it, with what `--help` says of it. */
export interface BenchOption {
  readonly type: 'string' | 'boolean';
  /** How `--help` names the value, such as `DIR`. */
  readonly value?: string;
  readonly help: string;
}

/** What a mode is handed. */
export interface BenchContext {
  readonly progress: CommandContext['progress'];
  /** The environment in which other programs are run. */
  readonly env: CommandContext['env'];
  /** The day on which documents are judged. */
  readonly now: Date;
  /** Whether a switch was given. */
  has(option: string): boolean;
  /** The text of an option; undefined where it was not given. */
  text(option: string): string | undefined;
  /**
   * A whole number from 1.
   *
   * @throws {OperatorError} when something else was given.
   */
  count(option: string): number | undefined;
  /** A path that the person named, from where they stand. */
  path(named: string): string;
}

/** One thing that `npm run bench:document` measures, chosen by giving the option named `chosenBy`. */
export interface BenchMode {
  readonly chosenBy: string;
  readonly summary: string;
  /** The choosing option among them. */
  readonly options: Readonly<Record<string, BenchOption>>;
  /** Prints its tables and returns what `--json` writes. Nothing is ever asserted about a duration. */
  run(context: BenchContext): Promise<Readonly<Record<string, unknown>>>;
}
