import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findViolations } from './find-violations.js';
import { type Files, projectManifest, writeMonorepo } from './fixture/monorepo.js';
import { importRules } from './import-rules.js';
import { readProjects } from './read-projects.js';
import { AMBIENT, HEAVY_PACKAGES, LAYERS, VENDORS } from './rules.js';

const repository = path.resolve(fileURLToPath(import.meta.url), '../../../..');

test('this repository keeps every rule', async () => {
  expect(await findViolations(repository)).toEqual([]);
}, 60_000);

test('no layer may import everything by a wildcard', () => {
  expect(Object.values(LAYERS).flat()).not.toContain('*');
});

/** One forbidden thing, where it is planted, and what must be reported for it. */
interface Plant {
  readonly rule: string;
  readonly what: string;
  readonly files: Files;
  readonly file: string;
  readonly detail: string;
  /** Further rules that the plant cannot help breaking. */
  readonly also?: readonly string[];
}

function planted(rule: string, what: string, file: string, source: string, detail: string): Plant {
  return { rule, what, files: { [file]: source }, file, detail };
}

/** Forbidden imports between projects: importing file, import, what it resolves to. */
const directions = (
  [
    ['libs/contracts/src/a.ts', '@idem/platform', 'libs/platform/src/index.ts'],
    ['libs/contracts/src/a.ts', '@idem/vision', 'libs/vision/src/index.ts'],
    ['libs/vision/src/a.ts', '@idem/domain', 'libs/domain/src/index.ts'],
    ['libs/vision/src/a.ts', '@idem/contracts', 'libs/contracts/src/index.ts'],
    ['libs/vision/src/a.ts', '@idem/platform', 'libs/platform/src/index.ts'],
    ['libs/checks/src/a.ts', '@idem/platform', 'libs/platform/src/index.ts'],
    ['libs/checks/src/a.ts', '@idem/check-runner', 'libs/check-runner/src/index.ts'],
    ['libs/platform/src/a.ts', '@idem/checks', 'libs/checks/src/index.ts'],
    ['libs/platform/src/a.ts', '@idem/vision', 'libs/vision/src/index.ts'],
    ['libs/platform/src/a.ts', '@idem/testing', 'libs/testing/src/index.ts'],
    ['libs/testing/src/a.ts', '@idem/platform', 'libs/platform/src/index.ts'],
    ['libs/check-runner/src/a.ts', '@idem/face-worker/main', 'apps/face-worker/src/main.ts'],
    ['apps/gateway/src/a.ts', '@idem/aggregator/main', 'apps/aggregator/src/main.ts'],
    ['apps/gateway/src/a.ts', '@idem/check-runner', 'libs/check-runner/src/index.ts'],
    ['apps/aggregator/src/a.ts', '@idem/vision', 'libs/vision/src/index.ts'],
    ['apps/aggregator/src/a.ts', '@idem/check-runner', 'libs/check-runner/src/index.ts'],
    ['apps/face-worker/src/a.ts', '@idem/liveness-worker/main', 'apps/liveness-worker/src/main.ts'],
    ['apps/face-worker/src/a.ts', '@idem/gateway/main', 'apps/gateway/src/main.ts'],
    ['apps/face-worker/src/a.ts', '@idem/testing', 'libs/testing/src/index.ts'],
    ['apps/stack/src/a.ts', '@idem/docker/compose', 'infra/docker/src/compose.ts'],
    ['infra/docker/src/a.ts', '@idem/checks', 'libs/checks/src/index.ts'],
    ['libs/domain/src/a.spec.ts', '@idem/contracts', 'libs/contracts/src/index.ts'],
    ['libs/vision/src/a.spec.ts', '@idem/platform', 'libs/platform/src/index.ts'],
    ['libs/vision/src/testing/a.ts', '@idem/platform', 'libs/platform/src/index.ts'],
  ] as const
).map(([file, name, detail]) =>
  planted('direction-of-knowledge', `${file} → ${name}`, file, `import '${name}';`, detail),
);

/** The same wrong import in every way it can be written. */
const spellings = (
  [
    ['import type', `import type { stored } from '@idem/platform';\nexport type S = typeof stored;`],
    ['export from', `export * from '@idem/platform';`],
    ['dynamic import', `export const later = () => import('@idem/platform');`],
    ['template import', 'export const later = () => import(`@idem/platform`);'],
    [
      'require',
      `declare const require: (name: string) => unknown;\nexport const now = require('@idem/platform');`,
    ],
  ] as const
).map(([what, source]) =>
  planted(
    'direction-of-knowledge',
    `written as ${what}`,
    'libs/checks/src/a.ts',
    source,
    'libs/platform/src/index.ts',
  ),
);

const vendors = VENDORS.flatMap(({ packages }) =>
  packages.map((name) => {
    const imported = { '@prisma/': '@prisma/client', '@nestjs/': '@nestjs/common' }[name] ?? name;
    const file = name === '@nestjs/' ? 'libs/checks/src/a.ts' : 'libs/platform/src/outbox/a.ts';
    return planted(
      'vendors-in-their-folder',
      `${imported} in ${file}`,
      file,
      `import '${imported}';`,
      `node_modules/${imported}/dist/index.js`,
    );
  }),
);

const AMBIENT_SOURCES: Readonly<Record<string, readonly string[]>> = {
  'process.env': [
    `export const a = process.env.HOME;`,
    `export const a = process['env'];`,
    `export const a = globalThis.process.env;`,
    `const { env } = process;\nexport const a = env;`,
    `import { env as surroundings } from 'node:process';\nexport const a = surroundings;`,
  ],
  'Date.now': [`export const a = Date.now();`, `export const a = { now: Date.now };`],
  'new Date()': [`export const a = new Date();`, `export const a = new Date;`],
  'Date()': [`export const a = Date();`],
  'Math.random': [`export const a = Math.random();`],
  'crypto.randomBytes': [`import { randomBytes as bytes } from 'node:crypto';\nexport const a = bytes(4);`],
  'crypto.randomInt': [`import { randomInt } from 'crypto';\nexport const a = randomInt(4);`],
  'crypto.randomUUID': [`export const a = crypto.randomUUID();`],
  'crypto.getRandomValues': [`export const a = crypto.getRandomValues(new Uint8Array(4));`],
};

const ambient = AMBIENT.flatMap(({ name, expressions }) =>
  expressions.flatMap((use) =>
    (AMBIENT_SOURCES[use] ?? []).map((source) =>
      planted(name, source.replace('\n', ' '), 'libs/checks/src/document/a.ts', source, use),
    ),
  ),
);

const nameless = [
  'libs/checks/src/utils.ts',
  'libs/checks/src/image-helpers.ts',
  'libs/checks/src/session.manager.ts',
  'libs/checks/src/common/a.ts',
  'libs/checks/src/util/a.spec.ts',
].map((file) => {
  const detail = file.split('/').find((part) => /util|helper|manager|common/.test(part)) ?? '';
  return planted('names-say-what-it-does', file, file, 'export const a = 1;', detail);
});

const tags = (
  [
    ['none', []],
    ['two', ['layer:domain', 'layer:contracts']],
    ['an unknown one', ['layer:misc']],
    ['a wildcard', ['*']],
    ['a wildcard beside a layer', ['layer:testing', '*']],
  ] as const
).map(([what, stated]) =>
  planted(
    'one-layer-tag',
    what,
    'libs/misc/package.json',
    projectManifest('libs/misc', stated),
    stated.join(', ') || 'no tag',
  ),
);

const heavy = HEAVY_PACKAGES.map(
  (name): Plant => ({
    rule: 'light-processes',
    what: `${name} behind a check's definition`,
    files: {
      'libs/vision/src/runtime/open.ts': `import '${name}';\nexport const opencv = 1;`,
      'libs/checks/src/document/definition.ts': `import { opencv } from '@idem/vision/runtime/open';\nexport const definition = opencv;`,
      'apps/aggregator/src/main.ts': `export const main = 1;`,
    },
    file: 'apps/gateway/src/main.ts',
    detail: `libs/checks/src/document/definition.ts → libs/vision/src/runtime/open.ts → node_modules/${name}/dist/index.js`,
  }),
);

const PLANTS: readonly Plant[] = [
  ...directions,
  ...spellings,
  ...vendors,
  ...ambient,
  ...nameless,
  ...tags,
  ...heavy,
  planted(
    'pure-layers-import-nothing',
    'a package in domain',
    'libs/domain/src/a.ts',
    `import 'zod';`,
    'node_modules/zod/dist/index.js',
  ),
  planted(
    'pure-layers-import-nothing',
    'a built-in in domain',
    'libs/domain/src/a.ts',
    `import 'node:path';`,
    'path',
  ),
  planted(
    'checks-by-definition-only',
    'measure in the gateway',
    'apps/gateway/src/a.ts',
    `import type { measure } from '@idem/checks/document/measure';\nexport type M = typeof measure;`,
    'libs/checks/src/document/measure.ts',
  ),
  planted(
    'checks-by-definition-only',
    'the whole of checks in the aggregator',
    'apps/aggregator/src/a.ts',
    `import '@idem/checks';`,
    'libs/checks/src/index.ts',
  ),
  planted(
    'checks-by-definition-only',
    'measure, lazily, in the gateway',
    'apps/gateway/src/a.ts',
    `export const m = () => import('@idem/checks/document/measure');`,
    'libs/checks/src/document/measure.ts',
  ),
  planted(
    'packages-by-name',
    'a relative path into another package',
    'libs/contracts/src/a.ts',
    `import '../../domain/src/index.js';`,
    'libs/domain/src/index.ts',
  ),
  planted(
    'tests-do-not-ship',
    'shared test code behind an app',
    'apps/gateway/src/a.ts',
    `import '@idem/platform/testing/fresh-database';`,
    'libs/platform/src/testing/fresh-database.ts',
  ),
  planted(
    'tests-do-not-ship',
    'a spec behind its neighbour',
    'libs/domain/src/a.ts',
    `import './session.spec.js';`,
    'libs/domain/src/session.spec.ts',
  ),
  planted(
    'resolvable-imports',
    'a file that is not there',
    'libs/contracts/src/a.ts',
    `import './nowhere.js';`,
    './nowhere.js',
  ),
  planted(
    'type-imports-are-erased',
    'type names in a kept import',
    'libs/contracts/src/a.ts',
    `import { type Session } from '@idem/domain';\nexport type S = Session;`,
    '@idem/domain',
  ),
  {
    rule: 'light-processes',
    what: 'an app whose entry was moved',
    files: { 'apps/gateway/src/main.ts': null, 'apps/stack/src/main.ts': 'export {};' },
    file: 'apps/gateway/src/main.ts',
    detail: 'has no such entry',
  },
  {
    rule: 'no-import-cycles',
    what: 'two files that import each other',
    files: {
      'libs/contracts/src/a.ts': `import './b.js';`,
      'libs/contracts/src/b.ts': `import './a.js';`,
    },
    file: 'libs/contracts/src/a.ts',
    detail: 'libs/contracts/src/b.ts → libs/contracts/src/a.ts',
  },
];

describe('on a small repository', () => {
  const written: string[] = [];
  afterEach(() => {
    for (const root of written.splice(0)) rmSync(root, { recursive: true });
  });
  function violationsOf(files: Files = {}) {
    const root = writeMonorepo(files);
    written.push(root);
    return findViolations(root);
  }

  test('everything that is allowed passes', async () => {
    expect(await violationsOf()).toEqual([]);
  });

  test.each(PLANTS.map((plant) => [plant.rule, plant.what, plant] as const))(
    '%s refuses %s',
    async (_rule, _what, { files, rule, file, detail, also }) => {
      const found = await violationsOf(files);
      expect(found.filter((violation) => !also?.includes(violation.rule))).toEqual([{ rule, file, detail }]);
      expect([...new Set(found.map((violation) => violation.rule))].sort()).toEqual(
        [rule, ...(also ?? [])].sort(),
      );
    },
  );
});

test('every rule is planted at least once', () => {
  const rules = importRules(readProjects(repository).projects).map(({ name }) => name);
  const planted = new Set(PLANTS.map(({ rule }) => rule));
  expect(rules.filter((name) => name === undefined || !planted.has(name))).toEqual([]);
  const uses = new Set(ambient.map(({ detail }) => detail));
  expect(AMBIENT.flatMap(({ expressions }) => expressions).filter((use) => !uses.has(use))).toEqual([]);
});
