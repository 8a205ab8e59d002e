import path from 'node:path';
import { runChild } from './run-child.mjs';

/**
 * Converts the models that are not there yet. In a process of its own: conversion holds whole sets
 * of weights in memory, which a stack that stays up should not keep.
 *
 * @param {{ root: string, logs: string, progress: import('./progress.mjs').Progress }} context
 */
export async function buildModels({ root, logs, progress }) {
  await progress.step('Models', (step) =>
    runChild(process.execPath, [path.join(root, 'infra', 'setup', 'convert-models.mjs')], {
      cwd: root,
      log: path.join(logs, 'models.log'),
      onLine: (line) => step.detail(line.trim()),
    }),
  );
}
