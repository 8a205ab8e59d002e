import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';

const TAIL_LINES = 40;

/** A child that failed, with the end of what it had to say. */
export class ChildFailure extends Error {
  forPeople = true;
}

/**
 * Runs a noisy program with its output in a log file. On failure the end of the log is part of the
 * error, so nobody has to go and look for it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, log: string, env?: Record<string, string>, onLine?: (line: string) => void }} options
 * @returns {Promise<void>}
 */
export async function runChild(command, args, { cwd, log, env = {}, onLine }) {
  mkdirSync(path.dirname(log), { recursive: true });
  const file = openSync(log, 'w');
  writeSync(file, `$ ${command} ${args.join(' ')}\n`);
  try {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        writeSync(file, text);
        const last = text.trimEnd().split('\n').pop();
        if (last) onLine?.(last);
      });
    }
    const stop = (signal) => {
      child.kill(signal);
      process.exit(1);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const outcome = await new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code, signal) =>
        resolve(code === 0 ? null : `ended with ${signal ?? `code ${code}`}`),
      );
    });
    process.off('SIGINT', stop).off('SIGTERM', stop);
    if (outcome !== null) throw new ChildFailure(failure(`${command} ${args.join(' ')} ${outcome}`, log));
  } finally {
    closeSync(file);
  }
}

function failure(what, log) {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(1);
  const tail = lines.slice(-TAIL_LINES).map((line) => `    ${line}`);
  return [`${what}.`, ...tail, `  The whole output is in ${path.relative(process.cwd(), log)}.`].join('\n');
}
