import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findViolations } from './find-violations.js';
import { type Files, writeMonorepo } from './fixture/monorepo.js';
import { ALONE, TOGETHER } from './fixture/plants.js';
import { importRules } from './import-rules.js';
import { readProjects } from './read-projects.js';
import { AMBIENT, LAYERS } from './rules.js';
import type { Violation } from './violation.js';

const repository = path.resolve(fileURLToPath(import.meta.url), '../../../..');

test('this repository keeps every rule', async () => {
  expect(await findViolations(repository)).toEqual([]);
}, 60_000);

test('no layer may import everything by a wildcard', () => {
  expect(Object.values(LAYERS).flat()).not.toContain('*');
});

describe('on a small repository', () => {
  const written: string[] = [];
  afterAll(() => {
    for (const root of written) rmSync(root, { recursive: true });
  });
  function violationsOf(files: Files = {}): Promise<Violation[]> {
    const root = writeMonorepo(files);
    written.push(root);
    return findViolations(root);
  }

  test('everything that is allowed passes', async () => {
    expect(await violationsOf()).toEqual([]);
  });

  test.each(ALONE.map((plant) => [plant.rule, plant.what, plant] as const))(
    '%s refuses %s',
    async (_rule, _what, { files, rule, file, detail }) => {
      expect(await violationsOf(files)).toEqual([{ rule, file, detail }]);
    },
  );

  describe('with every other plant in it', () => {
    let found: Violation[];
    beforeAll(async () => {
      found = await violationsOf(Object.assign({}, ...TOGETHER.map((plant) => plant.files)));
    }, 60_000);

    test.each(TOGETHER.map((plant) => [plant.rule, plant.what, plant] as const))(
      '%s refuses %s',
      (_rule, _what, { rule, file, detail }) => {
        expect(found.filter((violation) => violation.file === file)).toEqual([{ rule, file, detail }]);
      },
    );

    test('nothing else is reported', () => {
      const files = new Set(TOGETHER.map(({ file }) => file));
      expect(found.filter(({ file }) => !files.has(file))).toEqual([]);
    });
  });
});

test('every rule is planted at least once', () => {
  const plants = [...TOGETHER, ...ALONE].map(({ rule }) => rule);
  const rules = importRules(readProjects(repository).projects).map(({ name }) => name ?? 'nameless');
  expect(plants).toEqual(expect.arrayContaining(rules));
  const uses = TOGETHER.map(({ detail }) => detail);
  expect(uses).toEqual(expect.arrayContaining(AMBIENT.flatMap(({ expressions }) => [...expressions])));
});
