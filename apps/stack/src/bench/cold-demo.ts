import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CommandContext } from '../command-context.js';
import { OperatorError } from '../operator-error.js';

/**
 * Clones the repository as committed into a fresh directory and runs the demo there, with npm's
 * cache as it is on this machine. Its output is shown.
 *
 * @returns Duration of `npm run demo` in ms
 */
export async function timeColdDemo({ root, env, progress }: CommandContext): Promise<number> {
  const home = mkdtempSync(path.join(tmpdir(), 'idem-cold-'));
  const clone = path.join(home, 'idem');
  const execute = async (file: string, args: string[], cwd: string) => {
    const child = spawn(file, args, { cwd, env: { ...env }, stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new OperatorError(`${file} ${args.join(' ')} failed in ${cwd}.`);
  };
  try {
    await execute('git', ['clone', '--quiet', root, clone], home);
    progress.heading('npm run demo, in a fresh clone');
    const started = performance.now();
    await execute('npm', ['run', 'demo'], clone);
    return performance.now() - started;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
