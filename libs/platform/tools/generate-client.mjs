// Writes the typed Prisma client into src/prisma/generated. Needs no network: the client of Prisma 7
// is generated in WebAssembly, yet the CLI insists on locating a native schema engine and would
// download one. Pointing it at an existing file (Node itself) ends the search; it is never executed.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const project = fileURLToPath(new URL('..', import.meta.url));
const manifest = require.resolve('prisma/package.json');
const cli = path.join(path.dirname(manifest), require(manifest).bin.prisma);
const schema = path.resolve(project, '../../prisma/schema.prisma');

const { status, error } = spawnSync(process.execPath, [cli, 'generate', '--schema', schema], {
  cwd: project,
  stdio: 'inherit',
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  },
});
if (error) throw error;
process.exitCode = status ?? 1;
