import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lockDataDir } from './lock-data-dir.js';
import { processStart } from './process-identity.js';

let dataDir: string;
const pidFile = () => path.join(dataDir, 'stack.pid');
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'idem-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

describe('lockDataDir', () => {
  test('refuses a directory that a living process holds, and names the process', () => {
    const unlock = lockDataDir(dataDir);
    expect(() => lockDataDir(dataDir)).toThrow(`process ${process.pid}`);
    unlock();
    expect(existsSync(pidFile())).toBe(false);
  });

  test('takes over from a process that is gone', () => {
    const gone = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(pidFile(), JSON.stringify({ pid: gone.pid, started: 'once' }));
    lockDataDir(dataDir);
    expect(JSON.parse(readFileSync(pidFile(), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test('takes over when the id of the holder now belongs to another process', () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      writeFileSync(pidFile(), JSON.stringify({ pid: stranger.pid, started: 'long ago' }));
      expect(() => lockDataDir(dataDir)).not.toThrow();
    } finally {
      stranger.kill('SIGKILL');
    }
  });

  test('takes over from a file that says nothing', () => {
    writeFileSync(pidFile(), '');
    expect(() => lockDataDir(dataDir)).not.toThrow();
  });
});

test('a process has one start, and a dead one has none', () => {
  expect(processStart(process.pid)).toBe(processStart(process.pid));
  expect(processStart(process.ppid)).not.toBe(processStart(process.pid));
  expect(processStart(spawnSync(process.execPath, ['-e', '']).pid)).toBeNull();
});
