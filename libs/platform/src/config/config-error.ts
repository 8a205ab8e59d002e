/** One thing wrong with the environment. */
export interface ConfigIssue {
  /** The variable's name; empty when several are concerned. */
  readonly variable: string;
  readonly problem: string;
}

/** The environment cannot be used. The message is a table of everything that is wrong; it quotes no values. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly issues: readonly ConfigIssue[]) {
    const width = Math.max(...issues.map((issue) => issue.variable.length));
    const rows = issues.map((issue) => `  ${issue.variable.padEnd(width)}  ${issue.problem}`);
    super(`The environment is not usable:\n${rows.join('\n')}`);
  }
}
