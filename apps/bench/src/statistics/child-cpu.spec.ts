import { spawnSync } from 'node:child_process';
import { platform } from 'node:process';
import { expect, test } from '@jest/globals';
import { childCpu } from './child-cpu.js';

test('counts what children took, where the system tells', () => {
  const before = childCpu();
  if (platform !== 'linux') {
    expect(before).toBeNull();
    return;
  }
  spawnSync(process.execPath, [
    '-e',
    'const end = performance.now() + 150; while (performance.now() < end);',
  ]);
  const after = childCpu();
  expect(after! - before!).toBeGreaterThanOrEqual(50);
});
