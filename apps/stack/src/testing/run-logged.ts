import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';

export interface LoggedRun {
  readonly exitCode: number | null;
  readonly logFile: string;
}

/** Runs a program with its output in a file. Aborting ends it. */
export async function runLogged(
  command: readonly [string, ...string[]],
  options: {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    readonly logFile: string;
    readonly signal: AbortSignal;
  },
): Promise<LoggedRun> {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile);
  const [file, ...args] = command;
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exitCode = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      log.write(`${error.message}\n`);
      if (child.pid === undefined) resolve(null);
    });
    child.once('close', (code) => resolve(code));
  });
  log.end();
  await finished(log);
  return { exitCode, logFile: options.logFile };
}

/** The last lines of a log. */
export function tailOf(logFile: string, lines: number): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
