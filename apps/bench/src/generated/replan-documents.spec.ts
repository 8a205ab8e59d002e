import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { planDocuments } from './plan-documents.js';
import { replan } from './replan-documents.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'replan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function reported(results: readonly unknown[]): Promise<string> {
  const file = path.join(folder, 'report.json');
  await writeFile(file, JSON.stringify({ results }));
  return file;
}

test('a report leads back to the plan that it came from', async () => {
  const plan = planDocuments(120, 3);
  const rows = plan.flatMap(({ presentations, ...document }) =>
    presentations.map((presentation) => ({ ...document, ...presentation, status: 'passed' })),
  );
  expect(await replan(await reported(rows))).toEqual(plan);
});

test('what is no report, or of a kind that is gone, is refused in words', async () => {
  const row = { specimen: 'atlantis-passport', seed: 3, kind: 'genuine', level: 'clean', turn: 0 };
  for (const results of [[], [row], [{ ...row, specimen: 'deu-passport', level: 'good' }]]) {
    await expect(replan(await reported(results))).rejects.toMatchObject({ forPeople: true });
  }
});
