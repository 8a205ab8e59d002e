import { fileURLToPath } from 'node:url';

export default {
  testEnvironment: fileURLToPath(new URL('./jest.environment.mjs', import.meta.url)),
  // A busy machine is no failure: what must be fast is measured in benchmarks.
  testTimeout: 30_000,
  testMatch: ['**/src/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
      },
    ],
  },
  testEnvironmentOptions: { customExportConditions: ['@idem/source', 'node', 'node-addons'] },
};
