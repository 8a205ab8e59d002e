/** What one finished step took. */
export interface StepTime {
  readonly title: string;
  readonly ms: number;
}

export interface Step {
  /** What the step is at just now, shown while it runs. */
  detail(text: string): void;
  /** Ends the step well; returns its duration in ms. */
  done(note?: string): number;
  /** Ends the step badly; returns its duration in ms. */
  fail(note?: string): number;
}

type Paint = (text: string) => string;

/** The voice of the commands. Implemented in infra/setup/progress.mjs, which speaks before anything is installed. */
export interface Progress {
  begin(title: string): Step;
  /** Runs `work` as one step; a throw ends the step badly and goes on upwards. */
  step<T>(
    title: string,
    work: (step: Step) => Promise<T> | T,
    note?: (result: T) => string | undefined,
  ): Promise<T>;
  /** Every step so far, those of the set-up included. */
  readonly times: readonly StepTime[];
  readonly paint: {
    readonly good: Paint;
    readonly bad: Paint;
    readonly accent: Paint;
    readonly dim: Paint;
    readonly strong: Paint;
  };
  say(text?: string): void;
  heading(text: string): void;
}

/** What infra/setup/run.mjs hands to a command. */
export interface CommandContext {
  /** Absolute path of the checkout. */
  readonly root: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
}
