import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);

/** Compiled, because these processes are Node's alone. */
const RUNTIME = new URL('../../dist/runtime/onnx-runtime.js', import.meta.url).href;

const LOAD = `
  process.report.excludeNetwork = true;
  const said = import(${JSON.stringify(RUNTIME)}).then(
    () => 'loaded with ' + process.report.getReport().environmentVariables.ORT_DISABLE_TELEMETRY,
    (error) => 'refused: ' + error.name);
`;
const inProcess = `${LOAD} said.then(console.log);`;
const inThread = (options = '{}') => `
  const { Worker } = require('node:worker_threads');
  const code = ${JSON.stringify(`${LOAD} said.then((text) => require('node:worker_threads').parentPort.postMessage(text));`)};
  new Worker(code, { eval: true, ...${options} }).on('message', console.log);
`;

async function said(code: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=commonjs', '-e', code], { env });
  return stdout.trim();
}

test.each([
  ['nothing said', {}],
  ['telemetry asked for', { ORT_DISABLE_TELEMETRY: '0' }],
  ['telemetry off', { ORT_DISABLE_TELEMETRY: '1' }],
])('a process of anybody, with %s: the runtime loads with its telemetry off', async (_what, env) => {
  expect(await said(inProcess, env)).toBe('loaded with 1');
});

test.each([
  ['with a copy of the environment', inThread()],
  ['that is told what is not so', inThread("{ env: { ORT_DISABLE_TELEMETRY: '1' } }")],
])('a thread %s cannot switch telemetry off, so the runtime does not load', async (_what, code) => {
  expect(await said(code, {})).toBe('refused: TelemetryError');
  expect(await said(code, { ORT_DISABLE_TELEMETRY: '1' })).toBe('loaded with 1');
});

test('the tests themselves run with telemetry off', async () => {
  const { environmentVariables } = process.report.getReport() as {
    environmentVariables?: Record<string, string>;
  };
  expect(environmentVariables?.ORT_DISABLE_TELEMETRY).toBe('1');
  await expect(import('./onnx-runtime.js')).resolves.toHaveProperty('InferenceSession');
});
