/**
 * The architecture as one table. Everything that enforces it reads from here; nothing is repeated
 * elsewhere. Paths are relative to the repository's root, with forward slashes.
 */

/**
 * Which layer may import which. A project states its layer with the tag `layer:<name>` in its
 * package.json; a layer may always import itself within one project, never another project of its kind.
 */
export const LAYERS = {
  domain: [],
  contracts: ['domain'],
  vision: [],
  checks: ['domain', 'contracts', 'vision'],
  platform: ['domain', 'contracts'],
  /** Where platform and checks meet, once, so that the worker apps stay a few lines long. */
  'check-runner': ['domain', 'contracts', 'vision', 'checks', 'platform'],
  testing: ['domain', 'contracts', 'vision'],
  /** Processes that must never load a model: gateway, aggregator. */
  app: ['domain', 'contracts', 'checks', 'platform'],
  worker: ['domain', 'contracts', 'vision', 'checks', 'platform', 'check-runner'],
  /** Composition roots, which start other apps inside one process or one test. */
  composition: [
    'domain',
    'contracts',
    'vision',
    'checks',
    'platform',
    'check-runner',
    'testing',
    'app',
    'worker',
    'composition',
  ],
  /** What runs in the person's browser: it knows words of the domain and the shape of the API, and no server. */
  page: ['domain', 'contracts'],
  /** What keeps the repository itself in order; it may read the platform's configuration schema. */
  tooling: ['platform'],
} as const satisfies Record<string, readonly string[]>;

export type Layer = keyof typeof LAYERS;

/** Layers that import nothing at all: no package, no Node built-in. */
export const PURE_LAYERS = ['domain'] as const satisfies readonly Layer[];

/**
 * Code that only tests run: specs, and what several specs of a package share. It may use test doubles,
 * look at a vendor from outside and read the clock, and in return nothing that ships may import it.
 */
export const TEST_CODE = '(\\.spec\\.ts$|^[^/]+/[^/]+/src/testing/)';

/** What test code may import beyond its project's layer. */
export const TEST_LAYERS = ['testing'] as const satisfies readonly Layer[];

/** Layers whose own code is there to run tests and demonstrations. */
export const TEST_RUNNING_LAYERS = ['composition'] as const satisfies readonly Layer[];

/** Layers that know checks by their definition only, and the modules of `checks` open to them. */
export const LIGHT_LAYERS = ['app'] as const satisfies readonly Layer[];
export const LIGHT_DOORS = ['registry\\.ts', '[^/]+/definition\\.ts'] as const;

/** Packages that a light process must not reach by any chain of static imports from its `src/main.ts`. */
export const HEAVY_PACKAGES = ['onnxruntime-node', 'opencv-wasm'] as const;

export interface VendorRule {
  /** Package names, or scopes with a trailing slash. */
  readonly packages: readonly string[];
  /** Folders (trailing slash), or single files, that may import them. */
  readonly folders: readonly string[];
}

/** A vendor's name appears in its own folder and nowhere else. */
export const VENDORS: readonly VendorRule[] = [
  // One file, because it is the one that switches the runtime's telemetry off before.
  { packages: ['onnxruntime-node'], folders: ['libs/vision/src/runtime/onnx-runtime.ts'] },
  { packages: ['opencv-wasm'], folders: ['libs/vision/src/runtime/'] },
  { packages: ['@hyzyla/pdfium'], folders: ['libs/vision/src/image/pdf/'] },
  { packages: ['bullmq'], folders: ['libs/platform/src/queue/', 'apps/stack/src/services/'] },
  {
    packages: ['ioredis'],
    folders: [
      'libs/platform/src/queue/',
      'libs/platform/src/rate-limits/',
      'apps/stack/src/services/',
      'infra/docker/',
    ],
  },
  { packages: ['rate-limiter-flexible'], folders: ['libs/platform/src/rate-limits/'] },
  { packages: ['minio'], folders: ['libs/platform/src/storage/'] },
  {
    packages: ['pg', '@prisma/'],
    folders: ['libs/platform/src/prisma/', 'libs/platform/tools/', 'apps/stack/src/services/'],
  },
  { packages: ['preact', '@preact/', '@lingui/'], folders: ['apps/web/'] },
  {
    packages: ['playwright-core', '@sparticuz/', 'axe-core'],
    folders: ['apps/e2e/src/page/', 'apps/e2e/src/screens/', 'apps/stack/src/browser/'],
  },
  { packages: ['@nestjs/'], folders: ['apps/', 'libs/platform/', 'libs/check-runner/'] },
];

export interface AmbientRule {
  readonly name: string;
  /** Expressions that reach for the world instead of being handed it; see `find-ambient-uses.ts`. */
  readonly expressions: readonly string[];
  readonly allowed: readonly { readonly under: string; readonly because: string }[];
}

/**
 * What code may not pick up by itself, in everything but test code: the environment comes from one schema,
 * time and randomness are arguments. `performance.now()` stays free: it measures how long something
 * took and cannot tell what day it is.
 */
export const AMBIENT: readonly AmbientRule[] = [
  {
    name: 'environment-through-config',
    expressions: ['process.env'],
    allowed: [
      { under: 'libs/platform/src/config/', because: 'it is the one schema' },
      { under: 'apps/stack/', because: 'it starts the other processes and writes their environment' },
      {
        under: 'libs/vision/src/runtime/telemetry-off.ts',
        because: "native code reads its switch from the process's environment and from nowhere else",
      },
      { under: 'infra/', because: 'start-up scripts run before any configuration exists' },
      { under: 'libs/platform/tools/', because: 'build scripts hand the environment on to a vendor CLI' },
    ],
  },
  {
    name: 'time-and-randomness-are-arguments',
    expressions: [
      'Date.now',
      'new Date()',
      'Date()',
      'Math.random',
      'crypto.randomBytes',
      'crypto.randomInt',
      'crypto.randomUUID',
      'crypto.getRandomValues',
    ],
    allowed: [
      { under: 'libs/platform/src/clock/', because: 'it is the clock' },
      { under: 'libs/platform/src/random/', because: 'it is the source of randomness' },
      {
        under: 'libs/platform/src/crypto/',
        because: 'keys and nonces must never come from a seeded source',
      },
      { under: 'libs/platform/src/prisma/schema-engine.ts', because: 'it names a scratch database' },
      {
        under: 'libs/platform/src/storage/file-system-object-store.ts',
        because: 'it names a file that is renamed as soon as it is whole',
      },
      {
        under: 'libs/platform/src/queue/bullmq-server.ts',
        because: 'BullMQ wants the wall clock when a job is handed back at once',
      },
      { under: 'apps/web/src/device/', because: 'it is where the page meets its browser' },
      { under: 'apps/web/src/idem-js/', because: 'it runs in pages of others, and stays small' },
      { under: 'libs/platform/tools/', because: 'build scripts decide nothing about a person' },
      { under: 'apps/stack/', because: 'it waits for real processes' },
      { under: 'apps/e2e/', because: 'it watches real processes' },
      { under: 'infra/', because: 'scripts and tests of the repository decide nothing about a person' },
    ],
  },
];

/** A name that says where code was dropped rather than what it does; refused for files and folders. */
export const NAMELESS = /(^|[.-])(utils?|helpers?|common|managers?)([.-]|$)/;

/** Never read: built, generated or fetched. Workspace folders only, so that packages' own `dist` count. */
export const NOT_SOURCE = '^(apps|libs|infra)/([^/]+/(dist|coverage)|.+/generated)/';
